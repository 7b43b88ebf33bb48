"""Reminders in the settings: none until one is added."""

from datetime import datetime, time

from PySide6.QtCore import Qt, QTime

from sessiondesk.domain.reminder import Reminder

LEFT = Qt.MouseButton.LeftButton
EVERY_DAY = frozenset(range(7))


def test_there_is_none_until_one_is_added(make_settings, outside, words):
    page = make_settings()

    assert "None until you add one" in words(page)
    assert outside.preferred == []


def test_one_is_added_for_some_days_and_a_time(qtbot, make_settings, outside, control, words):
    page = make_settings()
    qtbot.mouseClick(control(page, "Add a reminder"), LEFT)
    for day in ("Saturday", "Sunday"):
        qtbot.mouseClick(control(page, day), LEFT)
    control(page, "At").setTime(QTime(7, 30))

    qtbot.mouseClick(control(page, "Keep this reminder"), LEFT)

    added = Reminder(weekdays=frozenset(range(5)), at=time(7, 30))
    assert outside.preferred == [
        {"reminders": (added,), "reminded_at": datetime(2026, 5, 12, 12, 0)}
    ]
    assert "Monday to Friday, 07:30" in words(page)
    assert control(page, "Add a reminder").hasFocus()


def test_one_without_a_day_is_not_added(qtbot, make_settings, outside, control, words):
    page = make_settings()
    qtbot.mouseClick(control(page, "Add a reminder"), LEFT)
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    for day in days:
        qtbot.mouseClick(control(page, day), LEFT)

    qtbot.mouseClick(control(page, "Keep this reminder"), LEFT)

    assert outside.preferred == []
    assert "Choose at least one day." in words(page)


def test_one_is_taken_away_by_keyboard(qtbot, make_settings, outside, control, words):
    page = make_settings()
    qtbot.mouseClick(control(page, "Add a reminder"), LEFT)
    qtbot.mouseClick(control(page, "Keep this reminder"), LEFT)

    remove = control(page, "Remove the reminder Every day, 20:00")
    qtbot.keyClick(remove, Qt.Key.Key_Return)

    assert outside.preferred[-1]["reminders"] == ()
    assert "Every day, 20:00" not in words(page)


def test_the_same_one_is_not_kept_twice(qtbot, make_settings, outside, control):
    page = make_settings()
    for _ in range(2):
        qtbot.mouseClick(control(page, "Add a reminder"), LEFT)
        qtbot.mouseClick(control(page, "Keep this reminder"), LEFT)

    assert [each["reminders"] for each in outside.preferred] == [
        (Reminder(weekdays=EVERY_DAY, at=time(20, 0)),)
    ]


def test_both_cards_can_be_used_by_ear_and_by_keyboard(
    qtbot, vault_journal, make_settings, control, audit
):
    vault_journal.tags.named("family")
    vault_journal.tags.named("work")
    page = make_settings()
    qtbot.mouseClick(control(page, "Add a reminder"), LEFT)
    qtbot.mouseClick(control(page, "Keep this reminder"), LEFT)
    qtbot.mouseClick(control(page, "Add a reminder"), LEFT)

    qtbot.waitUntil(lambda: audit(page) == [], timeout=60_000)
