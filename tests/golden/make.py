"""How the golden files were made. They are kept for ever, and never made again.

    python -m tests.golden.make FOLDER NUMBER

makes a journal and a backup of the format as it is, with something of every kind in it, and
what is in them as a complete export. For a new version of the format, keep the three beside
those that are here.
"""

import json
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from sessiondesk import paths
from sessiondesk.domain.bring_up import BringUp, BringUpState, SourceKind, Want
from sessiondesk.domain.checkin import (
    CheckIn,
    Feeling,
    Interference,
    LineKind,
    NoteLine,
    SleepInterference,
)
from sessiondesk.domain.course import Course
from sessiondesk.domain.goal import Goal, GoalState, GoalValue, Horizon, Measure, Win
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.practice import Practice, PracticeLog, PracticeState
from sessiondesk.domain.scale import About, Better, Scale, ScaleKind
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import Outcome, Place, TherapySession
from sessiondesk.exchange import prompt_file
from sessiondesk.journal import Journal
from sessiondesk.store.connection import Connection
from sessiondesk.store.kinds import Kind
from sessiondesk.vault import backing_up, creating
from sessiondesk.vault.backup_file import Reason
from sessiondesk.vault.key_slots import Cost
from tests.conftest import ZONE, Clock

HERE = Path(__file__).parent
SUMMER = timezone(timedelta(hours=2))
KATHMANDU = timezone(timedelta(hours=5, minutes=45))
WEST = timezone(-timedelta(hours=3, minutes=30))
BEGUN = datetime(2026, 3, 2, 20, 0, tzinfo=timezone(timedelta(hours=1)))
PASSPHRASE = "Ein Satz für später: 十年 \N{WATER WAVE}"

WORDS = (
    "Müde, aber ruhig. Straße, Übung, ÄÖÜ.",
    "昨日は雨でした。",
    "오늘은 조금 나았다",
    "Не сказала ничего",  # noqa: RUF001 - letters of their own
    "شيء صغير \N{SPARKLES}",
    "zwei\u2029Absätze, ein \0, ein \N{FAMILY}\N{ZERO WIDTH JOINER}",
)


def open_journal(db: Connection, clock: Clock) -> Journal:
    """Open a journal over ``db``, at the moment of ``clock``."""
    prompts = prompt_file.load(paths.resources() / "prompts" / "en.json")
    return Journal(db, now=clock, zone=ZONE, prompts=prompts)


