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
from sessiondesk.domain.afterwards import (
    AboutTheTime,
    DayAfter,
    FitItem,
    HeldBack,
    HeldBackWhy,
    SameGround,
)
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.bring_up import BringUp, BringUpState, SourceKind, Want
from sessiondesk.domain.checkin import (
    CheckIn,
    Feeling,
    Interference,
    LineKind,
    NoteLine,
    SleepInterference,
    Tried,
)
from sessiondesk.domain.course import Break, Course
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.goal import Goal, GoalState, GoalValue, Horizon, Measure, Win
from sessiondesk.domain.ids import PatternId, ScaleId
from sessiondesk.domain.insight import Asked, Insight
from sessiondesk.domain.kept_sheet import KeptSheet, SheetLayout, TakenAs
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.measure_plan import MeasurePlan
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.period import Period
from sessiondesk.domain.practice import Practice, PracticeLog, PracticeState
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Finding, Movement, Review, SpeaksFor, Step
from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.domain.scale import About, Better, Scale, ScaleKind
from sessiondesk.domain.sheet_preset import Audience, PersonName, SheetPreset
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import Outcome, Place, TherapySession
from sessiondesk.exchange import prompt_file
from sessiondesk.insights import keeping
from sessiondesk.insights.change import Change
from sessiondesk.insights.claim import Ending, Window
from sessiondesk.journal import Journal, sheet_content
from sessiondesk.prepsheet.sheet import Block, BlockId, Column, Line, Mark, Sheet
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
    patterns = name_patterns(journal)
    own_word = journal.feelings.named("sad", "mürbe")
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
            series_id="5e" * 16 if n > 3 else None,
            patterns=frozenset(patterns[:1]) if n == 1 else frozenset(),
        )
        for n, outcome in enumerate(Outcome)
    ]
    for session in sessions:
        journal.sessions.record(session)
    feelings = frozenset(
        {
            Feeling(family="sad", word="down"),
            Feeling(family="sad", word=own_word.id),
            Feeling(family="calm"),
        }
    )
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
            tried=(None, *Tried)[n % 5],
            patterns=frozenset(patterns[n % 2 :]) if n % 3 else frozenset(),
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
    set_goals(journal, practice, tag)
    journal.settings.change(day_end_hour=3, sheet_off=frozenset({"wins"}), paper="letter")
    journal.drafts.keep("notes", "therapy_session", sessions[0].id, f"mitten im {WORDS[5]}")
    bring_in_old_days(journal)
    after_sessions(journal, sessions)
    what_else_there_was(journal, sessions[0])
    fill_in(journal, course)
    look_back(journal, course, sessions[0], craving)
    merged_elsewhere = Tag(name="Job")
    journal.tags.record(merged_elsewhere)
    journal.tags.merge(merged_elsewhere.id, into=tag.id)
    journal.patterns.merge(patterns[1], into=patterns[0])
    journal.courses.record(
        replace(
            course,
            breaks=(
                Break(first=date(2026, 8, 1), reason="Sommer, 夏"),
                Break(first=date(2025, 12, 20), last=date(2026, 1, 4)),
            ),
        )
    )
    with journal.act() as act:
        act.remove(Kind.TAG, gone.id)


def set_goals(journal: Journal, practice: Practice, tag: Tag) -> None:
    """Set three goals that hang together, and work on one."""
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


def bring_in_old_days(journal: Journal) -> None:
    """Bring in two days of another program, from years ago."""
    old = [
        CheckIn(
            felt_at=datetime(2019, 7, n, 12, tzinfo=SUMMER), day=date(2019, 7, n), sleep_hours=n
        )
        for n in (1, 2)
    ]
    journal.imports.bring_in("my old tracker", [("row 1", old[0]), ("row 2", old[1])])


def name_patterns(journal: Journal) -> list[PatternId]:
    """Name two patterns, and return their identities."""
    found = [
        Pattern(
            name="still werden",
            named_on=date(2026, 3, 3),
            sets_off="Streit",
            notice_first="kalte Hände",
            what_i_do="gehen",
            may_protect=WORDS[1],
            rather_do="«Moment» sagen",
        ),
        Pattern(name=WORDS[4], named_on=date(2026, 3, 4)),
    ]
    for pattern in found:
        journal.patterns.record(pattern)
    return [pattern.id for pattern in found]


