"""The table of what is noted after a session, with the fit ratings of each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from sessiondesk.domain.afterwards import (
    AboutTheTime,
    Afterwards,
    DayAfter,
    FitItem,
    HeldBack,
    HeldBackWhy,
    SameGround,
)
from sessiondesk.domain.checkin import Feeling
from sessiondesk.domain.ids import AfterwardsId, TherapySessionId
from sessiondesk.store.connection import Connection

_Row = tuple[
    str,
    str,
    str | None,
    str,
    str,
    int | None,
    int | None,
    str,
    int | None,
    str | None,
    str | None,
    str,
    str,
]


def save(db: Connection, afterwards: Afterwards, *, at: str) -> None:
    """Keep ``afterwards``, new or changed; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO afterwards (
            id, session_id, held_back, held_back_what, held_back_why, arriving, leaving,
            leaving_feelings, next_day, day_after, same_ground, about_the_time, words, made_at,
            changed_at
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            session_id = excluded.session_id, held_back = excluded.held_back,
            held_back_what = excluded.held_back_what, held_back_why = excluded.held_back_why,
            arriving = excluded.arriving, leaving = excluded.leaving,
            leaving_feelings = excluded.leaving_feelings, next_day = excluded.next_day,
            day_after = excluded.day_after, same_ground = excluded.same_ground,
            about_the_time = excluded.about_the_time, words = excluded.words,
            changed_at = excluded.changed_at
        """,
        (
            afterwards.id,
            afterwards.session_id,
            afterwards.held_back,
            afterwards.held_back_what,
            _as_json(sorted(afterwards.held_back_why)),
            afterwards.arriving,
            afterwards.leaving,
            _as_json([[each.family, each.word] for each in sorted(afterwards.leaving_feelings)]),
            afterwards.next_day,
            afterwards.day_after,
            afterwards.same_ground,
            _as_json(sorted(afterwards.about_the_time)),
            afterwards.words,
            at,
            at,
        ),
    )
    db.execute("DELETE FROM fit_rating WHERE afterwards_id = ?", (afterwards.id,))
    db.executemany(
        "INSERT INTO fit_rating (afterwards_id, item, value) VALUES (?, ?, ?)",
        [(afterwards.id, item, value) for item, value in afterwards.fit.items()],
    )


def find(db: Connection, afterwards_id: AfterwardsId) -> Afterwards | None:
    """Return the record of that id, in the bin or not; None if there is none."""
    rows = db.execute(
        """
        SELECT id, session_id, held_back, held_back_what, held_back_why, arriving, leaving,
            leaving_feelings, next_day, day_after, same_ground, about_the_time, words
        FROM afterwards
        WHERE id = ?
        """,
        (afterwards_id,),
    )
    found = _with_fit(db, rows.fetchall())
    return found[0] if found else None


def of_sessions(
    db: Connection, session_ids: Sequence[TherapySessionId]
) -> Mapping[TherapySessionId, Afterwards]:
    """Return what was noted after each of those sessions that has something."""
    rows = db.execute(
        """
        SELECT id, session_id, held_back, held_back_what, held_back_why, arriving, leaving,
            leaving_feelings, next_day, day_after, same_ground, about_the_time, words
        FROM afterwards
        WHERE session_id IN (SELECT value FROM json_each(?)) AND removed_at IS NULL
        ORDER BY rowid
        """,
        (_as_json(list(session_ids)),),
    )
    return {each.session_id: each for each in _with_fit(db, rows.fetchall())}


def _with_fit(db: Connection, rows: Sequence[_Row]) -> Sequence[Afterwards]:
    fit: dict[str, dict[FitItem, int]] = defaultdict(dict)
    for own, item, value in db.execute(
        """
        SELECT afterwards_id, item, value FROM fit_rating
        WHERE afterwards_id IN (SELECT value FROM json_each(?))
        """,
        (_as_json([row[0] for row in rows]),),
    ):
        fit[own][FitItem(item)] = value
    return [_from_row(row, fit.get(row[0], {})) for row in rows]


def _as_json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _from_row(row: _Row, fit: Mapping[FitItem, int]) -> Afterwards:
    (
        id_,
        session_id,
        held_back,
        held_back_what,
        held_back_why,
        arriving,
        leaving,
        leaving_feelings,
        next_day,
        day_after,
        same_ground,
        about_the_time,
        words,
    ) = row
    return Afterwards(
        id=AfterwardsId(id_),
        session_id=TherapySessionId(session_id),
        fit=fit,
        held_back=None if held_back is None else HeldBack(held_back),
        held_back_what=held_back_what,
        held_back_why=msgspec.json.decode(held_back_why, type=frozenset[HeldBackWhy]),
        arriving=arriving,
        leaving=leaving,
        leaving_feelings=frozenset(
            Feeling(family=family, word=word)
            for family, word in msgspec.json.decode(
                leaving_feelings, type=tuple[tuple[str, str], ...]
            )
        ),
        next_day=next_day,
        day_after=None if day_after is None else DayAfter(day_after),
        same_ground=None if same_ground is None else SameGround(same_ground),
        about_the_time=msgspec.json.decode(about_the_time, type=frozenset[AboutTheTime]),
        words=words,
    )
