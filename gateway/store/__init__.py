"""The database: the only room that imports a driver.

address      the text that names a database
store        all of it behind one object
engine       what a database engine must offer for that
reader       what a connection that reads does, and within which limits
lane         places at connections, and those who wait for one
pace         how quick statements have been
brief        those that are worth no thread
readers      the pool that answers
transaction  the one writer's transaction
writing      transactions on several databases that end together
printed      the tables as SQL text, to be imported from there: it speaks for all engines
migrations   numbered SQL files, applied in order
sqlite       the engine that is a file
postgresql   the engine that is a server
"""

from gateway.store.address import Address, PostgresqlAddress, SqliteAddress, public_file, read_address, read_file
from gateway.store.migrations import newest_version
from gateway.store.reader import ReadLimits, Run
from gateway.store.sqlite.copying import copy_into, copy_out, put_in_place
from gateway.store.sqlite.driver import SQLITE_VERSION
from gateway.store.sqlite.driver_errors import damaged
from gateway.store.sqlite.inspecting import beside
from gateway.store.sqlite.inspecting import inspecting as inspecting_file
from gateway.store.sqlite.transaction import SqliteTransaction
from gateway.store.store import Store, edition_exists, inspecting, open_store
from gateway.store.transaction import Transaction
from gateway.store.writing import to_the_end, writing_together

__all__ = [
    "SQLITE_VERSION",
    "Address",
    "PostgresqlAddress",
    "ReadLimits",
    "Run",
    "SqliteAddress",
    "SqliteTransaction",
    "Store",
    "Transaction",
    "beside",
    "copy_into",
    "copy_out",
    "damaged",
    "edition_exists",
    "inspecting",
    "inspecting_file",
    "newest_version",
    "open_store",
    "public_file",
    "put_in_place",
    "read_address",
    "read_file",
    "to_the_end",
    "writing_together",
]
