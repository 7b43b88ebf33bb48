"""The table of settings: names and JSON values, what is private about how the program is used."""

from collections.abc import Mapping

from sessiondesk.store.connection import Connection


def all_(db: Connection) -> Mapping[str, str]:
    """Return every setting that was ever chosen: its name and its JSON."""
    return dict(db.execute("SELECT name, value FROM setting").fetchall())


def save(db: Connection, name: str, value: str) -> None:
    """Keep ``value``, a JSON text, under ``name``."""
    db.execute(
        """
        INSERT INTO setting (name, value) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """,
        (name, value),
    )
