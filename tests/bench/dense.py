"""Made-up records of any length, written fast: for what measures how a page or a search grows.

``fill(db, years=10)`` writes 2,000 check-ins of about 120 words, 100 therapy sessions with notes
and 500 bring-ups for each year, with tags, feelings, patterns, life events, and four
questionnaires and a therapist's form every two weeks; the same identities and words each time.
"""

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from itertools import accumulate
from pathlib import Path

from sessiondesk.store import connection, search
from sessiondesk.store.connection import Connection, transaction
from sessiondesk.store.kinds import stamp
from sessiondesk.store.migrations import migrate

LAST = date(2026, 5, 11)
CHECKINS = 2000
SESSIONS = 100
BRING_UPS = 500
FORMS = 26
TAGS = 40
PATTERNS = 8
KEY = "5e" * 32
VAULT_ID = "d1" * 16

_SUMMER = timezone(timedelta(hours=2))
_KNOWN_WORDS = 6000
_SCALES = ("mood", "anxiety", "energy", "overwhelm")
_FEELINGS = (("sad", ""), ("anxious", ""), ("anxious", "worried"), ("calm", ""), ("angry", ""))
# Items, and the most that an answer and the total count.
_INSTRUMENTS = {"phq9": (9, 3, 27), "gad7": (7, 3, 21), "core10": (10, 4, 40), "who5": (5, 5, 100)}
_TURNED = {"core10": (2, 3)}
_LINE_KINDS = ("plain", "plain", "plain", "thought", "win", "hurdle")


def make(folder: Path, *, years: int, is_read: bool = True) -> Connection:
    """Return a new encrypted file in ``folder`` with that many years in it."""
    db = connection.create(folder / f"dense-{years}.db", KEY, VAULT_ID)
    migrate(db)
    fill(db, years=years, is_read=is_read)
    return db


def fill(db: Connection, *, years: int, is_read: bool = True) -> None:
    """Write ``years`` years of dense record into a migrated file, up to ``LAST``.

    Args:
        db: The file.
        years: How many.
        is_read: Whether all of it can be searched at once.
    """
    with transaction(db):
        _Filling(db, years).fill()
        if is_read:
            search.rebuild(db)


def known_words() -> Sequence[str]:
    """Return the words there are, the most frequent first."""
    return Words(random.Random(1)).known