def after_sessions(journal: Journal, sessions: list[TherapySession]) -> None:
    """Note something after two sessions: all that can be, and next to nothing."""
    journal.afterwards.record(
        replace(
            journal.afterwards.of(sessions[1].id),
            fit={item: n for n, item in enumerate(FitItem)},
            held_back=HeldBack.IMPORTANT,
            held_back_what=WORDS[3],
            held_back_why=frozenset({HeldBackWhy.ASHAMED, HeldBackWhy.NO_TIME}),
            arriving=0,
            leaving=10,
            leaving_feelings=frozenset(
                {Feeling(family="sad", word="down"), Feeling(family="calm")}
            ),
            next_day=5,
            day_after=DayAfter.STIRRED_CLEAR,
            same_ground=SameGround.FURTHER_IN,
            about_the_time=frozenset({AboutTheTime.RUSHED, AboutTheTime.CROSSED_A_LINE}),
            words=WORDS[5],
        )
    )
    journal.afterwards.record(replace(journal.afterwards.of(sessions[2].id), arriving=4))


def what_else_there_was(journal: Journal, session: TherapySession) -> None:
    """Record signs of both sides, life events and the safety plan."""
    journal.signs.record(
        Sign(
            item="said_no",
            side=SignSide.PROGRESS,
            day=date(2026, 3, 10),
            answer=SignAnswer.MORE_AND_MORE,
            example=WORDS[2],
            session_id=session.id,
        ),
        Sign(
            item="judged",
            side=SignSide.WARNING,
            day=date(2026, 3, 11),
            answer=SignAnswer.TICKED,
        ),
    )
    for event in (
        LifeEvent(title="Umzug", kind=LifeEventKind.MOVE, first=date(2024, 2, 29)),
        LifeEvent(
            title="Sertralin",
            kind=LifeEventKind.MEDICINE_CHANGED,
            first=date(2026, 2, 1),
            goes_on=True,
            dose="100 mg, vorher 50 mg",
            words=WORDS[0],
        ),
        LifeEvent(
            title="帰国",
            kind=LifeEventKind.HOLIDAY,
            first=date(2025, 12, 20),
            last=date(2026, 1, 3),
        ),
    ):
        journal.life_events.record(event)
    journal.safety.record(SafetyPlan(warning_signs=WORDS[3], people_to_ask="K. 田中, Tel. 1"))


def fill_in(journal: Journal, course: Course) -> None:
    """Fill in questionnaires, here and on paper, and plan the next ones."""
    after_midnight = BEGUN.astimezone(KATHMANDU)
    for n in range(3):
        moment = after_midnight + timedelta(weeks=2 * n)
        journal.measures.record(
            Assessment(
                instrument="phq9",
                version=1,
                day=moment.date() - timedelta(days=1),
                taken_at=moment,
                answers={item: (item + n) % 4 for item in range(1, 10)},
                functional=(None, 0, 3)[n],
                total=sum((item + n) % 4 for item in range(1, 10)),
                band=("moderate", "moderately severe", "")[n],
                on_sheet=n == 1,
            )
        )
    on_paper = Assessment(
        instrument="gad7",
        version=1,
        day=date(2019, 2, 28),
        total=11,
        band="moderate",
        is_entered_later=True,
    )
    journal.measures.record(on_paper)
    journal.measures.record(replace(on_paper, day=date(2020, 2, 29), total=12))  # a version
    journal.measures.record(
        Assessment(
            instrument="core10",
            version=1,
            day=date(2026, 3, 2),
            taken_at=BEGUN.astimezone(WEST),
            answers=dict.fromkeys(range(1, 11), 4),
            total=24,
            band="moderate severe",
        )
    )
    theirs = Form(name=WORDS[1], better=Better.LOWER, low=0, high=62.5)
    journal.measures.record_form(
        theirs,
        FormTotal(form_id=theirs.id, day=date(2026, 3, 2), total=17.25),
        FormTotal(form_id=theirs.id, day=date(2026, 3, 16), total=0),
    )
    other = Form(name=WORDS[3])
    journal.measures.record_form(other)
    journal.measures.record_form(
        replace(other, name=WORDS[4]),
        FormTotal(form_id=other.id, day=date(2018, 12, 31), total=-3.5),
    )
    journal.measures.plan(
        MeasurePlan(instrument="phq9", is_on=True, every_days=28),
        MeasurePlan(instrument="phq9", course_id=course.id, is_on=True, every_days=14),
        MeasurePlan(instrument="who5", course_id=course.id, is_on=False, every_days=365),
    )
    journal.measures.put_off()


