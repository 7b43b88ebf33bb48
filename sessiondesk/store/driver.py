"""The database driver: SQLCipher at run time, the standard names for type checkers.

``sqlcipher3`` ships no type hints. Its interface is that of the standard ``sqlite3``, so
checkers are shown that one instead, and no other module has to know.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import (
        SQLITE_BUSY,
        SQLITE_CANTOPEN,
        SQLITE_CORRUPT,
        SQLITE_FULL,
        SQLITE_IOERR,
        SQLITE_NOTADB,
        SQLITE_PERM,
        SQLITE_PROTOCOL,
        SQLITE_READONLY,
        Connection,
        Cursor,
        DatabaseError,
        Error,
        IntegrityError,
        OperationalError,
        connect,
    )
else:
    from sqlcipher3.dbapi2 import (
        SQLITE_BUSY,
        SQLITE_CANTOPEN,
        SQLITE_CORRUPT,
        SQLITE_FULL,
        SQLITE_IOERR,
        SQLITE_NOTADB,
        SQLITE_PERM,
        SQLITE_PROTOCOL,
        SQLITE_READONLY,
        Connection,
        Cursor,
        DatabaseError,
        Error,
        IntegrityError,
        OperationalError,
        connect,
    )

__all__ = [
    "SQLITE_BUSY",
    "SQLITE_CANTOPEN",
    "SQLITE_CORRUPT",
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_NOTADB",
    "SQLITE_PERM",
    "SQLITE_PROTOCOL",
    "SQLITE_READONLY",
    "Connection",
    "Cursor",
    "DatabaseError",
    "Error",
    "IntegrityError",
    "OperationalError",
    "connect",
]
