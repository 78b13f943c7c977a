"""The plumbing of the tests, and nowhere else.

oracle/        answers an operation the slow plain way, from entries in memory
cursors        the oracle's cursors and the gateway's, and what it takes to compare them
operations/    random valid operations over a content graph
sites          random small content sites, as files
listening      a gateway over a site that changes, and listeners who keep what they are told
served         `gateway serve` as a process, and its clients
target         a served gateway that is asked badly, and one connection that is kept
shapes         whether a response has the shape that its operation asks for
socket_frames  a client of WebSocket that sends whatever it is told
frequencies    what is frequent in a small site
stories        stories by hand or by chance, for suggestions
gateways       a gateway over loaded sources beside the oracle, with its statements counted
golden         golden cases: found, compared, rewritten
profiles       how much random testing
entries        entries by hand, in one line each
"""
