"""Where the entries of the journal's list come from, and the words in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sessiondesk.store.kinds import Kind

# What Python calls blank, so that the file and the program agree on what is empty.
BLANKS: Final = (
    "".join(map(chr, (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B))))
    + "\u2028\u2029\u202f\u205f\u3000"
)


@dataclass(frozen=True, slots=True)
class Source:
    """How the entries of one kind are read.

    Attributes:
        rows: Selects id, day, wall clock and whether the entry is shown: it is not when it is
            in the bin, or empty. ``:blanks`` are to be bound.
        words: Selects (id, words, words kept to oneself), in the order they are read in, of
            those whose ids are in the JSON ``:ids``. The words of one may be in several rows.
    """

    rows: str
    words: str


_CHECKINS: Final = Source(
    """
    SELECT id, day, substr(felt_at, 1, 19) AS wall, removed_at IS NULL AND (
        sleep_hours IS NOT NULL OR sleep_interference IS NOT NULL OR interference IS NOT NULL
        OR tried IS NOT NULL
        OR EXISTS (SELECT 1 FROM reading WHERE checkin_id = checkin.id)
        OR EXISTS (SELECT 1 FROM checkin_line
            WHERE checkin_id = checkin.id AND trim(text, :blanks) <> '')
        OR EXISTS (SELECT 1 FROM checkin_feeling WHERE checkin_id = checkin.id)
        OR EXISTS (SELECT 1 FROM checkin_tag WHERE checkin_id = checkin.id)
        OR EXISTS (SELECT 1 FROM checkin_body WHERE checkin_id = checkin.id)
        OR EXISTS (SELECT 1 FROM checkin_area WHERE checkin_id = checkin.id)
        OR EXISTS (SELECT 1 FROM checkin_pattern WHERE checkin_id = checkin.id)
    ) AS is_shown
    FROM checkin
    """,
    """
    SELECT checkin_id, text, '' FROM checkin_line
    WHERE checkin_id IN (SELECT value FROM json_each(:ids))
    ORDER BY checkin_id, position
    """,
)
_THERAPY_SESSIONS: Final = Source(
    """
    SELECT therapy_session.id, day, planned_for || ':00' AS wall,
        therapy_session.removed_at IS NULL AND course.removed_at IS NULL AND (
            trim(to_keep || notes || left_open || first_said, :blanks) <> ''
            OR topics <> '[]'
            OR EXISTS (SELECT 1 FROM therapy_session_pattern
                WHERE session_id = therapy_session.id)
            OR EXISTS (SELECT 1 FROM afterwards
                WHERE session_id = therapy_session.id AND removed_at IS NULL
                    AND trim(words || held_back_what, :blanks) <> '')
        ) AS is_shown
    FROM therapy_session
    JOIN course ON course.id = therapy_session.course_id
    """,
    """
    SELECT therapy_session.id,
        concat_ws(char(10), nullif(notes, ''), nullif(to_keep, ''), nullif(left_open, ''),
            nullif(first_said, ''),
            (SELECT group_concat(value, char(10)) FROM json_each(topics))),
        coalesce((SELECT group_concat(
                concat_ws(char(10), nullif(words, ''), nullif(held_back_what, '')), char(10))
            FROM afterwards
            WHERE session_id = therapy_session.id AND removed_at IS NULL), '')
    FROM therapy_session
    WHERE therapy_session.id IN (SELECT value FROM json_each(:ids))
    """,
)
_BRING_UPS: Final = Source(
    # It holds no day of its own. The wall clock of this computer tells which one it was.
    """
    SELECT id,
        date(made_at, 'localtime', '-' || coalesce(
            (SELECT value FROM setting WHERE name = 'day_end_hour'), 4) || ' hours') AS day,
        strftime('%Y-%m-%dT%H:%M:%S', made_at, 'localtime') AS wall,
        removed_at IS NULL AS is_shown
    FROM bring_up
    """,
    "SELECT id, text, '' FROM bring_up WHERE id IN (SELECT value FROM json_each(:ids))",
)
_PRACTICE_LOGS: Final = Source(
    """
    SELECT practice_log.id, day, substr(done_at, 1, 19) AS wall,
        practice_log.removed_at IS NULL AND practice.removed_at IS NULL
            AND trim(obstacle, :blanks) <> '' AS is_shown
    FROM practice_log
    JOIN practice ON practice.id = practice_log.practice_id
    """,
    "SELECT id, obstacle, '' FROM practice_log WHERE id IN (SELECT value FROM json_each(:ids))",
)
_WINS: Final = Source(
    """
    SELECT win.id, day, '' AS wall,
        win.removed_at IS NULL AND goal.removed_at IS NULL AS is_shown
    FROM win
    JOIN goal ON goal.id = win.goal_id
    """,
    "SELECT id, text, '' FROM win WHERE id IN (SELECT value FROM json_each(:ids))",
)
_PATTERNS: Final = Source(
    """
    SELECT id, named_on AS day, '' AS wall,
        removed_at IS NULL AND merged_into IS NULL AS is_shown
    FROM pattern
    """,
    """
    SELECT id,
        concat_ws(char(10), name, nullif(sets_off, ''), nullif(notice_first, ''),
            nullif(what_i_do, ''), nullif(may_protect, ''), nullif(rather_do, '')),
        ''
    FROM pattern
    WHERE id IN (SELECT value FROM json_each(:ids))
    """,
)
_SIGNS: Final = Source(
    """
    SELECT id, day, '' AS wall,
        removed_at IS NULL AND trim(example, :blanks) <> '' AS is_shown
    FROM sign
    """,
    "SELECT id, example, '' FROM sign WHERE id IN (SELECT value FROM json_each(:ids))",
)
_LIFE_EVENTS: Final = Source(
    """
    SELECT id, first_day AS day, '' AS wall, removed_at IS NULL AS is_shown
    FROM life_event
    """,
    """
    SELECT id, concat_ws(char(10), title, nullif(dose, ''), nullif(words, '')), ''
    FROM life_event
    WHERE id IN (SELECT value FROM json_each(:ids))
    """,
)
# They have no words of their own: what they are called is known outside of the file.
_ASSESSMENTS: Final = Source(
    """
    SELECT id, day, coalesce(substr(taken_at, 1, 19), '') AS wall, removed_at IS NULL AS is_shown
    FROM assessment
    """,
    "SELECT id, '', '' FROM assessment WHERE id IN (SELECT value FROM json_each(:ids))",
)
_FORM_TOTALS: Final = Source(
    """
    SELECT form_total.id, day, '' AS wall,
        form_total.removed_at IS NULL AND form.removed_at IS NULL AS is_shown
    FROM form_total
    JOIN form ON form.id = form_total.form_id
    """,
    """
    SELECT form_total.id, form.name, ''
    FROM form_total
    JOIN form ON form.id = form_total.form_id
    WHERE form_total.id IN (SELECT value FROM json_each(:ids))
    """,
)
_REVIEWS: Final = Source(
    """
    SELECT id, day, '' AS wall, removed_at IS NULL AND
        trim(hard_words || not_right_words || own_words || decisions, :blanks) <> '' AS is_shown
    FROM review
    """,
    """
    SELECT id,
        concat_ws(char(10), nullif(hard_words, ''), nullif(not_right_words, ''),
            nullif(own_words, ''), nullif(decisions, '')),
        ''
    FROM review
    WHERE id IN (SELECT value FROM json_each(:ids))
    """,
)
_RECALLS: Final = Source(
    """
    SELECT id, day, '' AS wall, removed_at IS NULL AND trim(words, :blanks) <> '' AS is_shown
    FROM recall
    """,
    "SELECT id, words, '' FROM recall WHERE id IN (SELECT value FROM json_each(:ids))",
)

SOURCES: Final[Mapping[Kind, Source]] = {
    Kind.CHECKIN: _CHECKINS,
    Kind.THERAPY_SESSION: _THERAPY_SESSIONS,
    Kind.BRING_UP: _BRING_UPS,
    Kind.PRACTICE_LOG: _PRACTICE_LOGS,
    Kind.WIN: _WINS,
    Kind.PATTERN: _PATTERNS,
    Kind.SIGN: _SIGNS,
    Kind.LIFE_EVENT: _LIFE_EVENTS,
    Kind.ASSESSMENT: _ASSESSMENTS,
    Kind.FORM_TOTAL: _FORM_TOTALS,
    Kind.REVIEW: _REVIEWS,
    Kind.RECALL: _RECALLS,
}
