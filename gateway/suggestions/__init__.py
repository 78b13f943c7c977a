"""Which stories are like a story: found in its words, its topics and its time. Pure: no database, no files.

numbers     lists of numbers in arrays
terms       text and topics → terms
scoring     how rare a term is, how alike two articles are
articles    what is known of articles
counting    how many articles have a term, of more than memory holds
index       of many of them, and which of them have a term
sharing     the same in files, for several processes
matching    all that are like an article, scored
spreading   the best, of many providers
lists       suggestions for many articles, in columns
suggesting  the lists of suggestions
postings    the articles of each term
upkeep      what a change of some articles means for the lists of others

A list is a pure function of all articles. How rare a term is depends, in few steps, on how many articles have it, and
where there are few articles on how many there are, in powers of two. So a change of one article changes few lists, and
`upkeep` says which; where a power of two is passed all lists are made anew.
"""

from gateway.suggestions.articles import Articles, Profile
from gateway.suggestions.counting import TermCounts
from gateway.suggestions.index import Index
from gateway.suggestions.lists import Lists
from gateway.suggestions.postings import Change, Posting, all_postings, update_postings
from gateway.suggestions.scoring import LEAST_SCORE, WHOLE, shift
from gateway.suggestions.sharing import save_index, take_lists
from gateway.suggestions.suggesting import MOST, Piece, suggest, suggest_piece
from gateway.suggestions.terms import pack_terms, text_terms, topic_terms, unpack_terms
from gateway.suggestions.upkeep import reached

__all__ = [
    "LEAST_SCORE",
    "MOST",
    "WHOLE",
    "Articles",
    "Change",
    "Index",
    "Lists",
    "Piece",
    "Posting",
    "Profile",
    "TermCounts",
    "all_postings",
    "pack_terms",
    "reached",
    "save_index",
    "shift",
    "suggest",
    "suggest_piece",
    "take_lists",
    "text_terms",
    "topic_terms",
    "unpack_terms",
    "update_postings",
]
