"""Version 3: questionnaires as they were filled in, forms of a therapist, and plans of both.

Nothing that was there before changes.
"""

# As in version 2: each table whose records stand in the journal's list.
_LISTED = ("assessment", "form_total")

STATEMENTS = (
    """
    CREATE TABLE assessment (
        id TEXT NOT NULL PRIMARY KEY,
        instrument TEXT NOT NULL,
        version INTEGER NOT NULL CHECK (version >= 1),
        day TEXT NOT NULL,
        taken_at TEXT,
        functional INTEGER CHECK (functional >= 0),
        total REAL NOT NULL,
        band TEXT NOT NULL,
        on_sheet INTEGER NOT NULL CHECK (on_sheet IN (0, 1)),
        is_entered_later INTEGER NOT NULL CHECK (is_entered_later IN (0, 1)),
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX assessment_by_day ON assessment (instrument, day)",
    # What was ticked: items that are scored the other way round are not turned here.
    """
    CREATE TABLE assessment_answer (
        assessment_id TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
        item INTEGER NOT NULL CHECK (item >= 1),
        value INTEGER NOT NULL CHECK (value >= 0),
        PRIMARY KEY (assessment_id, item)
    ) STRICT
    """,
    """
    CREATE TABLE form (
        id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        better TEXT,
        low REAL,
        high REAL,
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    """
    CREATE TABLE form_total (
        id TEXT NOT NULL PRIMARY KEY,
        form_id TEXT NOT NULL REFERENCES form (id) ON DELETE CASCADE,
        day TEXT NOT NULL,
        total REAL NOT NULL,
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX form_total_by_day ON form_total (form_id, day)",
    """
    CREATE TABLE measure_plan (
        id TEXT NOT NULL PRIMARY KEY,
        instrument TEXT NOT NULL,
        course_id TEXT REFERENCES course (id) ON DELETE CASCADE,
        is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
        every_days INTEGER NOT NULL CHECK (every_days BETWEEN 1 AND 365),
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
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
    # What hangs on something that is in the bin is not shown, and it is found by its name.
    """
    CREATE TRIGGER search_form_changed AFTER UPDATE ON form BEGIN
        INSERT INTO search_due SELECT 'form_total', id FROM form_total WHERE form_id = NEW.id
        ON CONFLICT DO NOTHING;
    END
    """,
)
