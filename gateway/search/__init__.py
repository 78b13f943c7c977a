"""What can be searched for in a text, and what people ask for. Pure: no database, no files.

characters  which characters make words, and which scripts have no blanks between words
foreign     what is done with text that is not plain Latin
words       text as it is shown in passages and as it is indexed; its words
plain       bodies without their markup
terms       what people type: words, phrases, beginnings and excluded ones
asking      the same → what FTS5 is asked
tsquery     the same → what PostgreSQL is asked
lexemes     texts as PostgreSQL searches them
weights     words as SQLite ranks by them

A text has the same words, one by one, as it is shown and as it is indexed: so a passage is found by the second and cut
out of the first.
"""

from gateway.search.asking import lone_word, match_expression, rest_expression, search_digest
from gateway.search.lexemes import PART, Indexed, index_texts
from gateway.search.plain import plain_text
from gateway.search.tsquery import BETWEEN, lexeme_query, unwanted_patterns, wanted_patterns, wanted_terms
from gateway.search.weights import weigh
from gateway.search.words import CUT, MARK_END, MARK_START, folded, passage, words

__all__ = [
    "BETWEEN",
    "CUT",
    "MARK_END",
    "MARK_START",
    "PART",
    "Indexed",
    "folded",
    "index_texts",
    "lexeme_query",
    "lone_word",
    "match_expression",
    "passage",
    "plain_text",
    "rest_expression",
    "search_digest",
    "unwanted_patterns",
    "wanted_patterns",
    "wanted_terms",
    "weigh",
    "words",
]
