"""Documents that clients name instead of sending: trusted ones, known from the start, and those sent once before.

naming     what a client sends to name a document
manifests  documents in the files that client tools write
folders    documents in a folder of `.graphql` files
written    a document with the places of its lines
trusted    documents known from the start, each of them checked
queries    automatic persisted queries: what was sent once, by its hash
lookup     a request to the text that it means
"""

from gateway.execution.persisted.folders import SUFFIXES
from gateway.execution.persisted.lookup import ASK_AGAIN, Lookup, lookup_of
from gateway.execution.persisted.naming import name_in
from gateway.execution.persisted.trusted import TrustedDocument, TrustedDocuments, read_trusted

__all__ = [
    "ASK_AGAIN",
    "SUFFIXES",
    "Lookup",
    "TrustedDocument",
    "TrustedDocuments",
    "lookup_of",
    "name_in",
    "read_trusted",
]
