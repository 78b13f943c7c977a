"""A PostgreSQL server: each edition is a schema of one database. Imported only when an address asks for it.

driver         asyncpg, or what to install
dialect        how SQLAlchemy writes statements for it
driver_errors  what the driver raises, in our words
connections    opening a connection, for reading or for writing
healing        how often a connection that was lost is tried again
reader         a connection that cannot write
transaction    what is written, and kept at once
filling        many rows at once
writer         who begins and ends transactions, one process at a time
keys           foreign keys, left out while much is loaded
migrating      the tables of this code
listening      who hears that something was committed
inspecting     reading an edition as of one moment
engine         all of it together
"""
