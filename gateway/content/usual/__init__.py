"""Stories as nearly all are written → what they say, without any nodes: several times as fast as the plain way.

The shape: keys that have a field, in any order, each once and each with a value of its kind on one line, with nothing
to tell but that its encoding was mended. One regular expression reads all of it. What is unusual in any way is left to
the plain way, and of what is usual libyaml says the same (a property test).

values      scalars: what is usual, and what readers make of it
blocks      provider, topics and images
stories     what articles and related entries have in common
articles    heads of articles
related     entries of related lists
mending     texts that were read with the wrong encoding
"""
