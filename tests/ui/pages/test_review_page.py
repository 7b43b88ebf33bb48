"""Is this working? Two lists side by side, six questions, and a review kept as it stood."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPlainTextEdit

from sessiondesk.domain.afterwards import Afterwards, HeldBack
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.bring_up import SourceKind
from sessiondesk.domain.course import Course
from sessiondesk.domain.goal import Goal, GoalState, GoalValue
from sessiondesk.domain.insight import Asked
from sessiondesk.domain.review import Movement, Review, Step
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.store.errors import StoreFullError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.page import Link
from sessiondesk.ui.pages.review_page import ReviewPage
from tests.ui import focus_chain

LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 5, 12)
PATIENCE = 60_000
KEEP = "Keep this review"
HARD = "Something moves, even if it hurts."
NOT_RIGHT = "I cannot find anything that moves."
CROSSED = (
    "Something happened that should not happen in therapy: touch, flirting, private favours, "
    "meeting outside, business, threats, breaking confidentiality."
)
LEFT_WORSE = (
    "I have left several sessions in a row feeling worse about myself, and it lasted into the "
    "next day."
)
IMPROVED = "PHQ-9: 16 on 6 March, 9 on 10 May 2026"
HELD_BACK = "You held something back in 3 of 4 sessions"


@pytest.fixture
def jobs():
    found = Jobs()
    yield found
    found.finish()


@pytest.fixture
def course(journal):
    """A therapy of four sessions, a questionnaire that got better, and things held back."""
    found = Course(started_on=date(2026, 3, 5), expected_sessions=20)
    journal.courses.record(found)
    for week, held_back in enumerate((HeldBack.NO, *[HeldBack.A_LITTLE] * 3)):
        session = TherapySession(
            course_id=found.id,
            planned_for=datetime(2026, 4, 2, 14) + timedelta(weeks=week),
            zone="Europe/Berlin",
            outcome=Outcome.ATTENDED,
        )
        journal.sessions.record(session)
        journal.afterwards.record(Afterwards(session_id=session.id, held_back=held_back))
    for day, total in ((date(2026, 3, 6), 16), (date(2026, 5, 10), 9)):
        journal.measures.record(Assessment(instrument="phq9", version=1, day=day, total=total))
    return found


@pytest.fixture
def open_page(*, qtbot, theme, prompts, jobs, connect, tmp_path):
    def open_(journal, *, waits=True, width=1112, height=900):
        page = ReviewPage(
            journal,
            theme=theme,
            prompts=prompts,
            jobs=jobs,
            connect=connect,
            documents=lambda: tmp_path,
        )
        page.resize(width, height)
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        if waits:
            qtbot.waitUntil(lambda: "Five lines, side by side" in words(page), timeout=PATIENCE)
        return page

    return open_


@pytest.fixture
def page(open_page, journal, course):
    return open_page(journal)


@pytest.fixture
def click(qtbot, control):
    def click_(page, name):
        found = control(page, name)
        # What has just come up takes its place first.
        qtbot.waitUntil(lambda: min(found.width(), found.height()) > 0, timeout=PATIENCE)
        qtbot.mouseClick(found, LEFT)

    return click_


def words(page):
    """Return everything that can be read on the page."""
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]


def says(page, text):
    return any(text in each for each in words(page))


def editor(page, control, name):
    found = control(page, name)
    assert isinstance(found, QPlainTextEdit)
    return found


def refuse(*_args, **_kwargs):
    raise StoreFullError


def dialog(page):
    found = [each for each in page.findChildren(QDialog) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def settled(qtbot, audit, shown):
    """Wait until everything has its place, and nothing there is out of reach."""

    def is_in_order():
        assert audit(shown) == []

    qtbot.waitUntil(is_in_order, timeout=PATIENCE)


# What the record says.


def test_both_lists_stand_side_by_side_with_what_they_rest_on(page):
    assert says(page, IMPROVED)
    assert says(page, HELD_BACK)
    assert says(page, "There is no score and no verdict")
    assert says(page, "One questionnaire since the start: 1 reliably better.")
    assert says(page, "No session has ratings yet; from 12 on I can compare.")
    assert says(page, "A question to take along: ")
    assert says(page, "Since session 1 (2 April) we have met 3 times; you kept 3 of 3")


def test_a_record_with_nothing_in_it_is_told_kindly(qtbot, open_page, journal, audit):
    page = open_page(journal)

    assert says(page, "Too early")
    assert says(page, "How would we both notice that it is working?")
    assert words(page).count("The record has nothing here yet.") == 2
    settled(qtbot, audit, page)


def test_a_finding_leads_to_the_page_it_comes_from(qtbot, page, click):
    with qtbot.waitSignal(page.wants) as wanted:
        click(page, f"Measures: {IMPROVED}")

    assert wanted.args == ["measures"]


def test_what_is_put_aside_is_listed_and_can_be_put_back(page, click):
    click(page, f"Not relevant: {IMPROVED}")

    assert "Put aside" in words(page)
    assert says(page, IMPROVED)
    assert says(page, "What there is stands under “Put aside”.")

    click(page, f"Put back: {IMPROVED}")

    assert "Put aside" not in words(page)
    assert says(page, IMPROVED)


def test_of_a_long_list_the_first_six_are_shown_and_then_all(open_page, journal, course, click):
    for n in range(8):
        goal = Goal(text=f"Step {n}", began_on=date(2026, 4, 1))
        journal.goals.record(goal)
        journal.goals.adjust(replace(goal, state=GoalState.REACHED))

    page = open_page(journal)

    assert len([each for each in words(page) if each.endswith(": reached")]) == 5
    assert "9 things" in words(page)

    click(page, "Show all 9: What speaks for movement")

    assert len([each for each in words(page) if each.endswith(": reached")]) == 8


def test_a_questionnaire_that_got_worse_comes_first(open_page, journal, course):
    journal.measures.record(
        Assessment(instrument="gad7", version=1, day=date(2026, 4, 1), total=5)
    )
    journal.measures.record(
        Assessment(instrument="gad7", version=1, day=date(2026, 5, 9), total=12)
    )

    page = open_page(journal)

    found = words(page)
    first = found.index("This comes first")
    assert "GAD-7: 5 on 1 April, 12 on 9 May 2026" in found[first + 1] or any(
        "GAD-7: 5 on 1 April" in each for each in found[first : first + 3]
    )
    assert first < found.index("Five lines, side by side")


def test_the_evidence_is_not_worked_out_for_whoever_leaves(
    qtbot, open_page, journal, course, jobs
):
    page = open_page(journal, waits=False)
    page.hide()

    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=PATIENCE)
    assert "Five lines, side by side" not in words(page)

    page.show()
    qtbot.waitUntil(lambda: "Five lines, side by side" in words(page), timeout=PATIENCE)


def test_a_record_that_cannot_be_read_is_told_and_read_on_request(
    *, qtbot, theme, prompts, jobs, connect, journal, course, click, control
):
    ways = iter([refuse, connect])

    def connect_later():
        return next(ways)()

    page = ReviewPage(journal, theme=theme, prompts=prompts, jobs=jobs, connect=connect_later)
    page.resize(1112, 900)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: bool(page.findChildren(QDialog)), timeout=PATIENCE)
    (told,) = page.findChildren(QDialog)
    told.close()

    assert not control(page, KEEP).isEnabled()
    click(page, "Work it out")

    qtbot.waitUntil(lambda: "Five lines, side by side" in words(page), timeout=PATIENCE)
    assert control(page, KEEP).isEnabled()


# What crosses a line, and what weighs.


def test_a_boundary_is_answered_first_and_apart_and_nothing_is_said_of_raising_it(
    *, open_page, journal, course, prompts
):
    journal.signs.record(
        Sign(item="boundary", side=SignSide.WARNING, day=TODAY, answer=SignAnswer.TICKED),
        Sign(item="worse", side=SignSide.WARNING, day=TODAY, answer=SignAnswer.TICKED),
    )

    page = open_page(journal)

    found = words(page)
    answer = prompts.warning_signs.answer_outside_help
    assert found.index(answer) < found.index("Five lines, side by side")
    assert "When you leave feeling worse, again and again" not in found
    assert prompts.warning_signs.answer_talk not in found


def test_the_answer_goes_with_the_tick_that_it_answers(open_page, journal, course, prompts):
    sign = Sign(item="boundary", side=SignSide.WARNING, day=TODAY, answer=SignAnswer.TICKED)
    journal.signs.record(sign)
    page = open_page(journal)
    assert prompts.warning_signs.answer_outside_help in words(page)

    journal.signs.remove([sign.id])

    assert prompts.warning_signs.answer_outside_help not in words(page)


def test_the_answer_comes_as_soon_as_the_boundary_is_ticked(page, click, prompts, journal):
    click(page, "Worth a closer look")
    click(page, CROSSED)

    assert prompts.warning_signs.answer_outside_help in words(page)
    (sign,) = journal.signs.all(SignSide.WARNING)
    assert (sign.item, sign.day) == ("boundary", TODAY)
    assert says(page, "Whom outside this therapy could I talk to?")

    click(page, CROSSED)

    assert prompts.warning_signs.answer_outside_help not in words(page)
    assert journal.signs.all(SignSide.WARNING) == []


def test_whoever_leaves_feeling_worse_is_told_what_can_be_done(page, click):
    click(page, "Worth a closer look")
    click(page, LEFT_WORSE)

    assert says(page, "Changing therapist is a choice, and no failure.")
    assert says(page, "A second opinion is one appointment")


def test_a_tick_that_was_not_kept_is_shown_as_it_is_on_disk(
    *, page, click, control, journal, monkeypatch
):
    click(page, "Worth a closer look")
    monkeypatch.setattr(journal.signs, "record", refuse)
    click(page, LEFT_WORSE)

    assert not control(page, LEFT_WORSE).isChecked()
    assert says(page, "There is no room left on the disk")

    monkeypatch.undo()
    click(page, "Try again")

    assert control(page, LEFT_WORSE).isChecked()


# Hard, or not right.


def test_the_questions_come_one_at_a_time_with_what_the_record_says(page, click, control):
    assert says(page, "Has anything moved in the last two months")
    click(page, HARD)
    for _ in range(3):
        click(page, "Next")

    assert says(page, "Could you say all this to your therapist?")
    assert says(page, "You held something back in 3 of the last 4 sessions with an answer.")

    click(page, "Back")
    for _ in range(4):
        click(page, "Next")

    assert "This is hard" in words(page)
    assert "This isn’t right" in words(page)
    assert control(page, HARD).isChecked()
    assert not control(page, NOT_RIGHT).isChecked()

    click(page, "One question at a time")

    assert control(page, HARD).isChecked()
    assert says(page, "1 of 6")


def test_both_sides_of_a_question_may_be_ticked_and_nothing_is_computed(page, click, control):
    click(page, "Show both columns")
    before = words(page)
    click(page, HARD)
    click(page, NOT_RIGHT)

    assert words(page) == before


def test_when_little_moves_the_choices_can_be_opened(qtbot, page, click):
    click(page, "When nothing moves")

    assert says(page, "You have had 4 sessions so far. You expected about 20.")
    with qtbot.waitSignal(page.plans_break):
        click(page, "Plan a break…")


def test_tab_goes_through_the_page_as_it_is_read(page, control, click):
    click(page, "When nothing moves")
    names = [
        "Print…",
        f"Not relevant: {IMPROVED}",
        HARD,
        "Plan a break…",
        "I would like us to decide on one thing and stay with it for a few weeks.",
        "Keep this review",
    ]
    controls = [control(page, each) for each in names]

    order = [each for each in focus_chain.others(controls[0]) if each in controls]

    assert order == controls[1:]


# Keeping it.


def test_a_review_is_kept_as_it_stands(qtbot, page, click, control, journal):
    click(page, f"Not relevant: {IMPROVED}")
    click(page, "Show both columns")
    click(page, HARD)
    click(page, "Days, again and again.")
    qtbot.keyClicks(editor(page, control, "In your own words: this is hard"), "It hurts.")
    qtbot.keyClicks(editor(page, control, "In my own words, today"), "It goes on.")
    click(page, "When nothing moves")
    click(page, "Get a second view")
    click(page, KEEP)

    (kept,) = journal.reviews.all()
    assert (kept.day, kept.hard_words, kept.own_words) == (TODAY, "It hurts.", "It goes on.")
    assert (kept.hard, kept.not_right) == ({Movement.MOVEMENT}, {Movement.AFTER})
    assert kept.steps == {Step.SECOND}
    assert kept.session_id == journal.sessions.outline()[-1].id
    assert [each.is_aside for each in kept.findings if each.asked is Asked.SCORE] == [True]
    assert kept.findings[0].asked is Asked.WORKING
    assert control(page, "Keep the changes").isEnabled()
    assert says(page, "Last one after session 4.")


def test_what_is_changed_later_that_day_goes_into_the_same_review(
    *, qtbot, page, click, control, journal
):
    click(page, KEEP)
    qtbot.keyClicks(editor(page, control, "In my own words, today"), "More.")
    click(page, "Keep the changes")

    (kept,) = journal.reviews.all()
    assert kept.own_words == "More."


def test_undo_takes_the_review_back_and_leaves_its_words_as_a_draft(
    *, qtbot, page, click, control, journal
):
    qtbot.keyClicks(editor(page, control, "In my own words, today"), "Still mine.")
    click(page, KEEP)

    journal.undo()

    assert journal.reviews.all() == []
    assert editor(page, control, "In my own words, today").toPlainText() == "Still mine."
    click(page, KEEP)
    assert [each.own_words for each in journal.reviews.all()] == ["Still mine."]


def test_nothing_typed_is_lost_when_the_disk_is_full(
    *, qtbot, page, click, control, journal, monkeypatch
):
    qtbot.keyClicks(editor(page, control, "In my own words, today"), "Still mine.")
    with monkeypatch.context() as full:
        full.setattr(journal.reviews, "record", refuse)
        click(page, KEEP)

    assert says(page, "There is no room left on the disk")
    assert editor(page, control, "In my own words, today").toPlainText() == "Still mine."

    click(page, "Try again")

    assert [each.own_words for each in journal.reviews.all()] == ["Still mine."]
    assert not says(page, "There is no room left on the disk")


def test_a_review_that_was_begun_comes_back_after_a_crash(
    *, qtbot, page, click, control, journal, open_page, open_journal
):
    click(page, f"Not relevant: {IMPROVED}")
    click(page, HARD)
    click(page, "When nothing moves")
    click(page, "Change")
    qtbot.keyClicks(editor(page, control, "In my own words, today"), "Half a thou")
    page.settle()

    again = open_page(open_journal())

    assert editor(again, control, "In my own words, today").toPlainText() == "Half a thou"
    assert control(again, HARD).isChecked()
    assert control(again, "Change").isChecked()
    assert "Put aside" in words(again)
    assert again.unsaved() == []


def test_drafts_that_the_disk_refused_are_handed_over(
    *, qtbot, page, control, journal, monkeypatch
):
    qtbot.keyClicks(editor(page, control, "In my own words, today"), "Half a thou")
    qtbot.keyClicks(control(page, "Your own sentence"), "May we")
    monkeypatch.setattr(journal.drafts, "keep", refuse)

    with pytest.raises(StoreFullError):
        page.settle()

    assert {each.editor for each in page.unsaved()} == {"review.form", "review.opener"}


# Sentences to start with.


def test_a_ticked_sentence_is_brought_up_and_an_unticked_one_is_not(page, click, journal):
    line = (
        "I have the feeling we are going over the same field again. Could we look at that "
        "together?"
    )
    click(page, line)

    (said,) = journal.bring_ups.open()
    assert (said.text, said.source, said.source_id) == (line, SourceKind.OPENER, "circles_1")

    click(page, line)

    assert journal.bring_ups.open() == []


def test_a_sentence_of_ones_own_comes_from_the_review(qtbot, page, control, journal):
    field = control(page, "Your own sentence")
    qtbot.keyClicks(field, "I want to talk about money.")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    (said,) = journal.bring_ups.open()
    assert (said.text, said.source) == ("I want to talk about money.", SourceKind.REVIEW)
    assert control(page, "I want to talk about money.").isChecked()
    assert field.text() == ""


def test_a_sentence_can_be_put_differently(qtbot, page, click, control, journal):
    line = "I would like to understand why we work in this way."
    click(page, "Sentences to start with: fit")
    click(page, line)
    click(page, f"Change the words: {line}")
    asking = dialog(page)
    field = editor(asking, control, "Words")
    field.selectAll()
    qtbot.keyClicks(field, "Why this way?")
    click(asking, "Change it")

    assert [each.text for each in journal.bring_ups.open()] == ["Why this way?"]
    assert control(page, "Why this way?").isChecked()


# Earlier reviews, and paper.


@pytest.fixture
def earlier(journal, course):
    review = Review(
        day=date(2026, 4, 10),
        course_id=course.id,
        session_id=journal.sessions.outline()[1].id,
        hard=frozenset({Movement.TRUST}),
        hard_words="It is quiet by the evening.",
        decisions="Look again in May.",
        steps=frozenset({Step.TALK}),
    )
    journal.reviews.record(review)
    return review


def test_an_earlier_review_is_read_as_it_stood(
    *, qtbot, open_page, journal, earlier, click, audit
):
    page = open_page(journal)
    assert says(page, "Since session 2 (9 April)")
    click(page, "After session 2, 10 April 2026")
    shown = dialog(page)

    assert says(shown, "It is quiet by the evening.")
    assert says(shown, "Mostly yes, even on bad days.")
    assert says(shown, "Talk about it first")
    assert says(shown, "Look again in May.")
    settled(qtbot, audit, shown)


def test_a_link_to_a_review_opens_it(open_page, journal, earlier):
    page = open_page(journal)
    page.show_record(Kind.REVIEW, earlier.id)
    assert says(dialog(page), "Look again in May.")


def test_a_review_can_be_removed_and_brought_back(open_page, journal, earlier, click):
    page = open_page(journal)
    click(page, "After session 2, 10 April 2026")
    click(dialog(page), "Remove this review…")
    click(dialog(page), "Remove it")

    assert journal.reviews.all() == []
    assert "After session 2, 10 April 2026" not in words(page)

    journal.undo()

    assert [each.id for each in journal.reviews.all()] == [earlier.id]


def test_todays_review_leaves_nothing_in_the_form_when_it_is_removed(
    *, qtbot, page, click, control, journal
):
    qtbot.keyClicks(editor(page, control, "In my own words, today"), "Away with it.")
    click(page, KEEP)
    click(page, "After session 4, 12 May 2026")
    click(dialog(page), "Remove this review…")
    click(dialog(page), "Remove it")

    assert journal.reviews.all() == []
    assert editor(page, control, "In my own words, today").toPlainText() == ""


def test_a_review_is_saved_as_a_file_and_nothing_beside_it(*, qtbot, page, click, tmp_path):
    click(page, "Save PDF…")
    click(dialog(page), "Go on")
    qtbot.waitUntil(lambda: bool(page.findChildren(QFileDialog)), timeout=PATIENCE)
    (choosing,) = page.findChildren(QFileDialog)
    path = tmp_path / "review.pdf"
    choosing.fileSelected.emit(str(path))
    choosing.close()

    qtbot.waitUntil(lambda: says(page, "review.pdf is there"), timeout=PATIENCE)
    assert path.read_bytes().startswith(b"%PDF")
    assert [each.name for each in tmp_path.glob("*.pdf")] == ["review.pdf"]


def test_what_is_wished_before_the_record_was_read_is_done_after(
    *, qtbot, open_page, journal, course, click
):
    page = open_page(journal, waits=False)
    click(page, "Print…")

    qtbot.waitUntil(lambda: bool(page.findChildren(QDialog)), timeout=PATIENCE)


def test_private_lines_go_on_paper_only_by_hand(qtbot, page, click, control, audit):
    click(page, "Save PDF…")
    asking = dialog(page)
    settled(qtbot, audit, asking)

    switch = control(asking, HELD_BACK)
    assert not switch.isChecked()
    assert [each for each in words(asking) if "16 on 6 March" in each] == []


def test_a_goal_in_a_finding_is_opened_itself(qtbot, open_page, journal, course, click):
    goal = Goal(text="Open the post", began_on=date(2026, 4, 1))
    journal.goals.record(goal)
    for value in (2, 6):
        journal.goals.log(
            GoalValue(goal_id=goal.id, noted_at=journal.now(), day=TODAY, value=value)
        )

    page = open_page(journal)
    with qtbot.waitSignal(page.opens) as opened:
        click(page, "Goals: “Open the post”: from 2 to 6 of 10")

    assert opened.args == [Link(kind=Kind.GOAL, id=goal.id)]


# By ear and by keyboard.


@pytest.mark.parametrize("width", [1112, 900, 640])
def test_everything_can_be_reached_and_has_a_name(
    *, qtbot, open_page, journal, course, audit, click, width
):
    page = open_page(journal, width=width)
    settled(qtbot, audit, page)
    click(page, "Show both columns")
    click(page, "When nothing moves")
    click(page, "Worth a closer look")

    settled(qtbot, audit, page)


def test_a_review_is_made_without_a_mouse(qtbot, page, control, journal):
    hard = control(page, HARD)
    hard.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(hard, Qt.Key.Key_Space)
    qtbot.keyClick(control(page, KEEP), Qt.Key.Key_Space)

    (kept,) = journal.reviews.all()
    assert kept.hard == {Movement.MOVEMENT}
