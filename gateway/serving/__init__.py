"""The processes of a server: one that does everything, or one that loads and many that answer.

address     the socket, taken before anything else
content     the database, what is loaded into it, and when
web_server  one process that answers
operations  the documents of its clients, checked
alone       one process that does everything
crew        one process that loads, and keeps others that answer
worker      one of those
control     what they say to each other
tally       what they have counted, added up
metrics_listener  where Prometheus reads it
observed    what there is to see of a process, as the settings say
loops       the event loop
open_files   how many files the process may have open
logs        what a log line looks like
"""
