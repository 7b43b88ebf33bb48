"""The table of patterns, and which entries are linked to each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from sessiondesk.domain.ids import PatternId, TagId
from sessiondesk.domain.pattern import Pattern
from sessiondesk.store import link_counts
from sessiondesk.store.connection import Connection

_Row = tuple[str, str, str, str, str, str, str, str, str | None]


def save(db: Connection, pattern: Pattern, *, at: str) -> None:
    """Keep ``pattern``, new, changed or merged; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO pattern (
            id, name, named_on, sets_off, notice_first, what_i_do, may_protect, rather_do,
            merged_into, made_at, changed_at
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            name = excluded.name, named_on = excluded.named_on, sets_off = excluded.sets_off,
            notice_first = excluded.notice_first, what_i_do = excluded.what_i_do,
            may_protect = excluded.may_protect, rather_do = excluded.rather_do,
            merged_into = excluded.merged_into, changed_at = excluded.changed_at
        """,
        (
            pattern.id,
            pattern.name,
            pattern.named_on.isoformat(),
            pattern.sets_off,
            pattern.notice_first,
            pattern.what_i_do,
            pattern.may_protect,
            pattern.rather_do,
            pattern.merged_into,
            at,
            at,
        ),
    )


def find(db: Connection, pattern_id: PatternId) -> Pattern | None:
    """Return the pattern of that id, in the bin or not; None if there is none."""
    row = db.execute(
        """
        SELECT id, name, named_on, sets_off, notice_first, what_i_do, may_protect, rather_do,
            merged_into
        FROM pattern
        WHERE id = ?
        """,
        (pattern_id,),
    ).fetchone()
    return _from_row(row) if row else None


def all_(db: Connection) -> Sequence[Pattern]:
    """Return all patterns that stand by themselves, the one named last first."""
    rows = db.execute(
        """
        SELECT id, name, named_on, sets_off, notice_first, what_i_do, may_protect, rather_do,
            merged_into
        FROM pattern
        WHERE removed_at IS NULL AND merged_into IS NULL
        ORDER BY named_on DESC, rowid DESC
        """
    )
    return [_from_row(row) for row in rows]


def merged_into(db: Connection, pattern_id: PatternId) -> Sequence[Pattern]:
    """Return the patterns that were merged into that one, by name."""
    rows = db.execute(
        """
        SELECT id, name, named_on, sets_off, notice_first, what_i_do, may_protect, rather_do,
            merged_into
        FROM pattern
        WHERE merged_into = ? AND removed_at IS NULL
        ORDER BY name COLLATE NOCASE, id
        """,
        (pattern_id,),
    )
    return [_from_row(row) for row in rows]


def entries_per_month(db: Connection, first: date) -> Mapping[date, int]:
    """Return how many check-ins and sessions held each month has since that of ``first``.

    By the first day of the month; a month without any is not in there.
    """
    rows = db.execute(
        """
        SELECT substr(day, 1, 7) || '-01', sum(entries)
        FROM (
            -- By day, which is the order of the index; there are few days in a month.
            SELECT day, count(*) AS entries
            FROM checkin WHERE day >= ?1
            GROUP BY day
            UNION ALL
            -- All of them first, which an index knows; then without those in the bin, which
            -- are found sooner by looking through the table than by way of that index.
            SELECT day, -count(*)
            FROM checkin WHERE +day >= ?1 AND removed_at IS NOT NULL
            GROUP BY day
            UNION ALL
            SELECT day, count(*)
            FROM therapy_session
            JOIN course ON course.id = therapy_session.course_id
            WHERE day >= ?1 AND outcome IN ('attended', 'late')
                AND therapy_session.removed_at IS NULL AND course.removed_at IS NULL
            GROUP BY day
        )
        GROUP BY 1
        HAVING sum(entries) > 0
        """,
        (first.replace(day=1).isoformat(),),
    )
    return {date.fromisoformat(month): int(count) for month, count in rows}


def link_tagged(db: Connection, pattern_id: PatternId, tag_id: TagId) -> None:
    """Link a pattern to every check-in that has a tag, or one that was merged into it.

    Those in the bin as well, for the case they come back. The check-ins count as unchanged:
    nothing that was written in them is read again for the search.
    """
    db.execute(
        """
        INSERT OR IGNORE INTO checkin_pattern (checkin_id, pattern_id)
        SELECT DISTINCT checkin_id, ?1 FROM checkin_tag
        WHERE tag_id IN (SELECT id FROM tag WHERE id = ?2 OR merged_into = ?2)
        """,
        (pattern_id, tag_id),
    )


def counts(db: Connection) -> Mapping[PatternId, int]:
    """Return on how many check-ins and sessions each pattern is that is on any.

    Those outside the bin, those of merged patterns included.
    """
    found: Counter[str] = Counter(link_counts.counts(db, "pattern"))
    rows = db.execute(
        """
        SELECT coalesce(pattern.merged_into, pattern.id), count(DISTINCT therapy_session.id)
        FROM therapy_session_pattern
        JOIN pattern ON pattern.id = therapy_session_pattern.pattern_id
        JOIN therapy_session ON therapy_session.id = therapy_session_pattern.session_id
        JOIN course ON course.id = therapy_session.course_id
        WHERE therapy_session.removed_at IS NULL AND course.removed_at IS NULL
        GROUP BY 1
        """
    )
    found.update(dict(rows.fetchall()))
    return {PatternId(own): count for own, count in found.items()}


def _from_row(row: _Row) -> Pattern:
    (
        id_,
        name,
        named_on,
        sets_off,
        notice_first,
        what_i_do,
        may_protect,
        rather_do,
        merged,
    ) = row
    return Pattern(
        id=PatternId(id_),
        name=name,
        named_on=date.fromisoformat(named_on),
        sets_off=sets_off,
        notice_first=notice_first,
        what_i_do=what_i_do,
        may_protect=may_protect,
        rather_do=rather_do,
        merged_into=None if merged is None else PatternId(merged),
    )
