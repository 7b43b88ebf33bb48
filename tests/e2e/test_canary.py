"""What a person writes is found nowhere but inside of the vault and in what they asked for."""

import dataclasses
import logging
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from typing import get_type_hints

import pytest

from sessiondesk.cli.opened import journal_of
from sessiondesk.domain.afterwards import Afterwards
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.checkin import CheckIn, LineKind, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.feeling_word import FeelingWord
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.goal import Adjusted, Adjustment, Goal, GoalValue, Win
from sessiondesk.domain.ids import TagId
from sessiondesk.domain.insight import Asked, Insight
from sessiondesk.domain.kept_sheet import KeptSheet, TakenAs
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.measure_plan import MeasurePlan
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.practice import Practice, PracticeLog
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Finding, Review, SpeaksFor
from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.vault import opening
from sessiondesk.vault.key_slots import SlotKind

CANARY = "the heron waits behind the ninth lock"
PASSPHRASE = "quite another long passphrase"
NOW = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
MAP = """
source = "s"
[when]
column = "date"
format = "%Y-%m-%d"
zone = "Europe/London"
default_time = "21:00"
[columns.words]
as = "note"
[columns.mood]
as = "scale"
scale = "mood"
low = 0
high = 10
"""


def records():
    """Return one record of each kind, with the sentence in every field for own words."""
    tag = Tag(name=CANARY)
    course = Course(started_on=date(2026, 1, 1), approach=CANARY, rhythm=CANARY, therapist=CANARY)
    session = TherapySession(
        course_id=course.id,
        planned_for=datetime(2026, 5, 11, 14, 0),
        zone="Europe/London",
        outcome=Outcome.ATTENDED,
        notes=CANARY,
        topics=(CANARY,),
        to_keep=CANARY,
        left_open=CANARY,
        first_said=CANARY,
    )
    practice = Practice(text=CANARY, agreed_on=date(2026, 5, 11), session_id=session.id)
    goal = Goal(text=CANARY, began_on=date(2026, 5, 1), closing_words=CANARY)
    lines = tuple(NoteLine(text=CANARY, kind=kind) for kind in LineKind)
    form = Form(name=CANARY)
    return {
        "tags": tag,
        "courses": course,
        "sessions": session,
        "practices": practice,
        "logs": PracticeLog(practice_id=practice.id, done_at=NOW, day=NOW.date(), obstacle=CANARY),
        "goals": goal,
        "values": GoalValue(goal_id=goal.id, noted_at=NOW, day=NOW.date(), value=1),
        "adjustments": Adjustment(
            goal_id=goal.id,
            made_on=NOW.date(),
            what=Adjusted.WORDING,
            before=CANARY,
            after=CANARY,
            reason=CANARY,
        ),
        "wins": Win(goal_id=goal.id, day=NOW.date(), text=CANARY),
        "bring_ups": BringUp(text=CANARY),
        "checkins": CheckIn(
            felt_at=NOW, day=NOW.date(), lines=lines, tags=frozenset({TagId(tag.id)})
        ),
        "patterns": Pattern(
            name=CANARY,
            named_on=NOW.date(),
            sets_off=CANARY,
            notice_first=CANARY,
            what_i_do=CANARY,
            may_protect=CANARY,
            rather_do=CANARY,
        ),
        "feelings": FeelingWord(family="sad", text=CANARY),
        "afterwards": Afterwards(session_id=session.id, held_back_what=CANARY, words=CANARY),
        "signs": Sign(
            item="said_no",
            side=SignSide.PROGRESS,
            day=NOW.date(),
            answer=SignAnswer.NOT_YET,
            example=CANARY,
        ),
        "life_events": LifeEvent(
            title=CANARY, kind=LifeEventKind.OTHER, first=NOW.date(), dose=CANARY, words=CANARY
        ),
        "safety": SafetyPlan(
            warning_signs=CANARY,
            helps_me_wait=CANARY,
            places_and_people=CANARY,
            people_to_ask=CANARY,
            professionals=CANARY,
            safer_room=CANARY,
            worth_living_for=CANARY,
        ),
        # The word for a range is none of a person's, and tells of them all the same.
        "assessments": Assessment(
            instrument="phq9",
            version=1,
            day=NOW.date(),
            answers=dict.fromkeys(range(1, 10), 2),
            total=18,
            band=CANARY,
        ),
        "forms": form,
        "totals": FormTotal(form_id=form.id, day=NOW.date(), total=1),
        "plans": MeasurePlan(instrument="phq9", is_on=True, every_days=14),
        # Words that were looked for stand in what an answer is about, and in the answer.
        "insights": Insight(
            day=NOW.date(), asked=Asked.FIRST, subject=CANARY, claim=f'{{"words":"{CANARY}"}}'
        ),
        "reviews": Review(
            day=NOW.date(),
            course_id=course.id,
            session_id=session.id,
            findings=(
                Finding(
                    side=SpeaksFor.AGAINST,
                    asked=Asked.FIRST,
                    subject=CANARY,
                    claim=f'{{"words":"{CANARY}"}}',
                ),
            ),
            hard_words=CANARY,
            not_right_words=CANARY,
            own_words=CANARY,
            decisions=CANARY,
        ),
        "recalls": Recall(day=NOW.date(), first=NOW.date(), last=NOW.date(), words=CANARY),
        "sheets": KeptSheet(
            day=NOW.date(),
            session_id=session.id,
            taken_as=TakenAs.PRINTED,
            content=f'{{"words":"{CANARY}"}}',
        ),
    }


