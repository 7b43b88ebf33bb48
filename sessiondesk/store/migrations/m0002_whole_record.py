"""Version 2: patterns, what comes after a session, signs, life events, the safety plan; search.

The tables named search* are filled by the program, from a fold of the words made there. They
can be made again from the other tables at any time, and belong to nobody's record: what takes
a journal out whole leaves them out. Everything that was there before is due to be read.
"""

# Each table with words that can be searched, and the kind and the column of the identity under
# which they are found: what is noted after a session is found as the session.
_FOUND_AS = (
    ("checkin", "checkin", "id"),
    ("therapy_session", "therapy_session", "id"),
    ("afterwards", "therapy_session", "session_id"),
    ("bring_up", "bring_up", "id"),
    ("practice_log", "practice_log", "id"),
    ("win", "win", "id"),
    ("pattern", "pattern", "id"),
    ("sign", "sign", "id"),
    ("life_event", "life_event", "id"),
)

STATEMENTS = (
    """
    CREATE TABLE pattern (
        id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        named_on TEXT NOT NULL,
        sets_off TEXT NOT NULL,
        notice_first TEXT NOT NULL,
        what_i_do TEXT NOT NULL,
        may_protect TEXT NOT NULL,
        rather_do TEXT NOT NULL,
        merged_into TEXT REFERENCES pattern (id) ON DELETE SET NULL,
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    """
    CREATE TABLE feeling_word (
        id TEXT NOT NULL PRIMARY KEY,
        family TEXT NOT NULL,
        text TEXT NOT NULL CHECK (trim(text) <> ''),
        is_shown INTEGER NOT NULL CHECK (is_shown IN (0, 1)),
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    "ALTER TABLE tag ADD COLUMN merged_into TEXT REFERENCES tag (id) ON DELETE SET NULL",
    "ALTER TABLE checkin ADD COLUMN tried TEXT",
    """
    CREATE TABLE checkin_pattern (
        checkin_id TEXT NOT NULL REFERENCES checkin (id) ON DELETE CASCADE,
        pattern_id TEXT NOT NULL REFERENCES pattern (id) ON DELETE CASCADE,
        PRIMARY KEY (checkin_id, pattern_id)
    ) STRICT
    """,
    "CREATE INDEX checkin_with_pattern ON checkin_pattern (pattern_id, checkin_id)",
    # Which check-ins have this is asked of the indexes alone: there may be tens of thousands.
    "DROP INDEX reading_of_scale",
    "CREATE INDEX reading_by_value ON reading (scale_id, value, checkin_id)",
    "DROP INDEX checkin_with_tag",
    "CREATE INDEX checkin_by_tag ON checkin_tag (tag_id, checkin_id)",
    "CREATE INDEX checkin_by_feeling ON checkin_feeling (family, word, checkin_id)",
    """
    CREATE TABLE course_break (
        course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        first_day TEXT NOT NULL,
        last_day TEXT,
        reason TEXT NOT NULL,
        PRIMARY KEY (course_id, position)
    ) STRICT
    """,
    "ALTER TABLE therapy_session ADD COLUMN series_id TEXT",
    # All that lists and the strip need of a session: without this index each of them would
    # read the notes of ten years to get past them.
    """
    CREATE INDEX therapy_session_outline ON therapy_session (
        course_id, day, planned_for, zone, minutes, moved_from, place, outcome, cancelled_at, id,
        removed_at
    )
    """,
    """
    CREATE INDEX therapy_session_in_series ON therapy_session (series_id, day)
    WHERE series_id IS NOT NULL
    """,
    """
    CREATE TABLE therapy_session_pattern (
        session_id TEXT NOT NULL REFERENCES therapy_session (id) ON DELETE CASCADE,
        pattern_id TEXT NOT NULL REFERENCES pattern (id) ON DELETE CASCADE,
        PRIMARY KEY (session_id, pattern_id)
    ) STRICT
    """,
    "CREATE INDEX therapy_session_with_pattern ON therapy_session_pattern (pattern_id)",
    """
    CREATE TABLE afterwards (
        id TEXT NOT NULL PRIMARY KEY,
        session_id TEXT NOT NULL REFERENCES therapy_session (id) ON DELETE CASCADE,
        held_back TEXT,
        held_back_what TEXT NOT NULL,
        held_back_why TEXT NOT NULL CHECK (json_valid(held_back_why)),
        arriving INTEGER CHECK (arriving BETWEEN 0 AND 10),
        leaving INTEGER CHECK (leaving BETWEEN 0 AND 10),
        leaving_feelings TEXT NOT NULL CHECK (json_valid(leaving_feelings)),
        next_day INTEGER CHECK (next_day BETWEEN 0 AND 10),
        day_after TEXT,
        same_ground TEXT,
        about_the_time TEXT NOT NULL CHECK (json_valid(about_the_time)),
        words TEXT NOT NULL,
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX afterwards_of_session ON afterwards (session_id)",
    """
    CREATE TABLE fit_rating (
        afterwards_id TEXT NOT NULL REFERENCES afterwards (id) ON DELETE CASCADE,
        item TEXT NOT NULL,
        value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 10),
        PRIMARY KEY (afterwards_id, item)
    ) STRICT
    """,
    """
    CREATE TABLE sign (
        id TEXT NOT NULL PRIMARY KEY,
        item TEXT NOT NULL,
        side TEXT NOT NULL CHECK (side IN ('progress', 'warning')),
        day TEXT NOT NULL,
        answer TEXT NOT NULL,
        example TEXT NOT NULL,
        session_id TEXT REFERENCES therapy_session (id) ON DELETE SET NULL,
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX sign_by_day ON sign (side, day)",
    """
    CREATE TABLE life_event (
        id TEXT NOT NULL PRIMARY KEY,
        title TEXT NOT NULL CHECK (trim(title) <> ''),
        kind TEXT NOT NULL,
        first_day TEXT NOT NULL,
        last_day TEXT,
        goes_on INTEGER NOT NULL CHECK (goes_on IN (0, 1)),
        dose TEXT NOT NULL,
        words TEXT NOT NULL,
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX life_event_by_day ON life_event (first_day)",
    """
    CREATE TABLE safety_plan (
        id TEXT NOT NULL PRIMARY KEY,
        warning_signs TEXT NOT NULL,
        helps_me_wait TEXT NOT NULL,
        places_and_people TEXT NOT NULL,
        people_to_ask TEXT NOT NULL,
        professionals TEXT NOT NULL,
        safer_room TEXT NOT NULL,
        worth_living_for TEXT NOT NULL,
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    # One row for each record that has words of its own or belongs into the journal's list, in the
    # bin or not; its number is the row of its words in the table of search. `wall` is the
    # wall clock then and there, to the second, or nothing where only the day is known.
    """
    CREATE TABLE search_entry (
        number INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        record_id TEXT NOT NULL,
        day TEXT NOT NULL,
        wall TEXT NOT NULL,
        is_shown INTEGER NOT NULL CHECK (is_shown IN (0, 1)),
        is_read INTEGER NOT NULL CHECK (is_read IN (0, 1)),
        UNIQUE (kind, record_id)
    ) STRICT
    """,
    "CREATE INDEX search_entry_in_order ON search_entry (is_shown, day, wall, kind, record_id)",
    "CREATE INDEX search_entry_unread ON search_entry (number) WHERE is_read = 0",
    # What changed since its row was made. Whatever writes a record, from wherever, is told here
    # by the file itself, so that no way of writing can forget it.
    """
    CREATE TABLE search_due (
        kind TEXT NOT NULL,
        record_id TEXT NOT NULL,
        PRIMARY KEY (kind, record_id)
    ) STRICT
    """,
    """
    CREATE VIRTUAL TABLE search USING fts5 (
        folded,
        tokenize = "unicode61 remove_diacritics 2 categories 'L* M* N* S* Co'",
        prefix = '2 3'
    )
    """,
    "INSERT INTO search (search, rank) VALUES ('secure-delete', 1)",
    *(
        f"""
        CREATE TRIGGER search_{table}_{event.lower()} AFTER {event} ON {table} BEGIN
            INSERT INTO search_due VALUES ('{kind}', {row}.{column}) ON CONFLICT DO NOTHING;
        END
        """
        for table, kind, column in _FOUND_AS
        for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
    ),
    # What hangs on something that is in the bin is not shown.
    *(
        f"""
        CREATE TRIGGER search_{owner}_removed AFTER UPDATE OF removed_at ON {owner} BEGIN
            INSERT INTO search_due SELECT '{table}', id FROM {table} WHERE {column} = NEW.id
            ON CONFLICT DO NOTHING;
        END
        """
        for owner, table, column in (
            ("course", "therapy_session", "course_id"),
            ("goal", "win", "goal_id"),
            ("practice", "practice_log", "practice_id"),
        )
    ),
    *(
        f"INSERT INTO search_due SELECT '{table}', id FROM {table}"
        for table in ("checkin", "therapy_session", "bring_up", "win", "practice_log")
    ),
)