def look_back(journal: Journal, course: Course, session: TherapySession, craving: Scale) -> None:
    """Keep what was said about the record, two reviews, a time as remembered, and sheets."""
    day = date(2026, 3, 16)
    window = Window(period=Period(first=date(2026, 3, 3), last=day), answered=13)
    then = Window(period=Period(first=date(2026, 2, 17), last=date(2026, 3, 2)), answered=0)
    claim = keeping.encode(
        Change(
            now=window,
            then=then,
            mean_now=4.25,
            mean_then=None,
            ending=Ending.NOT_ENOUGH,
        )
    )
    told = [
        Insight(day=day, asked=Asked.CHANGE, subject=each, claim=claim)
        for each in ("mood", "sleep", craving.id)
    ]
    journal.insights.keep(day, told)
    later = day + timedelta(days=7)
    # One of a later version of the computation, and about words that were typed.
    journal.insights.keep(
        later,
        [
            Insight(
                day=later,
                asked=Asked.FIRST,
                subject=f"words:{WORDS[2]}",
                method=2,
                claim=f'{{"first":"{WORDS[4]}","more":[1.50,null]}}',
            )
        ],
    )
    review = Review(
        day=day,
        course_id=course.id,
        session_id=session.id,
        findings=(
            Finding(side=SpeaksFor.MOVEMENT, asked=Asked.CHANGE, subject="mood", claim=claim),
            Finding(
                side=SpeaksFor.AGAINST, asked=Asked.COUNT, method=3, claim="{}", is_aside=True
            ),
        ),
        hard=frozenset(Movement),
        not_right=frozenset({Movement.SAID}),
        hard_words=WORDS[5],
        not_right_words=WORDS[1],
        own_words=WORDS[0],
        decisions=f"# {WORDS[3]}\n",
        steps=frozenset({Step.TALK, Step.CHANGE}),
    )
    journal.reviews.record(replace(review, findings=()))
    journal.reviews.record(review)  # a version
    journal.reviews.record(Review(day=date(2019, 6, 1)))
    journal.recalls.record(
        Recall(
            day=day,
            first=date(2026, 3, 9),
            last=date(2026, 3, 15),
            words=WORDS[4],
            ratings={ScaleId("mood"): 0, craving.id: 7.5},
        )
    )
    journal.recalls.record(Recall(day=day, first=day, last=day, ratings={ScaleId("anxiety"): 10}))
    take_sheets(journal, session)


def take_sheets(journal: Journal, session: TherapySession) -> None:
    """Keep two sheets that were taken, and how the next ones are put together.

    One as it is printed today, one of a later version.
    """
    journal.settings.change(
        sheet_order=(BlockId.GOALS.value, BlockId.FIRST.value),
        sheet_audience=Audience.MYSELF.value,
        sheet_presets={
            Audience.DOCTOR.value: SheetPreset(
                blocks_off=frozenset({"lines", "goals"}), lines_on=frozenset({"b1"}), pages=2
            )
        },
        person_names=(PersonName(name="K. 田中", initials="K."), PersonName(name=WORDS[3])),
    )
    line = Line(key="b1", text=WORDS[4], caption="gehört werden")
    block = Block(
        id=BlockId.TO_BRING_UP,
        title="Zu sagen",
        columns=(Column(mark=Mark.TICK, lines=(line,), blanks=1),),
    )
    page = Sheet(
        on=date(2026, 3, 4),
        title="Prep sheet",
        session="Sitzung 8",
        when="5. März",
        source=WORDS[0],
        blocks=(block,),
        continues="…",
        running_head=WORDS[1],
    )
    journal.sheets.record(
        KeptSheet(
            day=page.on,
            session_id=session.id,
            taken_as=TakenAs.PRINTED,
            paper="letter",
            pages=2,
            content=sheet_content.encode(page),
        )
    )
    journal.sheets.record(
        KeptSheet(
            day=date(2026, 3, 16),
            layout=SheetLayout.HANDOVER,
            taken_as=TakenAs.WEB_PAGE,
            content=f'{{"later":"{WORDS[2]}","n":[1.50,null,{{}}]}}',
        )
    )


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
