"""The strip above the read-outs: how was the week, before it is shown?"""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.recall import Recall
from sessiondesk.store.errors import StoreFullError
from sessiondesk.ui.pages.trends_page.recall_earlier import RecallEarlier
from sessiondesk.ui.pages.trends_page.recall_strip import RecallStrip

LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 5, 12)
MOOD, ANXIETY = ScaleId("mood"), ScaleId("anxiety")
PATIENCE = 60_000
Key = Qt.Key

LINE = "In a line: how were the last seven days?"


@pytest.fixture
def week(journal):
    """Six days of this week with anxiety at 4 and once at 5, mood on three of them."""
    with journal.batch():
        for ago in range(6):
            ratings = {ANXIETY: 5 if ago == 3 else 4}
            if ago < 3:
                ratings[MOOD] = 6
            journal.checkins.record(
                CheckIn(
                    felt_at=journal.now() - timedelta(days=ago),
                    day=TODAY - timedelta(days=ago),
                    ratings=ratings,
                )
            )


@pytest.fixture
def in_window(qtbot):
    """Show something as a part of a page."""

    def show(part):
        # A page never shows what it holds by itself; a bare window would.
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(part)
        column.addStretch(1)
        page.resize(1072, 900)
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        return part

    return show


@pytest.fixture
def make(in_window, theme):
    """Show the strip."""
    return lambda journal: in_window(RecallStrip(journal, theme))


@pytest.fixture
def begun(make, journal, week, control):
    """The strip with the form open."""
    strip = make(journal)
    QTest.mouseClick(control(strip, "Say how they were"), LEFT)
    return strip


def words(widget):
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def buttons_of(widget):
    return [each.text() for each in widget.findChildren(QPushButton) if each.isVisible()]


def focused():
    found = QApplication.focusWidget()
    assert found is not None
    return found


def line(control, strip):
    found = control(strip, LINE)
    assert isinstance(found, QLineEdit)
    return found


def earlier(journal, *, ago=10, said="Heavy, all of it.", **ratings):
    day = TODAY - timedelta(days=ago)
    recall = Recall(
        day=day,
        first=day - timedelta(days=6),
        last=day,
        words=said,
        ratings={ScaleId(key): value for key, value in ratings.items()},
    )
    journal.recalls.record(recall)
    return recall


# Offering.


def test_without_anything_to_say_it_is_not_there(make, journal):
    assert make(journal).isHidden()


def test_it_is_offered_quietly_and_shows_nothing_of_the_week(make, journal, week, audit):
    strip = make(journal)

    assert buttons_of(strip) == ["Not this week", "Say how they were"]
    assert "4." not in words(strip)
    assert audit(strip) == []


def test_it_is_offered_as_soon_as_there_is_a_week_to_look_back_on(make, journal):
    strip = make(journal)

    with journal.batch():
        for ago in range(3):
            journal.checkins.record(
                CheckIn(
                    felt_at=journal.now() - timedelta(days=ago),
                    day=TODAY - timedelta(days=ago),
                    ratings={MOOD: 5},
                )
            )

    assert not strip.isHidden()


def test_not_this_week_lets_it_go_for_a_week(make, journal, week, control):
    strip = make(journal)

    QTest.mouseClick(control(strip, "Not this week"), LEFT)

    assert strip.isHidden()
    assert journal.recalls.all() == []
    assert make(journal).isHidden()


def test_not_this_week_that_cannot_be_kept_says_so(make, journal, week, control, monkeypatch):
    def fails(**_fields):
        raise StoreFullError

    strip = make(journal)
    monkeypatch.setattr(journal.settings, "change", fails)

    QTest.mouseClick(control(strip, "Not this week"), LEFT)

    (box,) = strip.findChildren(QMessageBox)
    box.close()
    assert "Say how they were" in buttons_of(strip)


# Saying it.


def test_every_part_of_the_form_can_be_used_by_ear_and_by_keyboard(begun, audit):
    assert audit(begun) == []


def test_by_keyboard_alone_it_is_said_kept_and_put_side_by_side(begun, journal, control):
    QTest.keyClicks(focused(), "Long and grey.")
    QTest.keyClick(focused(), Key.Key_Return)
    QTest.keyClick(focused(), Key.Key_3)
    QTest.keyClick(focused(), Key.Key_6)
    assert focused() is control(begun, "Keep it and look")
    QTest.keyClick(focused(), Key.Key_Backtab)
    assert focused() is control(begun, "Not this week")
    QTest.keyClick(focused(), Key.Key_Tab)
    QTest.keyClick(focused(), Key.Key_Return)

    (kept,) = journal.recalls.all()
    assert (kept.words, kept.ratings) == ("Long and grey.", {MOOD: 3, ANXIETY: 6})
    assert (kept.first, kept.last) == (TODAY - timedelta(days=6), TODAY)
    said = words(begun)
    assert "Long and grey." in said
    assert (
        "You remembered anxiety at about 6; on the days you noted it was 4.2 (6 of 7 days)."
    ) in said
    assert (
        "You remembered mood at about 3; on the days you noted it was 6.0 (3 of 7 days)." in said
    )
    assert "both are worth telling" in said
    assert "Say how they were" not in buttons_of(begun)


