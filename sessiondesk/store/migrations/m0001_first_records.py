"""Version 1: the records of the main way.

Moments are TEXT, wall clock with offset; ``made_at``, ``changed_at`` and ``removed_at`` are
UTC and end in Z; planned times are wall clock without offset beside the name of their zone.
No row means not answered; nothing is ever filled in. Tables keep their rowid, so that a
damaged file can be read out in ranges.
"""

STATEMENTS = (
    """
    CREATE TABLE meta (
        name TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE setting (
        name TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL CHECK (json_valid(value))
    ) STRICT
    """,
    """
    CREATE TABLE import_run (
        id TEXT NOT NULL PRIMARY KEY,
        source TEXT NOT NULL,
        made_at TEXT NOT NULL
    ) STRICT
    """,
    # Outlives the record it names: a row that was imported once and removed since stays known.
    """
    CREATE TABLE import_key (
        key TEXT NOT NULL PRIMARY KEY,
        import_id TEXT NOT NULL REFERENCES import_run (id),
        record_id TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE version (
        number INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        record_id TEXT NOT NULL,
        at TEXT NOT NULL,
        value TEXT NOT NULL CHECK (json_valid(value))
    ) STRICT
    """,
    "CREATE INDEX version_of_record ON version (kind, record_id, number)",
    """
    CREATE TABLE draft (
        editor TEXT NOT NULL,
        record_kind TEXT NOT NULL,
        record_id TEXT NOT NULL,
        text TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (editor, record_id)
    ) STRICT
    """,
    """
    CREATE TABLE scale (
        id TEXT NOT NULL PRIMARY KEY,
        label TEXT NOT NULL CHECK (trim(label) <> ''),
        question TEXT NOT NULL,
        low_text TEXT NOT NULL,
        high_text TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('rating', 'yes_no')),
        better TEXT CHECK (better IN ('higher', 'lower')),
        none_at_zero INTEGER NOT NULL CHECK (none_at_zero IN (0, 1)),
        about TEXT NOT NULL CHECK (about IN ('day', 'night')),
        is_shown INTEGER NOT NULL CHECK (is_shown IN (0, 1)),
        position INTEGER NOT NULL,
        is_built_in INTEGER NOT NULL CHECK (is_built_in IN (0, 1)),
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    """
    CREATE TABLE tag (
        id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL CHECK (trim(name) <> ''),
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    """
    CREATE TABLE checkin (
        id TEXT NOT NULL PRIMARY KEY,
        felt_at TEXT NOT NULL,
        day TEXT NOT NULL,
        sleep_hours REAL CHECK (sleep_hours BETWEEN 0 AND 24),
        sleep_interference TEXT,
        interference TEXT,
        is_entered_later INTEGER NOT NULL CHECK (is_entered_later IN (0, 1)),
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX checkin_by_day ON checkin (day)",
    """
    CREATE TABLE reading (
        checkin_id TEXT NOT NULL REFERENCES checkin (id) ON DELETE CASCADE,
        scale_id TEXT NOT NULL REFERENCES scale (id),
        value REAL NOT NULL CHECK (value BETWEEN 0 AND 10),
        PRIMARY KEY (checkin_id, scale_id)
    ) STRICT
    """,
    "CREATE INDEX reading_of_scale ON reading (scale_id)",
    """
    CREATE TABLE checkin_area (
        checkin_id TEXT NOT NULL REFERENCES checkin (id) ON DELETE CASCADE,
        area TEXT NOT NULL,
        PRIMARY KEY (checkin_id, area)
    ) STRICT
    """,
    """
    CREATE TABLE checkin_feeling (
        checkin_id TEXT NOT NULL REFERENCES checkin (id) ON DELETE CASCADE,
        family TEXT NOT NULL,
        word TEXT NOT NULL,
        PRIMARY KEY (checkin_id, family, word)
    ) STRICT
    """,
    """
    CREATE TABLE checkin_body (
        checkin_id TEXT NOT NULL REFERENCES checkin (id) ON DELETE CASCADE,
        sign TEXT NOT NULL,
        PRIMARY KEY (checkin_id, sign)
    ) STRICT
    """,
    """
    CREATE TABLE checkin_tag (
        checkin_id TEXT NOT NULL REFERENCES checkin (id) ON DELETE CASCADE,
        tag_id TEXT NOT NULL REFERENCES tag (id),
        PRIMARY KEY (checkin_id, tag_id)
    ) STRICT
    """,
    "CREATE INDEX checkin_with_tag ON checkin_tag (tag_id)",
    """
    CREATE TABLE checkin_line (
        checkin_id TEXT NOT NULL REFERENCES checkin (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('plain', 'thought', 'win', 'hurdle')),
        text TEXT NOT NULL,
        PRIMARY KEY (checkin_id, position)
    ) STRICT
    """,
    "CREATE INDEX checkin_line_by_kind ON checkin_line (kind) WHERE kind <> 'plain'",
    """
    CREATE TABLE course (
        id TEXT NOT NULL PRIMARY KEY,
        started_on TEXT NOT NULL,
        ended_on TEXT,
        approach TEXT NOT NULL,
        rhythm TEXT NOT NULL,
        therapist TEXT NOT NULL,
        sessions_before INTEGER NOT NULL CHECK (sessions_before >= 0),
        expected_sessions INTEGER CHECK (expected_sessions >= 1),
        review_every INTEGER CHECK (review_every >= 1),
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    """
    CREATE TABLE therapy_session (
        id TEXT NOT NULL PRIMARY KEY,
        course_id TEXT NOT NULL REFERENCES course (id) ON DELETE CASCADE,
        planned_for TEXT NOT NULL,
        zone TEXT NOT NULL,
        day TEXT NOT NULL,
        minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
        moved_from TEXT NOT NULL CHECK (json_valid(moved_from)),
        place TEXT,
        outcome TEXT NOT NULL,
        cancelled_at TEXT,
        notes TEXT NOT NULL,
        topics TEXT NOT NULL CHECK (json_valid(topics)),
        to_keep TEXT NOT NULL,
        left_open TEXT NOT NULL,
        first_said TEXT NOT NULL,
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX therapy_session_by_day ON therapy_session (day)",
    "CREATE INDEX therapy_session_of_course ON therapy_session (course_id)",
    """
    CREATE TABLE bring_up (
        id TEXT NOT NULL PRIMARY KEY,
        text TEXT NOT NULL CHECK (trim(text) <> ''),
        want TEXT,
        rank INTEGER NOT NULL,
        state TEXT NOT NULL,
        session_id TEXT REFERENCES therapy_session (id) ON DELETE SET NULL,
        source TEXT,
        source_id TEXT NOT NULL,
        stays_private INTEGER NOT NULL CHECK (stays_private IN (0, 1)),
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX bring_up_of_session ON bring_up (session_id)",
    """
    CREATE TABLE practice (
        id TEXT NOT NULL PRIMARY KEY,
        text TEXT NOT NULL CHECK (trim(text) <> ''),
        agreed_on TEXT NOT NULL,
        days_a_week INTEGER CHECK (days_a_week BETWEEN 1 AND 7),
        session_id TEXT REFERENCES therapy_session (id) ON DELETE SET NULL,
        state TEXT NOT NULL,
        ended_on TEXT,
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX practice_of_session ON practice (session_id)",
    """
    CREATE TABLE practice_log (
        id TEXT NOT NULL PRIMARY KEY,
        practice_id TEXT NOT NULL REFERENCES practice (id) ON DELETE CASCADE,
        done_at TEXT NOT NULL,
        day TEXT NOT NULL,
        helped INTEGER CHECK (helped BETWEEN 0 AND 10),
        obstacle TEXT NOT NULL,
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX practice_log_by_day ON practice_log (practice_id, day)",
    """
    CREATE TABLE goal (
        id TEXT NOT NULL PRIMARY KEY,
        text TEXT NOT NULL CHECK (trim(text) <> ''),
        began_on TEXT NOT NULL,
        horizon TEXT NOT NULL,
        serves_id TEXT REFERENCES goal (id) ON DELETE SET NULL,
        measure TEXT NOT NULL,
        practice_id TEXT REFERENCES practice (id),
        tag_id TEXT REFERENCES tag (id),
        aim REAL CHECK (aim >= 0),
        review_on TEXT,
        state TEXT NOT NULL,
        closing_words TEXT NOT NULL,
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    """
    CREATE TABLE goal_value (
        id TEXT NOT NULL PRIMARY KEY,
        goal_id TEXT NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
        noted_at TEXT NOT NULL,
        day TEXT NOT NULL,
        value REAL NOT NULL CHECK (value >= 0),
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX goal_value_by_day ON goal_value (goal_id, day)",
    """
    CREATE TABLE goal_adjustment (
        id TEXT NOT NULL PRIMARY KEY,
        goal_id TEXT NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
        made_on TEXT NOT NULL,
        what TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        reason TEXT NOT NULL,
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX goal_adjustment_of_goal ON goal_adjustment (goal_id)",
    """
    CREATE TABLE win (
        id TEXT NOT NULL PRIMARY KEY,
        goal_id TEXT NOT NULL REFERENCES goal (id) ON DELETE CASCADE,
        day TEXT NOT NULL,
        text TEXT NOT NULL CHECK (trim(text) <> ''),
        made_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        removed_at TEXT,
        import_id TEXT REFERENCES import_run (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX win_of_goal ON win (goal_id)",
)
