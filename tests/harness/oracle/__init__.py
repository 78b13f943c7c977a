"""The oracle: what every answer must be, worked out from entries in memory by the rules of docs/content.md.

It shares nothing with the loader, the tables or the compiler: only the reading of files and the ids.

documents   the entries of all files of some sources
graph       articles, providers, topics and images as Python objects
winners     which file stands where several claim one place
stubs       which article a related entry means, and what becomes of those that mean none
suggestions which stories are like a story
build       the graph of some documents
hidden      what of them the public sees
filters     does an article, a provider or a topic match?
orders      lists in order
pages       connections
facets      what is counted over a whole list
answer      an operation's answer, by graphql-core's executor over schema.graphql
"""

from tests.harness.oracle.answer import Oracle, OracleAnswer
from tests.harness.oracle.build import build_graph
from tests.harness.oracle.documents import Document, read_documents
from tests.harness.oracle.graph import Article, Graph, Image, Provider, Topic
from tests.harness.oracle.hidden import is_hidden, public_graph, public_problems

__all__ = [
    "Article",
    "Document",
    "Graph",
    "Image",
    "Oracle",
    "OracleAnswer",
    "Provider",
    "Topic",
    "build_graph",
    "is_hidden",
    "public_graph",
    "public_problems",
    "read_documents",
]