def test_a_line_alone_is_enough(begun, journal, control):
    line(control, begun).setText("Long.")
    QTest.mouseClick(control(begun, "Keep it and look"), LEFT)

    assert [each.ratings for each in journal.recalls.all()] == [{}]
    assert "both are worth telling" not in words(begun)


def test_nothing_at_all_is_not_kept_and_says_what_is_enough(begun, journal, control):
    QTest.mouseClick(control(begun, "Keep it and look"), LEFT)

    assert journal.recalls.all() == []
    assert "Say it in a line or give a number; one of them is enough." in words(begun)
    assert focused() is line(control, begun)


def test_words_are_kept_as_they_were_typed(begun, journal, control):
    line(control, begun).setText("  <b>no</b> \u00a0markup \U0001f33f")
    QTest.mouseClick(control(begun, "Keep it and look"), LEFT)

    (kept,) = journal.recalls.all()
    assert kept.words == "  <b>no</b> \u00a0markup \U0001f33f"
    assert kept.words in words(begun)


def test_keeping_can_be_taken_back_and_it_is_offered_again(begun, journal, control):
    line(control, begun).setText("Long.")
    QTest.mouseClick(control(begun, "Keep it and look"), LEFT)

    journal.undo()

    assert "Say how they were" in buttons_of(begun)
    assert "Long." not in words(begun)


def test_a_full_disk_keeps_what_was_entered(begun, journal, control, monkeypatch):
    def fails(*_args, **_more):
        raise StoreFullError

    line(control, begun).setText("Long.")
    with monkeypatch.context() as patched:
        patched.setattr(journal.recalls, "record", fails)
        QTest.mouseClick(control(begun, "Keep it and look"), LEFT)

    assert "There is no room left on the disk" in words(begun)
    assert line(control, begun).text() == "Long."

    QTest.mouseClick(control(begun, "Try again"), LEFT)
    assert [each.words for each in journal.recalls.all()] == ["Long."]


# Drafts.


def test_what_is_being_entered_comes_back_after_a_crash(begun, make, open_journal, control):
    QTest.keyClicks(line(control, begun), "Half a sen")
    QTest.mouseClick(control(begun, "Mood: 4 of 10"), LEFT)
    begun.settle()

    strip = make(open_journal())

    assert line(control, strip).text() == "Half a sen"
    assert control(strip, "Mood, 4 of 10, from very low to very good").isVisible()


def test_on_another_day_only_the_words_come_back(begun, make, open_journal, control, clock):
    QTest.keyClicks(line(control, begun), "Half a sen")
    QTest.mouseClick(control(begun, "Mood: 4 of 10"), LEFT)
    begun.settle()
    clock.pass_(days=1)

    strip = make(open_journal())

    assert line(control, strip).text() == "Half a sen"
    assert control(strip, "Mood, not answered, from very low to very good").isVisible()


def test_a_draft_is_written_while_typing_goes_on(begun, journal, control, qtbot):
    QTest.keyClicks(line(control, begun), "Half")

    qtbot.waitUntil(lambda: bool(journal.drafts.all()), timeout=PATIENCE)


def test_after_keeping_no_draft_is_left(begun, journal, control):
    QTest.keyClicks(line(control, begun), "Long.")
    begun.settle()
    QTest.mouseClick(control(begun, "Keep it and look"), LEFT)

    assert journal.drafts.all() == []
    assert begun.unsaved() == []


def test_leaving_it_on_purpose_forgets_the_draft(begun, journal, control):
    QTest.keyClicks(line(control, begun), "Long.")
    begun.settle()

    QTest.mouseClick(control(begun, "Not this week"), LEFT)

    assert journal.drafts.all() == []


def test_words_that_the_disk_does_not_take_are_handed_over(begun, journal, control, monkeypatch):
    def fails(*_args):
        raise StoreFullError

    QTest.keyClicks(line(control, begun), "Long.")
    with monkeypatch.context() as patched:
        patched.setattr(journal.drafts, "keep", fails)
        with pytest.raises(StoreFullError):
            begun.settle()
        (draft,) = begun.unsaved()

    assert "Long." in draft.text


