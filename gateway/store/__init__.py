"""The database: the only room that imports a driver.

address        the text that names a database
driver         pysqlite3, or Python's own
driver_errors  what the driver raises, in our words
connections    opening a connection, for reading or for writing
reader         a connection that stops a statement when its time is up
lane           places at connections, and those who wait for one
readers        the pool that answers
transaction    the one writer's transaction
writer         who begins and ends it, and those of several databases together
printed        the tables as SQL text
migrations     numbered SQL files, applied in order
store          all of it behind one object
"""

from gateway.store.printed import print_tables
from gateway.store.reader import ReadLimits
from gateway.store.store import Store, open_store
from gateway.store.transaction import Transaction
from gateway.store.writer import writing_together

__all__ = ["ReadLimits", "Store", "Transaction", "open_store", "print_tables", "writing_together"]
