"""Settings, Recently deleted: for good only after a question, and from backups only if wanted."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from sessiondesk.domain.afterwards import Afterwards
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.course import Course
from sessiondesk.domain.feeling_word import FeelingWord
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.insight import Asked, Insight
from sessiondesk.domain.kept_sheet import KeptSheet, TakenAs
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.measure_plan import MeasurePlan
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Review
from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.vault.backup_file import Reason

LEFT = Qt.MouseButton.LeftButton
BACKUPS_AS_WELL = "Remove the backups made so far as well"


@pytest.fixture
def page(make_settings):
    return make_settings()


@pytest.fixture
def throw_away(vault_journal):
    """Put so many things into the bin."""

    def throw_away(count):
        for number in range(count):
            vault_journal.bring_ups.record(thing := BringUp(text=f"thing {number}"))
            vault_journal.bring_ups.remove(thing.id)

    return throw_away


def test_one_is_deleted_for_good_after_a_question(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, throw_away, vault_journal, words, keeper
):
    throw_away(1)
    qtbot.mouseClick(control(page, "Delete for good…"), LEFT)
    question = dialog(page, Question)
    assert "Backups made while it was there still hold it." in words(question)
    qtbot.mouseClick(control(question, "Leave it in the bin"), LEFT)
    qtbot.waitUntil(lambda: page.findChildren(Question) == [])
    assert len(vault_journal.bin.all()) == 1

    qtbot.mouseClick(control(page, "Delete for good…"), LEFT)
    qtbot.mouseClick(control(dialog(page, Question), "Delete it"), LEFT)

    assert vault_journal.bin.all() == []
    assert "Nothing was deleted in the last 30 days." in words(page)
    assert keeper.backups() == ()


def test_all_of_it_goes_after_a_backup(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, throw_away, vault_journal, until, keeper, words
):
    throw_away(3)
    qtbot.mouseClick(control(page, "Delete all of it for good…"), LEFT)
    question = dialog(page, Question)
    assert "Delete all 3 for good?" in words(question)
    qtbot.mouseClick(control(question, "Delete them"), LEFT)
    until(lambda: vault_journal.bin.all() == [])

    assert [each.reason for each in keeper.backups()] == [Reason.BEFORE_REMOVAL]


def test_what_is_asked_while_a_backup_is_made_is_not_taken_for_an_answer(  # noqa: PLR0917
    qtbot, page, control, dialog, throw_away, vault_journal, until, keeper
):
    throw_away(3)
    keeper.back_up(Reason.ASKED)
    qtbot.mouseClick(control(page, "Delete all of it for good…"), LEFT)
    qtbot.mouseClick(control(dialog(page, Question), "Delete them"), LEFT)
    # While that waits, one more thing goes into the bin, and its question stays open.
    throw_away(1)
    qtbot.mouseClick(control(page, "Delete all of it for good…"), LEFT)
    until(lambda: len(keeper.backups()) == 2 and not keeper.is_busy)

    assert len(vault_journal.bin.all()) == 1


def test_the_backups_that_hold_it_go_as_well_when_that_is_wanted(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, throw_away, vault_journal, until, keeper, clock
):
    throw_away(1)
    keeper.back_up(Reason.ASKED)
    until(lambda: not keeper.is_busy)
    (before,) = keeper.backups()
    clock.pass_(hours=1)

    qtbot.mouseClick(control(page, "Delete for good…"), LEFT)
    question = dialog(page, Question)
    qtbot.mouseClick(control(question, BACKUPS_AS_WELL), LEFT)
    qtbot.mouseClick(control(question, "Delete it"), LEFT)
    until(lambda: [each.stem for each in keeper.backups()] not in ([], [before.stem]))
    until(lambda: len(keeper.backups()) == 1)

    assert vault_journal.bin.all() == []
    assert not before.path.exists()


def test_without_a_backup_all_of_it_stays(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, throw_away, vault_journal, until, vault
):
    (vault.folder / "backups").write_bytes(b"in the way")
    throw_away(2)

    qtbot.mouseClick(control(page, "Delete all of it for good…"), LEFT)
    qtbot.mouseClick(control(dialog(page, Question), "Delete them"), LEFT)
    until(lambda: control(page, "Close this notice"))

    assert len(vault_journal.bin.all()) == 2


def test_where_nothing_can_be_kept_nothing_is_deleted(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, throw_away, vault_journal, until
):
    throw_away(1)
    vault_journal.is_read_only = True

    qtbot.mouseClick(control(page, "Delete for good…"), LEFT)
    qtbot.mouseClick(control(dialog(page, Question), "Delete it"), LEFT)
    until(lambda: control(page, "Close this notice"))

    assert len(vault_journal.bin.all()) == 1


@pytest.fixture
def rain(vault_journal, clock):
    """A tag in the bin, on a check-in that is not."""
    tag = vault_journal.tags.named("rain")
    checkin = CheckIn(felt_at=clock(), day=vault_journal.today(), tags=frozenset({tag.id}))
    vault_journal.checkins.record(checkin)
    with vault_journal.act() as act:
        act.remove(Kind.TAG, tag.id)
    return checkin


def test_what_something_else_counts_with_stays_and_that_is_said(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, rain, vault_journal, words
):
    qtbot.mouseClick(control(page, "Delete for good…"), LEFT)
    qtbot.mouseClick(control(dialog(page, Question), "Delete it"), LEFT)

    assert "Some of it stays in the bin" in words(page)
    assert [each.kind for each in vault_journal.bin.all()] == [Kind.TAG]


def test_what_counts_with_each_other_goes_together(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, rain, vault_journal, until
):
    vault_journal.checkins.remove(rain.id)

    qtbot.mouseClick(control(page, "Delete all of it for good…"), LEFT)
    qtbot.mouseClick(control(dialog(page, Question), "Delete them"), LEFT)

    until(lambda: vault_journal.bin.all() == [])


def test_every_kind_of_record_says_what_it_was(qtbot, page, vault_journal, words):
    day = date(2026, 5, 12)
    course = Course(started_on=day)
    held = TherapySession(
        course_id=course.id, planned_for=vault_journal.now().replace(tzinfo=None), zone="UTC"
    )
    form = Form(name="Theirs")
    with vault_journal.act() as act:
        for record in (
            course,
            held,
            Pattern(name="Saying yes at once", named_on=day),
            FeelingWord(family="sad", text="grey"),
            Afterwards(session_id=held.id, words="It was loud."),
            Sign(
                item="judged",
                side=SignSide.WARNING,
                day=day,
                answer=SignAnswer.TICKED,
                example="The sigh.",
            ),
            LifeEvent(title="Moving flat", kind=LifeEventKind.MOVE, first=day),
            SafetyPlan(warning_signs="I stop answering"),
            Assessment(instrument="phq9", version=1, day=day, total=9),
            Assessment(instrument="xyz12", version=1, day=day, total=9),
            form,
            FormTotal(form_id=form.id, day=day, total=12.5),
            MeasurePlan(instrument="phq9", is_on=True, every_days=14),
            MeasurePlan(instrument="xyz12", is_on=True, every_days=14),
            Insight(day=day, asked=Asked.CHANGE, subject="mood", claim="{}"),
            Review(day=day, own_words=" ", decisions="Ask when I do not follow."),
            Review(day=day),
            Recall(day=day, first=day, last=day, words="All of it was bad."),
            Recall(day=day, first=day, last=day, ratings={ScaleId("mood"): 3}),
            KeptSheet(day=day, taken_as=TakenAs.PRINTED, content='{"title":"Prep sheet"}'),
        ):
            act.save(record)
    with vault_journal.act() as act:
        for kind in (
            Kind.PATTERN,
            Kind.FEELING_WORD,
            Kind.AFTERWARDS,
            Kind.SIGN,
            Kind.LIFE_EVENT,
            Kind.SAFETY_PLAN,
            Kind.ASSESSMENT,
            Kind.FORM,
            Kind.FORM_TOTAL,
            Kind.MEASURE_PLAN,
            Kind.INSIGHT,
            Kind.REVIEW,
            Kind.RECALL,
            Kind.SHEET,
        ):
            for (id_,) in vault_journal.db.execute(f"SELECT id FROM {kind.value}").fetchall():
                act.remove(kind, id_)

    page.refresh()

    shown = words(page)
    for said in (
        "Saying yes at once | Pattern, deleted",
        "grey | Own word for a feeling",
        "It was loud. | Notes after a session",
        "The sigh. | Sign",
        "Moving flat | Life event",
        "Safety plan | Safety plan, deleted",
        "PHQ-9 of 12 May | PHQ-9 of 12 May, deleted",
        "Questionnaire of 12 May |",
        "Theirs | Form of a therapist",
        "A total of a form, of 12 May |",
        "When PHQ-9 is due |",
        "When a questionnaire is due |",
        "What the record said |",
        "Ask when I do not follow. | Progress review of 12 May, deleted",
        "Progress review of 12 May | Progress review of 12 May, deleted",
        "All of it was bad. | How a time was remembered",
        "How a time was remembered | How a time was remembered, deleted",
        "Sheet of 12 May, as it was taken | Sheet of 12 May, as it was taken, deleted",
    ):
        assert said in shown, said