@pytest.mark.parametrize("name", records())
def test_no_repr_shows_own_words(name):
    assert CANARY not in repr(records()[name])


# Text that is no one's own words: ids, and what the program itself gives or asks for.
NOT_OWN_WORDS = {
    "id",
    "course_id",
    "practice_id",
    "goal_id",
    "session_id",
    "source_id",
    "serves_id",
    "tag_id",
    "zone",
    "family",
    "form_id",
    "instrument",
    "item",
    "paper",
}


@pytest.mark.parametrize("name", records())
def test_every_field_that_holds_text_has_the_sentence(name):
    # A field that is added one day must come into this test.
    record = records()[name]
    hints = get_type_hints(type(record))
    for each in dataclasses.fields(record):
        if hints[each.name] is str and each.name not in NOT_OWN_WORDS:
            assert CANARY in getattr(record, each.name)


def keep_everything(folder):
    made = records()
    unsealed = opening.unseal(folder, PASSPHRASE, SlotKind.PASSPHRASE)
    with opening.open_vault(unsealed, now=NOW) as vault:
        journal = journal_of(vault)
        journal.tags.record(made["tags"])
        journal.courses.record(made["courses"])
        journal.sessions.record(made["sessions"])
        journal.practices.record(made["practices"])
        journal.practices.log(made["logs"])
        journal.goals.record(made["goals"])
        journal.goals.log(made["values"])
        journal.goals.add_win(made["wins"])
        with journal.act() as act:
            act.save(made["adjustments"])
        journal.bring_ups.record(made["bring_ups"])
        journal.checkins.record(made["checkins"])
        journal.patterns.record(made["patterns"])
        journal.feelings.record(made["feelings"])
        journal.afterwards.record(made["afterwards"])
        journal.signs.record(made["signs"])
        journal.life_events.record(made["life_events"])
        journal.safety.record(made["safety"])
        journal.measures.record(made["assessments"])
        journal.measures.record_form(made["forms"], made["totals"])
        journal.measures.plan(made["plans"])
        journal.insights.keep(NOW.date(), [made["insights"]])
        journal.reviews.record(made["reviews"])
        journal.recalls.record(made["recalls"])
        journal.sheets.record(made["sheets"])
        journal.drafts.keep("own_words", "review", made["reviews"].id, CANARY)
        journal.drafts.keep("assessment", "assessment", "gad7", f'{{"1": "{CANARY}"}}')
        journal.drafts.keep("checkin.note", "checkin", made["checkins"].id, CANARY)
        changed = dataclasses.replace(made["goals"], text=f"{CANARY} again")
        journal.goals.adjust(changed, reason=CANARY)
        journal.undo()
        journal.redo()
        journal.checkins.remove(made["checkins"].id)
        journal.close()


def holds_sentence(data):
    return any(
        CANARY[:20].encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be")
    )


def test_the_sentence_is_in_no_file_that_was_not_asked_for(tmp_path, caplog, capfd):
    caplog.set_level(logging.NOTSET)
    home, work = tmp_path / "home", tmp_path / "work"
    folders = {
        name: home / place
        for name, place in (
            ("TMPDIR", "tmp"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_RUNTIME_DIR", "run"),
        )
    }
    for folder in (work, *folders.values()):
        folder.mkdir(parents=True, mode=0o700)
    environ = {**os.environ, "HOME": str(home), **{n: str(at) for n, at in folders.items()}}
    (work / "map.toml").write_text(MAP)
    (work / "rows.csv").write_text(
        f"date,words,mood\n2026-05-10,{CANARY},5\n2026-05-11,,{CANARY}\n{CANARY},x,5\n"
    )
    told = b""

    def sessiondesk(*words):
        done = subprocess.run(
            [sys.executable, "-m", "sessiondesk", *words, "--passphrase-file", "-"],
            input=f"{PASSPHRASE}\n".encode(),
            capture_output=True,
            check=False,
            cwd=work,
            env=environ,
        )
        assert done.returncode == 0
        return done.stdout, done.stderr

    told += b"".join(sessiondesk("create", "journal"))
    told += b"".join(sessiondesk("import", "rows.csv", "--into", "journal", "--map", "map.toml"))
    keep_everything(work / "journal")
    told += b"".join(sessiondesk("prep-sheet", "journal", "--out", "sheet.pdf"))
    told += b"".join(sessiondesk("check", "journal"))
    asked, beside = sessiondesk("show", "journal", "sessions", "--json")

    # It is there, so it could have been found.
    assert holds_sentence(asked)
    assert not holds_sentence(told + beside)
    found = [
        path.relative_to(tmp_path).as_posix()
        for path in sorted(tmp_path.rglob("*"))
        if path.is_file() and (holds_sentence(path.read_bytes()) or CANARY in path.name)
    ]
    assert found == ["work/rows.csv"]
    # Nothing else was left behind either, and the vault holds no plain text.
    assert sorted(each.name for each in work.iterdir()) == [
        "journal",
        "map.toml",
        "rows.csv",
        "sheet.pdf",
    ]
    assert CANARY not in caplog.text
    assert not holds_sentence("".join(capfd.readouterr()).encode())
