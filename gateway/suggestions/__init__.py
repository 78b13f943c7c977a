"""Which stories are like a story: found in its words, its topics and its time. Pure: no database, no files.

terms       text and topics → terms
profile     what is known of an article: terms, time and provider
scoring     how rare a term is, how alike two articles are: 0 to 1
index       which articles have a term
spreading   the best, of many providers
suggesting  the suggestions for one article
upkeep      what a change of some articles means for the lists of others

A list is a pure function of all articles, and no number of them all goes into it: how rare a term is depends on how
many articles have it, in few steps, and on nothing else. So a change of one article changes few lists, and `upkeep`
says which.
"""

from gateway.suggestions.index import Index
from gateway.suggestions.profile import Profile, make_profile, seconds_of
from gateway.suggestions.suggesting import Suggestion, suggest
from gateway.suggestions.upkeep import Change, Posting, reached, update_postings

__all__ = [
    "Change",
    "Index",
    "Posting",
    "Profile",
    "Suggestion",
    "make_profile",
    "reached",
    "seconds_of",
    "suggest",
    "update_postings",
]
