"""A SQLite file, with a write-ahead log beside it.

driver         pysqlite3, or Python's own
dialect        how SQLAlchemy writes statements for it
driver_errors  what the driver raises, in our words
obstacles      why a file cannot be opened
connections    opening a connection, for reading or for writing
reader         a connection that stops a statement when its time is up
filling        many rows at once
transaction    what is written, and kept at once
writer         who begins and ends it
moment         which state a statement would read, without asking
migrating      the tables of this code
inspecting     reading without writing anything
copying        whole databases into files, and back
engine         all of it together
"""
