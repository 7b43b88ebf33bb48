"""What the database engine is that this program runs on."""

from dataclasses import dataclass

from sessiondesk.store import driver


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """The engine's parts, by their own words.

    Attributes:
        sqlite: Version of SQLite.
        cipher: Version of SQLCipher; empty where the driver cannot encrypt.
    """

    sqlite: str
    cipher: str


def versions() -> Engine:
    """Return what the engine says of itself. Opens no file."""
    db = driver.connect(":memory:")
    try:
        (sqlite,) = db.execute("SELECT sqlite_version()").fetchone()
        cipher = db.execute("PRAGMA cipher_version").fetchone()
    finally:
        db.close()
    return Engine(sqlite=sqlite, cipher=cipher[0] if cipher else "")
