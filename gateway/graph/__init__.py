"""The GraphQL surface: Strawberry types whose fields carry marks. Nothing here reads a row.

schema      the schema, and the catalog of its marks
query       where every operation begins
mutation    what can be done
subscription  what is told as it happens
article     stories, and the connections that lead to them
provider    publishers
topic       topics
image       pictures
snapshot    the committed load
problem     what is wrong with the content
secured     sealed payloads
related     related stories, editors' and ours, as one list
search      which stories match, how well, by which passage
searching_postgresql, searching_sqlite  how each engine is asked
ranking_sqlite  the best matches of one word
facets      what is counted over a whole list
counts      how it is counted
counted     which counts loads keep
visibility  what is hidden from whom
lookups     one object by a key
relations   which rows belong to which
filters     what can be filtered on
orders      what can be ordered by
enums       statuses, formats, origins
arguments   arguments that several lists take
fields      how a field is declared
node        global ids and page info
federation  the same as a part of a larger graph
scalars     instants, addresses, JSON
"""

from gateway.graph.schema import build_schema, graphql_schema, marks_of, printed_schema
from gateway.graph.visibility import UNPUBLISHED_HIDDEN

__all__ = ["UNPUBLISHED_HIDDEN", "build_schema", "graphql_schema", "marks_of", "printed_schema"]
