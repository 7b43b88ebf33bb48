"""Reminders, with a clock that stands and a desktop that writes down what it showed."""

from dataclasses import replace
from datetime import datetime, time, timedelta, timezone

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

from sessiondesk import preferences
from sessiondesk.domain.reminder import Reminder
from sessiondesk.preferences import Preferences
from sessiondesk.ui import reminder_words
from sessiondesk.ui.reminders import Reminders

EVERY_DAY = frozenset(range(7))
AT_NOON = Reminder(weekdays=EVERY_DAY, at=time(12, 0))
AT_EIGHT = Reminder(weekdays=EVERY_DAY, at=time(20, 0))
PATIENCE = 60_000


class Desktop(QObject):
    """A desktop with or without a place for notifications."""

    def __init__(self, *, has_place=True):
        super().__init__()
        self.has_place = has_place
        self.shown = []

    def notify(self, title, words):
        if self.has_place:
            self.shown.append((title, words))
        return self.has_place


class Around:
    """What reminders are between: preferences, a clock, a desktop."""

    def __init__(self, clock):
        self.clock = clock
        self.preferences = Preferences()
        self.desktop = Desktop()
        self.reminders = None

    def change(self, **fields):
        self.preferences = replace(self.preferences, **fields)
        if self.reminders is not None:
            self.reminders.follow()

    def make_desktop(self, _owner):
        return self.desktop


@pytest.fixture
def around(clock):
    return Around(clock)


@pytest.fixture
def start(qapp, around):
    """Start the program with these reminders, chosen a minute ago."""
    owner = QObject()

    def start(*reminders, told=None):
        at = told or around.clock().replace(tzinfo=None) - timedelta(minutes=1)
        around.preferences = Preferences(reminders=reminders, reminded_at=at)
        around.reminders = Reminders(
            lambda: around.preferences,
            around.change,
            now=around.clock,
            notifier=around.make_desktop,
            parent=owner,
        )
        around.reminders.start()
        return around.reminders

    yield start
    owner.deleteLater()


def test_without_a_reminder_it_does_not_even_look(start):
    assert not start().is_on


def test_it_is_shown_by_the_desktop_and_says_nothing_else(start, around):
    reminders = start(AT_NOON)

    assert reminders.is_on
    assert around.desktop.shown == [("SessionDesk", "A reminder you set")]
    assert reminders.take() is None


def test_it_is_shown_once(start, around):
    reminders = start(AT_NOON)
    around.clock.pass_(seconds=20)
    reminders.look()
    around.clock.pass_(hours=3)
    reminders.look()

    assert len(around.desktop.shown) == 1


def test_it_comes_again_the_next_day(start, around):
    reminders = start(AT_NOON)
    around.clock.pass_(days=1)
    reminders.look()

    assert len(around.desktop.shown) == 2


def test_where_the_desktop_shows_nothing_it_waits_to_be_said(start, around, qtbot):
    around.desktop.has_place = False
    reminders = start(AT_EIGHT)
    around.clock.pass_(hours=8)

    with qtbot.waitSignal(reminders.came_due):
        reminders.look()

    assert reminders.take().due == datetime(2026, 5, 12, 20, 0)
    assert reminders.take() is None


def test_what_was_not_said_before_the_end_is_said_at_the_next_start(start, around):
    around.desktop.has_place = False
    first = start(AT_NOON)
    assert first.waiting is not None

    again = start(AT_NOON, told=around.preferences.reminded_at)

    assert again.take().due == datetime(2026, 5, 12, 12, 0)


def test_of_what_was_missed_only_the_latest_is_said(start, around):
    reminders = start(AT_EIGHT, told=datetime(2026, 4, 1, 9, 0))

    assert around.desktop.shown == []
    assert reminders.take().due == datetime(2026, 5, 11, 20, 0)
    reminders.look()
    assert reminders.take() is None


def test_what_came_due_while_the_computer_slept_is_no_notification(start, around):
    reminders = start(AT_EIGHT)
    around.clock.pass_(hours=11)
    reminders.look()

    assert around.desktop.shown == []
    assert reminders.take().due == datetime(2026, 5, 12, 20, 0)


def test_one_just_chosen_does_not_tell_of_the_time_before(start, around):
    around.preferences = Preferences(reminders=(AT_EIGHT,))
    reminders = start(AT_EIGHT)
    around.change(reminders=(AT_EIGHT,), reminded_at=None)
    reminders.look()

    assert reminders.take() is None
    assert around.preferences.reminded_at == datetime(2026, 5, 12, 12, 0)


