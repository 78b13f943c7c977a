"""The database: the only room that imports a driver.

address        the text that names a database
driver         pysqlite3, or Python's own
driver_errors  what the driver raises, in our words
obstacles      why a file cannot be opened
connections    opening a connection, for reading or for writing
reader         a connection that stops a statement when its time is up
lane           places at connections, and those who wait for one
readers        the pool that answers
transaction    the one writer's transaction
writer         who begins and ends it, and those of several databases together
printed        the tables as SQL text
inspecting     reading without writing anything
copying        whole databases into files, and back
migrations     numbered SQL files, applied in order
store          all of it behind one object
"""

from gateway.store.address import public_file, read_address
from gateway.store.copying import copy_into, copy_out, put_in_place
from gateway.store.driver import SQLITE_VERSION
from gateway.store.driver_errors import damaged
from gateway.store.inspecting import beside, inspecting
from gateway.store.migrations import newest_version
from gateway.store.printed import print_tables
from gateway.store.reader import ReadLimits
from gateway.store.store import Store, open_store
from gateway.store.transaction import Transaction
from gateway.store.writer import writing_together

__all__ = [
    "SQLITE_VERSION",
    "ReadLimits",
    "Store",
    "Transaction",
    "beside",
    "copy_into",
    "copy_out",
    "damaged",
    "inspecting",
    "newest_version",
    "open_store",
    "print_tables",
    "public_file",
    "put_in_place",
    "read_address",
    "writing_together",
]