def fill(journal: Journal, clock: Clock) -> None:
    """Put something of every kind into ``journal``, with all that is hard to keep."""
    tag, gone = Tag(name="Arbeit"), Tag(name="weg damit")
    journal.tags.record(tag)
    journal.tags.record(gone)
    craving = Scale(
        label="Verlangen",
        question="Wie stark war es?",
        low_text="gar nicht",
        high_text="kaum auszuhalten",
        better=Better.LOWER,
        none_at_zero=True,
        position=9,
    )
    woke = Scale(label="woke up", kind=ScaleKind.YES_NO, about=About.NIGHT, position=10)
    journal.scales.record(craving)
    journal.scales.record(woke)
    mood = journal.scales.all()[0]
    clock.pass_(minutes=1)
    journal.scales.record(replace(mood, label="Stimmung", is_shown=True))
    course = Course(
        started_on=date(2025, 11, 6),
        approach="Verhaltenstherapie",
        rhythm="donnerstags, 14 Uhr",
        therapist="K. 田中",
        sessions_before=7,
        expected_sessions=24,
        review_every=5,
    )
    journal.courses.record(course)
    earlier = Course(started_on=date(2019, 1, 1), ended_on=date(2020, 1, 1))
    journal.courses.record(earlier)
    sessions = [
        TherapySession(
            course_id=course.id,
            planned_for=datetime(2026, 3, 5, 14, 0) + timedelta(weeks=n),
            zone="Asia/Kathmandu" if n == 2 else ZONE,
            minutes=50,
            moved_from=(datetime(2026, 3, 4, 9, 30),) if n == 1 else (),
            place=(Place.IN_PERSON, Place.VIDEO, Place.PHONE, None)[n % 4],
            outcome=outcome,
            cancelled_at=(
                datetime(2026, 3, 20, 8, 0, tzinfo=WEST)
                if outcome is Outcome.CANCELLED_BY_ME
                else None
            ),
            notes=f"# Notiz {n}\n\n- {WORDS[n % len(WORDS)]}\n> gesagt\n",
            topics=("Alleinsein", WORDS[n % len(WORDS)]) if n % 2 else (),
            to_keep="ein Satz",
            left_open="offen",
            first_said="zum ersten Mal" if n == 0 else "",
        )
        for n, outcome in enumerate(Outcome)
    ]
    for session in sessions:
        journal.sessions.record(session)
    feelings = frozenset({Feeling(family="sad", word="down"), Feeling(family="calm")})
    checkins = [
        CheckIn(
            felt_at=(BEGUN + timedelta(days=n)).astimezone((SUMMER, KATHMANDU, WEST)[n % 3]),
            day=(BEGUN + timedelta(days=n)).date(),
            ratings={
                mood.id: n % 11,
                ScaleId("anxiety"): (n * 3) % 11 / 2,
                craving.id: 0,
                woke.id: n % 2,
            },
            sleep_hours=None if n % 4 == 0 else 6.5,
            sleep_interference=(None, *SleepInterference)[n % 5],
            interference=(None, *Interference)[n % 5],
            interference_areas=frozenset({"work", "home"}) if n % 5 == 3 else frozenset(),
            feelings=feelings if n % 2 else frozenset(),
            body=frozenset({"tight_chest"}) if n % 3 else frozenset(),
            tags=frozenset({tag.id}) if n % 2 else frozenset(),
            lines=tuple(
                NoteLine(text=text, kind=kind)
                for text, kind in zip(WORDS[: n % 5], LineKind, strict=False)
            ),
            is_entered_later=n == 3,
        )
        for n in range(14)
    ]
    for checkin in checkins:
        clock.moment = checkin.felt_at
        journal.checkins.record(checkin)
    clock.moment = checkins[-1].felt_at.astimezone(SUMMER)
    clock.pass_(hours=1)
    journal.checkins.record(replace(checkins[2], sleep_hours=3, ratings={}))  # a version
    journal.checkins.remove(checkins[5].id)
    journal.tags.record(replace(tag, name="Arbeit 仕事"))
    practice = Practice(
        text="atmen, 呼吸",
        agreed_on=date(2026, 3, 5),
        days_a_week=3,
        session_id=sessions[1].id,
    )
    once = Practice(
        text="anrufen",
        agreed_on=date(2026, 3, 5),
        state=PracticeState.DONE,
        ended_on=date(2026, 3, 9),
    )
    journal.practices.record(practice)
    journal.practices.record(once)
    for n in range(4):
        journal.practices.log(
            PracticeLog(
                practice_id=practice.id,
                done_at=BEGUN.astimezone(KATHMANDU) + timedelta(days=n),
                day=(BEGUN + timedelta(days=n)).date(),
                helped=(None, 0, 7, 10)[n],
                obstacle=WORDS[n],
            )
        )
    journal.bring_ups.record(
        BringUp(
            text=WORDS[4],
            want=Want.BE_HEARD,
            state=BringUpState.BROUGHT_UP,
            session_id=sessions[1].id,
            source=SourceKind.CHECKIN,
            source_id=checkins[1].id,
            stays_private=True,
        )
    )
    journal.bring_ups.record(BringUp(text="noch offen", rank=1))
    far = Goal(text="weniger Angst", began_on=date(2026, 3, 1), horizon=Horizon.LONG, aim=2)
    journal.goals.record(far)
    near = Goal(
        text="öfter raus",
        began_on=date(2026, 3, 1),
        serves_id=far.id,
        measure=Measure.PRACTICE_DAYS,
        practice_id=practice.id,
        aim=3,
        review_on=date(2026, 4, 1),
    )
    journal.goals.record(near)
    journal.goals.record(
        Goal(
            text="calls",
            began_on=date(2026, 3, 1),
            measure=Measure.TAG_DAYS,
            tag_id=tag.id,
            state=GoalState.REACHED,
            closing_words="geschafft \N{SPARKLES}",
        )
    )
    journal.goals.adjust(replace(far, aim=4), reason="zu viel auf einmal")
    journal.goals.log(
        GoalValue(goal_id=far.id, noted_at=BEGUN.astimezone(WEST), day=BEGUN.date(), value=3.5)
    )
    journal.goals.add_win(Win(goal_id=far.id, day=BEGUN.date(), text=WORDS[1]))
    journal.settings.change(day_end_hour=3, sheet_off=frozenset({"wins"}), paper="letter")
    journal.drafts.keep("notes", "therapy_session", sessions[0].id, f"mitten im {WORDS[5]}")
    old = [
        CheckIn(
            felt_at=datetime(2019, 7, n, 12, tzinfo=SUMMER), day=date(2019, 7, n), sleep_hours=n
        )
        for n in (1, 2)
    ]
    journal.imports.bring_in("my old tracker", [("row 1", old[0]), ("row 2", old[1])])
    with journal.act() as act:
        act.remove(Kind.TAG, gone.id)


def main(folder: Path, number: int) -> None:
    """Make the golden files of version ``number`` of the format in ``folder``."""
    clock = Clock(BEGUN)
    stem = folder / f"version-{number}"
    new = creating.prepare(PASSPHRASE, calibration=Cost(m=65_536, t=2, p=1))
    with creating.write(stem.with_suffix(".sdesk"), new, now=clock()) as vault:
        journal = open_journal(vault.db, clock)
        fill(journal, clock)
        journal.close()
        stem.with_suffix(".json").write_bytes(journal.transfer.export())
        made = backing_up.back_up(vault.backup_source(), Reason.ASKED, now=clock(), into=folder)
        made.path.rename(stem.with_suffix(".sdbackup"))
    for name in ("vault.lock", ".metadata_never_index"):
        (stem.with_suffix(".sdesk") / name).unlink(missing_ok=True)
    secrets = {"passphrase": PASSPHRASE, "recovery_key": new.recovery_key}
    stem.with_suffix(".secrets.json").write_text(json.dumps(secrets, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
