"""Version 5: sheets that were taken to an appointment.

Nothing that was there before changes.
"""

STATEMENTS = (
    """
    CREATE TABLE sheet (
        id TEXT NOT NULL PRIMARY KEY,
        day TEXT NOT NULL,
        session_id TEXT REFERENCES therapy_session (id) ON DELETE SET NULL,
        layout TEXT NOT NULL,
        taken_as TEXT NOT NULL,
        paper TEXT NOT NULL,
        pages INTEGER NOT NULL CHECK (pages >= 1),
        content TEXT NOT NULL,
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX sheet_by_day ON sheet (day)",
)
