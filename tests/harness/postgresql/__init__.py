"""Real PostgreSQL servers for tests, from a Python package; nothing has to be installed by hand.

cluster  one server: made, started, stopped, killed
shelter  the folder where all servers of a run live, and what ends them when the run is over, or has died
shared   the server that all processes of a run share, and databases in it
"""