class Words:
    """Words as they are spread in a language: a few are everywhere, most are rare."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        ends = ("a", "e", "i", "o", "u", "an", "er")
        syllables = [start + end for start in "bdfghklmnprstvw" for end in ends]
        self.known = [
            "".join(rng.choices(syllables, k=rng.randint(1, 4))) for _ in range(_KNOWN_WORDS)
        ]
        self._shares = list(accumulate(1 / (n + 3) for n in range(_KNOWN_WORDS)))

    def text(self, length: int) -> str:
        """Return ``length`` words in sentences."""
        words = self._rng.choices(self.known, cum_weights=self._shares, k=length)
        sentences = (" ".join(words[n : n + 12]) for n in range(0, length, 12))
        return ". ".join(each.capitalize() for each in sentences)


class _Filling:
    def __init__(self, db: Connection, years: int) -> None:
        self._db = db
        self._years = years
        self._rng = random.Random(1)
        self._words = Words(self._rng)
        self._first = self._moments(CHECKINS * years)[0]

    def fill(self) -> None:
        self._scales()
        self._tags = self._named("tag", TAGS)
        self._patterns = self._named("pattern", PATTERNS)
        self._checkins()
        self._sessions()
        self._bring_ups()
        self._life_events()
        self._measures()

    def _ids(self, count: int) -> Sequence[str]:
        return [f"{self._rng.getrandbits(128):032x}" for _ in range(count)]

    def _moments(self, count: int) -> Sequence[datetime]:
        """Return moments spread evenly over all the days, the earliest first."""
        last = datetime(LAST.year, LAST.month, LAST.day, 20, 5, tzinfo=_SUMMER)
        minutes = 365 * 24 * 60 * self._years
        return [last - timedelta(minutes=(count - 1 - n) * minutes // count) for n in range(count)]

    def _insert(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        columns = list(rows[0])
        self._db.executemany(
            f"INSERT INTO {table} ({', '.join(columns)})"
            f" VALUES ({', '.join('?' for _ in columns)}) ON CONFLICT DO NOTHING",
            [tuple(row.values()) for row in rows],
        )

    def _kept(self, moment: datetime | None = None) -> dict[str, object]:
        at = stamp(moment or self._first)
        return {"made_at": at, "changed_at": at}

    def _scales(self) -> None:
        scale = {"question": "", "low_text": "", "high_text": "", "kind": "rating"}
        meaning = {"better": "higher", "none_at_zero": 0, "about": "day", "is_shown": 1}
        self._insert(
            "scale",
            [
                {"id": key, "label": key, "position": n, "is_built_in": 1}
                | scale
                | meaning
                | self._kept()
                for n, key in enumerate(_SCALES)
            ],
        )

    def _named(self, table: str, count: int) -> Sequence[str]:
        own_ids = self._ids(count)
        more: dict[str, object] = {}
        if table == "pattern":
            more |= dict.fromkeys(("notice_first", "what_i_do", "may_protect", "rather_do"), "")
            more |= {"named_on": LAST.isoformat(), "sets_off": self._words.text(20)}
        names = self._rng.sample(self._words.known, count)
        self._insert(
            table,
            [
                {"id": own, "name": f"{name} {n}"} | more | self._kept()
                for n, (own, name) in enumerate(zip(own_ids, names, strict=True))
            ],
        )
        return own_ids

    def _checkins(self) -> None:
        rng = self._rng
        moments = self._moments(CHECKINS * self._years)
        own_ids = self._ids(len(moments))
        self._insert(
            "checkin",
            [
                {
                    "id": own,
                    "felt_at": moment.isoformat(),
                    "day": moment.date().isoformat(),
                    "sleep_hours": rng.randint(10, 18) / 2,
                    "is_entered_later": 0,
                }
                | self._kept(moment)
                for own, moment in zip(own_ids, moments, strict=True)
            ],
        )
        parts: dict[str, list[dict[str, object]]] = {
            name: [] for name in ("reading", "checkin_feeling", "checkin_tag", "checkin_pattern")
        }
        parts["checkin_line"] = []
        for own in own_ids:
            of: dict[str, object] = {"checkin_id": own}
            parts["reading"] += [
                of | {"scale_id": key, "value": float(rng.randint(0, 10))} for key in _SCALES
            ]
            parts["checkin_feeling"] += [
                of | {"family": family, "word": word} for family, word in rng.sample(_FEELINGS, 2)
            ]
            parts["checkin_tag"] += [of | {"tag_id": tag} for tag in rng.sample(self._tags, 2)]
            if rng.random() < 0.2:
                parts["checkin_pattern"].append(of | {"pattern_id": rng.choice(self._patterns)})
            parts["checkin_line"] += [
                of | {"position": n, "kind": rng.choice(_LINE_KINDS), "text": self._words.text(24)}
                for n in range(5)
            ]
        for table, rows in parts.items():
            self._insert(table, rows)

    def _sessions(self) -> None:
        (course,) = self._ids(1)
        self._db.execute(
            """
            INSERT INTO course (id, started_on, approach, rhythm, therapist, sessions_before,
                made_at, changed_at)
            VALUES (?, ?, '', '', '', 0, ?, ?)
            """,
            (course, self._first.date().isoformat(), *self._kept().values()),
        )
        moments = self._moments(SESSIONS * self._years)
        own_ids = self._ids(len(moments))
        self._insert(
            "therapy_session",
            [
                {
                    "id": own,
                    "course_id": course,
                    "planned_for": f"{moment.date().isoformat()}T17:00",
                    "zone": "Europe/Berlin",
                    "day": moment.date().isoformat(),
                    "minutes": 50,
                    "moved_from": "[]",
                    "outcome": "attended",
                    "notes": self._words.text(400),
                    "topics": '["work"]',
                    "to_keep": self._words.text(15),
                    "left_open": self._words.text(15),
                    "first_said": "",
                }
                | self._kept(moment)
                for own, moment in zip(own_ids, moments, strict=True)
            ],
        )
        lists = dict.fromkeys(("held_back_why", "leaving_feelings", "about_the_time"), "[]")
        self._insert(
            "afterwards",
            [
                {"id": own, "session_id": of, "held_back_what": "", "words": self._words.text(20)}
                | lists
                | self._kept(moment)
                for own, of, moment in zip(self._ids(len(own_ids)), own_ids, moments, strict=True)
            ],
        )

    def _bring_ups(self) -> None:
        moments = self._moments(BRING_UPS * self._years)
        self._insert(
            "bring_up",
            [
                {
                    "id": own,
                    "text": self._words.text(12),
                    "rank": n,
                    "state": "let_go" if n % 25 else "open",
                    "source_id": "",
                    "stays_private": 0,
                }
                | self._kept(moment)
                for n, (own, moment) in enumerate(
                    zip(self._ids(len(moments)), moments, strict=True)
                )
            ],
        )

    def _life_events(self) -> None:
        moments = self._moments(10 * self._years)
        event = {"kind": "other", "goes_on": 0, "dose": ""}
        self._insert(
            "life_event",
            [
                {"id": own, "title": self._words.text(3), "words": self._words.text(10)}
                | {"first_day": moment.date().isoformat()}
                | event
                | self._kept(moment)
                for own, moment in zip(self._ids(len(moments)), moments, strict=True)
            ],
        )

    def _measures(self) -> None:
        # Last, so that all else stays as it was before there were any.
        moments = self._moments(FORMS * self._years)
        for instrument, (items, highest, most) in _INSTRUMENTS.items():
            own_ids = self._ids(len(moments))
            ticked = [self._rng.choices(range(highest + 1), k=items) for _ in own_ids]
            turned = [n - 1 for n in _TURNED.get(instrument, ())]
            totals = [
                sum(highest - value if n in turned else value for n, value in enumerate(each))
                * most
                // (items * highest)
                for each in ticked
            ]
            self._insert(
                "assessment",
                [
                    {
                        "id": own,
                        "instrument": instrument,
                        "version": 1,
                        "day": moment.date().isoformat(),
                        "taken_at": moment.isoformat(),
                        "total": float(total),
                        "band": "",
                        "on_sheet": 0,
                        "is_entered_later": 0,
                    }
                    | self._kept(moment)
                    for own, total, moment in zip(own_ids, totals, moments, strict=True)
                ],
            )
            self._insert(
                "assessment_answer",
                [
                    {"assessment_id": own, "item": n, "value": value}
                    for own, answers in zip(own_ids, ticked, strict=True)
                    for n, value in enumerate(answers, start=1)
                ],
            )
        (form,) = self._ids(1)
        self._insert(
            "form",
            [
                {"id": form, "name": "Their form", "better": "lower", "low": 0.0, "high": 60.0}
                | self._kept()
            ],
        )
        self._insert(
            "form_total",
            [
                {"id": own, "form_id": form, "day": moment.date().isoformat()}
                | {"total": self._rng.randint(0, 120) / 2}
                | self._kept(moment)
                for own, moment in zip(self._ids(len(moments)), moments, strict=True)
            ],
        )
