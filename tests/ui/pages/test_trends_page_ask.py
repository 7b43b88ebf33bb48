"""Ask your record: the questions with their menus, and the answers."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from sessiondesk.domain.checkin import CheckIn, NoteLine, SleepInterference
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.tag import Tag
from sessiondesk.store.errors import StoreFullError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import problems
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.page import Link
from sessiondesk.ui.pages.trends_page.ask_period_dialog import PeriodDialog
from sessiondesk.ui.pages.trends_page.ask_section import AskSection
from sessiondesk.ui.widgets.day_picker import DayPicker
from sessiondesk.ui.widgets.entry_list import EntryList
from sessiondesk.ui.widgets.page_frame import Scroll
from tests.ui.measure_results import fill_in

TODAY = date(2026, 5, 12)
PATIENCE = 20_000
LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key

OFTEN = "How often did I feel overwhelmed three months ago compared with now?"
NIGHTS = "On how many nights a week did anxiety get in the way of sleep three months ago?"
QUIET = Pattern(name="going quiet", named_on=date(2026, 5, 3))
WORK = Tag(name="work & rest")


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.finish()


@pytest.fixture
def note(journal):
    """Note one day, so many days ago."""

    def note(days_ago, *, overwhelm, words="", patterns=(), tags=()):
        day = TODAY - timedelta(days=days_ago)
        checkin = CheckIn(
            felt_at=datetime(day.year, day.month, day.day, 20, tzinfo=journal.now().tzinfo),
            day=day,
            ratings={ScaleId("overwhelm"): float(overwhelm), ScaleId("mood"): 5.0},
            sleep_interference=(
                SleepInterference.CLEARLY if days_ago % 3 == 0 else SleepInterference.NO
            ),
            lines=(NoteLine(text=words),) if words else (),
            patterns=frozenset(each.id for each in patterns),
            tags=frozenset(each.id for each in tags),
        )
        journal.checkins.record(checkin)
        return checkin

    return note


@pytest.fixture
def record(journal, note):
    """Four months: overwhelmed on most days at first, on one of four lately."""
    with journal.batch():
        journal.patterns.record(QUIET)
        journal.tags.record(WORK)
        for days_ago in range(120):
            is_hard = days_ago % 4 == 0 if days_ago < 28 else days_ago % 4 != 0
            note(days_ago, overwhelm=8 if is_hard else 2, tags=[WORK] if days_ago % 5 == 0 else [])
    journal.entries.make_ready()
    return journal


@pytest.fixture
def settled(qtbot, jobs):
    """Wait until everything that was asked is answered."""

    def wait(section):
        def is_settled():
            cards = section._cards()
            is_waiting = jobs.is_busy or any(card.is_waiting for card in cards)
            return not is_waiting and any(card.reply for card in cards)

        qtbot.waitUntil(is_settled, timeout=PATIENCE)

    return wait


@pytest.fixture
def show(qtbot, journal, theme, prompts, jobs, connect, settled):  # noqa: PLR0917 - fixtures
    """Show the section by itself, and wait until its questions are answered."""
    shown = []

    def show_section(*, waits=True):
        section = AskSection(journal, theme, prompts, jobs=jobs, connect=connect)
        scroll = Scroll(section, theme)
        shown.append(scroll)
        qtbot.addWidget(scroll)
        scroll.resize(1072, 800)
        with qtbot.waitActive(scroll):
            scroll.show()
            scroll.activateWindow()
        if waits:
            settled(section)
        return section

    yield show_section
    for each in shown:
        each.close()


def texts(section):
    return [
        each.text() for each in section.findChildren(QLabel) if each.isVisible() and each.text()
    ]


def says(section, words):
    return any(words in each for each in texts(section))


def button(section, beginning):
    found = [
        each
        for each in section.findChildren(QPushButton)
        if each.isVisible() and (each.accessibleName() or each.text()).startswith(beginning)
    ]
    assert len(found) == 1, [each.accessibleName() for each in found]
    return found[0]


def opened(chip):
    """Open the menu of a chip, and return what it offers by its words."""
    chip.click()
    menu = next(each for each in chip.findChildren(QMenu) if each.isVisible())
    return menu, offers(menu)


def offers(menu):
    found = {}
    for action in menu.findChildren(QAction):
        found[action.text()] = action
    for each in menu.findChildren(QMenu):
        found.update(offers(each))
    return found


def pick(chip, words):
    menu, offered = opened(chip)
    # As it is for a person: a menu is gone before what was picked from it is done.
    menu.close()
    offered[words].trigger()


def test_the_three_questions_are_answered_when_they_are_shown(record, show):
    section = show()

    assert says(section, "Overwhelm on about 2 days a week, three months ago on 5")
    assert says(section, "Anxiety in the way of sleep")
    assert says(section, "You named “going quiet” on 3 May")


def test_each_menu_says_the_whole_sentence(record, show):
    section = show()

    for role in ("What", "When", "Compared with"):
        assert button(section, f"{role}: {OFTEN}")
    for role in ("What", "When"):
        assert button(section, f"{role}: {NIGHTS}")


def test_another_stretch_of_time_changes_the_question_and_its_answer(record, show, settled):
    section = show()

    pick(button(section, f"When: {OFTEN}"), "March 2026")
    settled(section)

    changed = "How often did I feel overwhelmed in March compared with now?"
    assert button(section, f"When: {changed}")
    assert says(section, "in March")


def test_other_things_can_be_counted(record, show, settled):
    section = show()

    pick(button(section, f"What: {OFTEN}"), "work && rest")
    settled(section)

    asked = "How often did I note “work & rest” three months ago compared with now?"
    assert button(section, f"What: {asked}")


def test_stretches_that_share_days_are_not_compared(record, show, settled):
    section = show()

    pick(button(section, f"When: {OFTEN}"), "April 2026")
    settled(section)

    assert says(section, "April 2026 and now share days. Choose two stretches that do not.")


MAY = "1 to 12 May 2026"


@pytest.mark.parametrize(
    "picks",
    [
        [(f"Compared with: {OFTEN}", MAY)],
        [
            (f"Compared with: {OFTEN}", "Three months ago"),
            ("When: How often did I feel overwhelmed three months ago", MAY),
        ],
    ],
    ids=["second chip", "first chip"],
)
def test_the_shorter_stretch_is_named_whichever_chip_it_is_on(record, show, settled, picks):
    section = show()

    for chip, words in picks:
        pick(button(section, chip), words)
    settled(section)

    assert says(section, f"{MAY} has fewer than 14 days. From 14 on I can compare.")


def test_the_weeks_before_a_life_event_can_be_asked_about(journal, record, show, settled):
    event = LifeEvent(title="Moving flat", kind=LifeEventKind.MOVE, first=date(2026, 3, 20))
    journal.life_events.record(event)
    section = show()

    pick(button(section, f"When: {OFTEN}"), "“Moving flat”")
    settled(section)

    asked = "How often did I feel overwhelmed before “Moving flat” compared with now?"
    assert button(section, f"When: {asked}")


def test_own_dates_are_asked_for_in_a_dialog(record, show, settled, qtbot, control):
    section = show()
    pick(button(section, f"When: {OFTEN}"), "Own dates…")
    dialog = section.findChild(PeriodDialog)
    qtbot.waitUntil(dialog.isVisible)
    first, last = dialog.findChildren(DayPicker)

    first.day, last.day = date(2026, 3, 20), date(2026, 3, 2)
    qtbot.mouseClick(control(dialog, "Ask about these"), LEFT)
    assert says(dialog, "The last day lies before the first one")
    first.day = date(2026, 2, 25)
    qtbot.mouseClick(control(dialog, "Ask about these"), LEFT)
    assert says(dialog, "These are fewer than 14 days")
    first.day = date(2026, 2, 10)
    qtbot.mouseClick(control(dialog, "Ask about these"), LEFT)
    settled(section)

    asked = "How often did I feel overwhelmed from 10 February to 2 March 2026 compared with now?"
    assert button(section, f"When: {asked}")
    assert says(section, "from 10 February to 2 March")


def test_the_days_behind_an_answer_are_listed_and_open(record, show, qtbot):
    section = show()
    told: list[object] = []
    section.opens.connect(told.append)

    button(section, "The 28 days behind it").click()
    listed = section.findChild(EntryList)
    assert listed.isVisible()
    assert listed.hasFocus()
    qtbot.mouseClick(button(section, "Open this entry"), LEFT)

    (checkin,) = record.checkins.on(TODAY)
    assert told == [Link(kind=Kind.CHECKIN, id=checkin.id)]


def test_every_answer_tells_how_it_was_worked_out_and_gives_the_keyboard_back(record, show):
    section = show()
    asked = button(section, f"How was this worked out? {OFTEN}")

    asked.click()
    assert says(section, "What it cannot tell")
    button(section, "Hide").click()

    assert not says(section, "What it cannot tell")
    assert asked.hasFocus()


def test_an_earlier_entry_is_asked_about_and_linked_only_by_hand(
    journal, record, note, show, settled
):
    linked = note(40, overwhelm=2, words="again", patterns=[QUIET])
    earlier = note(90, overwhelm=2, words="Became quiet at dinner.")
    section = show()
    assert says(section, "Became quiet at dinner.")
    assert [each.id for each in journal.patterns.linked(QUIET.id)] == [linked.id]

    button(section, "Yes, link it").click()
    settled(section)

    assert {each.id for each in journal.patterns.linked(QUIET.id)} == {linked.id, earlier.id}
    assert not says(section, "Became quiet at dinner.")
    assert journal.undo()
    assert [each.id for each in journal.patterns.linked(QUIET.id)] == [linked.id]


def test_an_entry_that_is_not_it_is_not_asked_about_again(journal, record, note, show, qtbot):
    note(90, overwhelm=2, words="Became quiet at dinner.")
    section = show()
    told: list[object] = []
    section.opens.connect(told.append)
    button(section, "Show it").click()
    assert told

    button(section, "No, it is not this one").click()

    qtbot.waitUntil(lambda: not says(section, "Became quiet at dinner."), timeout=PATIENCE)
    assert not journal.patterns.linked(QUIET.id)


def test_where_it_cannot_be_kept_the_question_stays(journal, record, note, show, monkeypatch):
    note(90, overwhelm=2, words="Became quiet at dinner.")
    section = show()
    shown = []
    monkeypatch.setattr(problems, "show", lambda _page, error: shown.append(type(error)))
    journal.is_read_only = True

    button(section, "Yes, link it").click()
    button(section, "No, it is not this one").click()

    assert len(shown) == 2
    assert says(section, "Became quiet at dinner.")


def test_words_can_be_typed_instead_of_a_pattern(  # noqa: PLR0917 - fixtures
    record, note, show, qtbot, control, settled
):
    note(33, overwhelm=2, words="Walked to the harbour.")
    note(3, overwhelm=2, words="The harbour again.")
    section = show()

    pick(button(section, "What: When did I first write about going quiet?"), "Other words…")
    settled(section)
    assert says(section, "Type the words, and press Enter.")
    line = control(section, "Words to look for")
    assert line.window().focusWidget() is line
    qtbot.keyClicks(line, "harbour")
    qtbot.keyClick(line, Key.Key_Return)
    settled(section)

    assert says(section, "The first entry with “harbour” is from 9 April.")
    assert button(section, "The 2 entries")
    assert button(section, "What: When did I first write about “harbour”?")


def test_words_that_were_never_written_are_an_answer_too(record, show, qtbot, control, settled):
    section = show()
    pick(button(section, "What: When did I first write about going quiet?"), "Other words…")
    qtbot.keyClicks(control(section, "Words to look for"), "harbour")
    qtbot.keyClick(control(section, "Words to look for"), Key.Key_Return)
    settled(section)

    assert says(section, "No entry has “harbour” in it")


def test_signs_alone_are_no_words_to_look_for(record, show, qtbot, control, settled):
    section = show()
    pick(button(section, "What: When did I first write about going quiet?"), "Other words…")
    qtbot.keyClicks(control(section, "Words to look for"), "!!")
    qtbot.keyClick(control(section, "Words to look for"), Key.Key_Return)
    settled(section)

    assert says(section, "Type the words, and press Enter.")
    assert not says(section, "The first entry")


def test_without_a_pattern_words_are_asked_for_at_once(journal, note, show, control):
    note(0, overwhelm=3)
    section = show()

    assert control(section, "Words to look for").isVisible()
    assert says(section, "Type the words, and press Enter.")


def test_further_questions_are_answered_only_when_they_are_asked(record, show, settled):
    section = show()

    button(section, "Ask something else").click()
    sentences = [card.sentence for card in section._further.cards]
    assert sentences == [
        "How much did my mood change from three months ago to now?",
        "How often was my mood at 7 or more three months ago compared with now?",
        "Which way is my mood going over the whole time?",
        "Was there a turning point in my mood?",
        "Is my mood different on some weekdays?",
    ]
    assert not any(card.reply for card in section._further.cards)

    for sentence in sentences:
        button(section, f"Ask this: {sentence}").click()
    settled(section)

    assert all(card.reply for card in section._further.cards)
    assert says(section, "Mood: about the same as three months ago")
    assert says(section, "No single turn stands out")
    button(section, "Fewer questions").click()
    assert not says(section, "No single turn stands out")


def test_each_further_question_has_menus_of_its_own(journal, record, show, settled, qtbot):
    fill_in(journal, "phq9", [12, 9], last=TODAY)
    sleep_diary = Form(name="Sleep & rest")
    total = FormTotal(form_id=sleep_diary.id, day=TODAY, total=7)
    journal.measures.record_form(sleep_diary, total)
    section = show()
    button(section, "Ask something else").click()
    qtbot.waitUntil(lambda: len(section._record.results) == 2, timeout=PATIENCE)

    pick(button(section, "What: How much"), "Overwhelm")
    pick(button(section, "From when: How much"), "The four weeks before")
    pick(button(section, "To when: How much"), "Now: the last four weeks")
    pick(button(section, "From which number on: How often was my mood"), "4")
    pick(button(section, "What: How often was my mood"), "overwhelm")
    pick(button(section, "When: How often was my overwhelm"), "The four weeks before")
    pick(button(section, "Compared with: How often was my overwhelm"), "Now: the last four weeks")
    pick(button(section, "What: Which way"), "Overwhelm")
    pick(button(section, "Over which time: Which way"), "over the last 26 weeks")
    pick(button(section, "What: Was there a turning point"), "Sleep && rest")
    assert button(section, "What: Was there a turning point in “Sleep & rest”?")
    pick(button(section, "What: Was there a turning point"), "PHQ-9")
    pick(button(section, "What: Is my mood"), "Overwhelm")
    settled(section)

    assert [card.sentence for card in section._further.cards] == [
        "How much did my overwhelm change from four weeks before to now?",
        "How often was my overwhelm at 4 or more in the four weeks before compared with now?",
        "Which way is my overwhelm going over the last 26 weeks?",
        "Was there a turning point in PHQ-9?",
        "Is my overwhelm different on some weekdays?",
    ]
    assert says(section, "Not enough results yet")


def test_a_direction_can_be_looked_for_between_two_days(record, show, settled, qtbot, control):
    section = show()
    button(section, "Ask something else").click()
    pick(button(section, "Over which time: Which way"), "Own dates…")
    dialog = section.findChild(PeriodDialog)
    first, last = dialog.findChildren(DayPicker)
    first.day, last.day = date(2026, 2, 1), date(2026, 4, 30)

    qtbot.mouseClick(control(dialog, "Ask about these"), LEFT)
    settled(section)

    asked = "Which way is my mood going from 1 February to 30 April 2026?"
    assert button(section, f"What: {asked}")


def test_what_was_asked_stays_and_is_answered_anew_when_the_record_changes(
    record, note, show, settled
):
    section = show()
    pick(button(section, f"When: {OFTEN}"), "March 2026")
    settled(section)
    changed = "How often did I feel overwhelmed in March compared with now?"

    note(1, overwhelm=9)
    settled(section)

    assert button(section, f"When: {changed}")
    assert says(section, "in March")


def test_what_is_left_is_given_up_and_asked_again_on_the_way_back(
    record, show, settled, jobs, qtbot
):
    section = show(waits=False)
    qtbot.waitUntil(lambda: any(card.is_waiting for card in section._cards()), timeout=PATIENCE)

    section.hide()
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=PATIENCE)
    assert not says(section, "Overwhelm on about")
    section.show()
    settled(section)

    assert says(section, "Overwhelm on about 2 days a week, three months ago on 5")


def test_work_that_is_cancelled_can_be_asked_for_again(record, show, settled, jobs, qtbot):
    section = show(waits=False)
    qtbot.waitUntil(lambda: any(card.is_waiting for card in section._cards()), timeout=PATIENCE)

    section._progress.cancelled.emit()
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=PATIENCE)
    assert not says(section, "Looking through your record …")
    button(section, f"Ask this: {OFTEN}").click()
    settled(section)

    assert says(section, "Overwhelm on about 2 days a week, three months ago on 5")


def test_when_all_work_is_given_up_it_can_be_asked_for_again(record, show, jobs, qtbot, settled):
    section = show(waits=False)
    qtbot.waitUntil(lambda: any(card.is_waiting for card in section._cards()), timeout=PATIENCE)

    jobs.give_up()
    qtbot.waitUntil(lambda: not section._cards()[0].is_waiting, timeout=PATIENCE)
    button(section, f"Ask this: {OFTEN}").click()
    settled(section)

    assert says(section, "Overwhelm on about 2 days a week, three months ago on 5")


def test_a_record_that_cannot_be_read_just_now_is_told_and_can_be_asked_again(  # noqa: PLR0917
    record, qtbot, theme, prompts, jobs, monkeypatch
):
    shown = []
    monkeypatch.setattr(problems, "show", lambda _page, error: shown.append(type(error)))

    def fail():
        raise StoreFullError

    section = AskSection(record, theme, prompts, jobs=jobs, connect=fail)
    qtbot.addWidget(section)
    section.resize(1000, 700)
    section.show()

    qtbot.waitUntil(lambda: shown == [StoreFullError], timeout=PATIENCE)
    assert button(section, f"Ask this: {OFTEN}")
    section.hide()


def test_everything_has_a_name_and_can_be_reached(record, note, show, audit, qtbot):
    note(115, overwhelm=2, words="Became quiet at dinner.")
    section = show()
    button(section, "Ask something else").click()
    button(section, "The 28 days behind it").click()

    # What was opened finds its room in the next turn of events.
    qtbot.waitUntil(lambda: audit(section.window()) == [], timeout=PATIENCE)


def test_a_question_is_changed_by_keyboard_alone(record, show, settled, qtbot):
    section = show()
    button(section, "What: How often").setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(section.focusWidget(), Key.Key_Tab)
    chip = section.focusWidget()
    assert chip.accessibleName() == f"When: {OFTEN}"

    qtbot.keyClick(chip, Key.Key_Return)
    menu = chip.findChild(QMenu)
    qtbot.waitUntil(menu.isVisible)
    qtbot.keyClick(menu, Key.Key_Down)
    qtbot.keyClick(menu, Key.Key_Down)
    qtbot.keyClick(menu, Key.Key_Return)
    settled(section)

    changed = "How often did I feel overwhelmed in the four weeks before compared with now?"
    assert button(section, f"When: {changed}")