def test_taking_the_last_away_ends_it(start, around):
    reminders = start(AT_NOON)

    around.change(reminders=())

    assert not reminders.is_on


def test_the_hour_that_comes_twice_in_autumn_tells_once(start, around):
    summer, winter = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
    around.clock.moment = datetime(2026, 10, 25, 2, 0, tzinfo=summer)
    reminders = start(Reminder(weekdays=EVERY_DAY, at=time(2, 30)))
    for moment in (
        datetime(2026, 10, 25, 2, 31, tzinfo=summer),
        datetime(2026, 10, 25, 2, 10, tzinfo=winter),
        datetime(2026, 10, 25, 2, 31, tzinfo=winter),
    ):
        around.clock.moment = moment
        reminders.look()

    assert len(around.desktop.shown) == 1


def test_the_hour_that_is_missing_in_spring_tells_after_it(start, around):
    winter, summer = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
    around.clock.moment = datetime(2026, 3, 29, 1, 59, tzinfo=winter)
    reminders = start(Reminder(weekdays=EVERY_DAY, at=time(2, 55)))
    around.clock.moment = datetime(2026, 3, 29, 3, 0, tzinfo=summer)
    reminders.look()

    assert len(around.desktop.shown) == 1


def test_flying_west_does_not_tell_the_same_evening_twice(start, around):
    reminders = start(AT_NOON)
    around.clock.moment = datetime(2026, 5, 12, 6, 0, tzinfo=timezone(timedelta(hours=-4)))
    reminders.look()
    around.clock.moment = datetime(2026, 5, 12, 12, 0, tzinfo=timezone(timedelta(hours=-4)))
    reminders.look()

    assert len(around.desktop.shown) == 1


def test_a_clock_that_was_years_ahead_does_not_silence_it(start, around):
    reminders = start(AT_EIGHT, told=datetime(2031, 1, 1, 0, 0))
    around.clock.pass_(hours=8)
    reminders.look()

    assert len(around.desktop.shown) == 1


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (range(7), "Every day, 20:00"),
        (range(5), "Monday to Friday, 20:00"),
        ((5, 6), "Saturday and Sunday, 20:00"),
        ((2,), "Wednesday, 20:00"),
    ],
)
def test_a_reminder_is_said_in_words(days, said):
    reminder = Reminder(weekdays=frozenset(days), at=time(20, 0))

    assert reminder_words.in_words(reminder) == said


def test_reminders_come_back_from_the_preferences(tmp_path):
    kept = Preferences(reminders=(AT_NOON, AT_EIGHT), reminded_at=datetime(2026, 5, 12, 12, 0))
    path = tmp_path / "preferences.json"

    preferences.save(kept, path)

    found = preferences.load(path)
    assert found.reminders == (AT_NOON, AT_EIGHT)
    assert found.reminded_at == datetime(2026, 5, 12, 12, 0)


def test_of_damaged_reminders_the_sound_ones_stay(tmp_path):
    path = tmp_path / "preferences.json"
    path.write_text(
        '{"reminders": [{"weekdays": [9], "at": "08:00"}, {"at": "08:00"}, 3,'
        ' {"weekdays": [1], "at": "20:00"}], "reminded_at": "yesterday"}',
        encoding="utf-8",
    )

    found = preferences.load(path)

    assert found.reminders == (Reminder(weekdays=frozenset({1}), at=time(20, 0)),)
    assert found.reminded_at is None


def test_one_that_was_missed_is_said_when_the_journal_is_open(
    qtbot, make_shell, folder, preferences_path, unlock
):
    kept = Preferences(reminders=(AT_EIGHT,), reminded_at=datetime(2026, 5, 10, 9, 0))
    preferences.save(kept, preferences_path)
    shell = make_shell()
    shell.start(folder)
    qtbot.waitUntil(lambda: shell.reminders.waiting is not None, timeout=PATIENCE)

    unlock(shell)

    assert "It was for Monday 11 May, 20:00." in [
        each.text() for each in shell.view.findChildren(QLabel) if each.isVisible()
    ]
    assert preferences.load(preferences_path).reminded_at == datetime(2026, 5, 11, 20, 0)