def test_what_is_being_entered_stays_when_something_else_changes(begun, journal, control):
    QTest.keyClicks(line(control, begun), "Long.")

    journal.checkins.record(CheckIn(felt_at=journal.now(), day=TODAY, ratings={MOOD: 1}))

    assert line(control, begun).text() == "Long."


# Earlier ones.


@pytest.fixture
def listed(in_window, theme, control):
    """Show the list of earlier ones, and open it."""

    def listed_(journal):
        found = in_window(RecallEarlier(journal, theme))
        if not found.isHidden():
            QTest.mouseClick(control(found, "What you remembered in earlier weeks"), LEFT)
        return found

    return listed_


def test_without_earlier_ones_there_is_no_list(listed, journal):
    earlier(journal, ago=0)

    assert listed(journal).isHidden()


def test_earlier_ones_are_listed_the_latest_first(listed, journal, week, audit):
    earlier(journal, ago=20, said="The first one.")
    earlier(journal, ago=10, said="The second one.", mood=2)

    found = listed(journal)

    said = words(found)
    assert said.index("The second one.") < said.index("The first one.")
    assert "You remembered mood at about 2." in said
    assert "both are worth telling" in said
    assert audit(found) == []


def test_one_is_removed_after_a_question_and_comes_back_by_undo(listed, journal, control):
    earlier(journal)
    found = listed(journal)

    QTest.mouseClick(control(found, "Remove what you remembered of 26 April to 2 May 2026"), LEFT)
    (question,) = [each for each in found.findChildren(QDialog) if each.isVisible()]
    QTest.mouseClick(control(question, "Remove it"), LEFT)

    assert journal.recalls.all() == []
    assert found.isHidden()
    journal.undo()
    assert not found.isHidden()


def test_a_removal_that_fails_says_so(listed, journal, control, monkeypatch):
    def fails(_id):
        raise StoreFullError

    earlier(journal)
    found = listed(journal)
    monkeypatch.setattr(journal.recalls, "remove", fails)
    QTest.mouseClick(control(found, "Remove what you remembered of 26 April to 2 May 2026"), LEFT)
    (question,) = [each for each in found.findChildren(QDialog) if each.isVisible()]
    QTest.mouseClick(control(question, "Remove it"), LEFT)

    (box,) = found.findChildren(QMessageBox)
    box.close()
    assert len(journal.recalls.all()) == 1


def test_of_many_the_last_dozen_is_listed(listed, journal):
    for ago in range(10, 150, 10):
        earlier(journal, ago=ago, said=f"{ago} days ago.")

    found = listed(journal)

    assert "120 days ago." in words(found)
    assert "130 days ago." not in words(found)
    assert "Those before stand in the Journal." in words(found)


def test_a_list_that_cannot_be_read_says_so(listed, journal, monkeypatch):
    def fails():
        raise StoreFullError

    earlier(journal)
    found = listed(journal)
    monkeypatch.setattr(journal.recalls, "all", fails)

    found.refresh()

    (box,) = found.findChildren(QMessageBox)
    box.close()


# One of them, when another page leads there.


def test_one_of_them_is_shown_beside_its_record(make, journal, week, control):
    before = earlier(journal, said="Heavy.", ago=10)
    strip = make(journal)

    strip.show_recall(before.id)
    assert "Heavy." in words(strip)
    assert "Say how they were" in buttons_of(strip)

    QTest.mouseClick(control(strip, "Close what you remembered"), LEFT)
    assert "Heavy." not in words(strip)


def test_one_that_is_gone_is_passed_over(make, journal):
    strip = make(journal)

    strip.show_recall("nothing")

    assert strip.isHidden()


def test_todays_is_shown_until_it_is_put_away(make, journal, control):
    todays = earlier(journal, ago=0, said="Of today.")
    strip = make(journal)
    assert words(strip).count("Of today.") == 1

    QTest.mouseClick(control(strip, "Close what you remembered"), LEFT)
    assert strip.isHidden()

    strip.show_recall(todays.id)
    assert "Of today." in words(strip)


def test_a_journal_that_cannot_be_read_says_so(make, journal, monkeypatch):
    def fails(*_args):
        raise StoreFullError

    strip = make(journal)
    monkeypatch.setattr(journal.recalls, "all", fails)
    monkeypatch.setattr(journal.recalls, "find", fails)

    strip.refresh()
    strip.show_recall("any")

    boxes = strip.findChildren(QMessageBox)
    assert len(boxes) == 2
    for box in boxes:
        box.close()
