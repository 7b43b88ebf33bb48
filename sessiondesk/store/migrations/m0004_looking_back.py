"""Version 4: what was said about the record, reviews, and how a time was remembered.

Nothing that was there before changes.
"""

# As in version 2: each table whose records stand in the journal's list.
_LISTED = ("review", "recall")

STATEMENTS = (
    """
    CREATE TABLE insight (
        id TEXT NOT NULL PRIMARY KEY,
        day TEXT NOT NULL,
        asked TEXT NOT NULL,
        subject TEXT NOT NULL,
        method INTEGER NOT NULL CHECK (method >= 1),
        claim TEXT NOT NULL,
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX insight_by_day ON insight (day)",
    """
    CREATE TABLE review (
        id TEXT NOT NULL PRIMARY KEY,
        day TEXT NOT NULL,
        course_id TEXT REFERENCES course (id) ON DELETE SET NULL,
        session_id TEXT REFERENCES therapy_session (id) ON DELETE SET NULL,
        hard TEXT NOT NULL,
        not_right TEXT NOT NULL,
        hard_words TEXT NOT NULL,
        not_right_words TEXT NOT NULL,
        own_words TEXT NOT NULL,
        decisions TEXT NOT NULL,
        steps TEXT NOT NULL,
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX review_by_day ON review (day)",
    """
    CREATE TABLE review_finding (
        review_id TEXT NOT NULL REFERENCES review (id) ON DELETE CASCADE,
        position INTEGER NOT NULL CHECK (position >= 0),
        side TEXT NOT NULL,
        asked TEXT NOT NULL,
        subject TEXT NOT NULL,
        method INTEGER NOT NULL CHECK (method >= 1),
        claim TEXT NOT NULL,
        is_aside INTEGER NOT NULL CHECK (is_aside IN (0, 1)),
        PRIMARY KEY (review_id, position)
    ) STRICT
    """,
    """
    CREATE TABLE recall (
        id TEXT NOT NULL PRIMARY KEY,
        day TEXT NOT NULL,
        first_day TEXT NOT NULL,
        last_day TEXT NOT NULL CHECK (last_day >= first_day),
        words TEXT NOT NULL,
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX recall_by_day ON recall (day)",
    """
    CREATE TABLE recall_rating (
        recall_id TEXT NOT NULL REFERENCES recall (id) ON DELETE CASCADE,
        scale_id TEXT NOT NULL REFERENCES scale (id),
        value REAL NOT NULL CHECK (value BETWEEN 0 AND 10),
        PRIMARY KEY (recall_id, scale_id)
    ) STRICT
    """,
    *(
        f"""
        CREATE TRIGGER search_{table}_{event.lower()} AFTER {event} ON {table} BEGIN
            INSERT INTO search_due VALUES ('{table}', {row}.id) ON CONFLICT DO NOTHING;
        END
        """
        for table in _LISTED
        for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
    ),
)
