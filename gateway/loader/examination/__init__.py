"""What `gateway doctor` looks for in a database, and what it says to do. Reads, and writes nothing.

findings   what a check has found
soundness  what SQLite itself finds: pages, indexes, keys
contents   whether what is stored agrees with its digests, the snapshot and its counts
search     whether the indexes of words have the articles that they should have
places     what lies around a database: its log, its disk
servers    which server it is, keys, indexes, and what its planner knows
examining  all of it, for both editions
"""
