"""Version 2: patterns, what comes after a session, signs, life events, the safety plan; search.

The table of search is filled by the program, from a fold of the words made there: its rows
have the kind and the identity of a record. It can be made again from the other tables at any
time, and belongs to nobody's record.
"""

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
    "CREATE INDEX checkin_with_pattern ON checkin_pattern (pattern_id)",
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
    """
    CREATE VIRTUAL TABLE search USING fts5 (
        folded,
        kind UNINDEXED,
        record_id UNINDEXED,
        tokenize = "unicode61 remove_diacritics 2",
        prefix = '2 3'
    )
    """,
    "INSERT INTO search (search, rank) VALUES ('secure-delete', 1)",
)
