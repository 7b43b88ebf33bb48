"""Backups in words."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from sessiondesk.ui import wording_backups
from sessiondesk.vault.backup_file import Reason

NOW = datetime(2026, 5, 12, 12, 0, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        (datetime(2026, 5, 12, 7, 5, tzinfo=UTC), "today, 09:05"),
        (datetime(2026, 5, 11, 22, 30, tzinfo=UTC), "today, 00:30"),
        (datetime(2026, 5, 11, 21, 30, tzinfo=UTC), "yesterday, 23:30"),
        (datetime(2026, 5, 9, 21, 30, tzinfo=UTC), "9 May 2026, 23:30"),
        # A clock that went back: never "in two days".
        (datetime(2026, 5, 14, 21, 30, tzinfo=UTC), "14 May 2026, 23:30"),
    ],
)
def test_when_is_said_on_the_persons_own_clock(moment, says):
    assert wording_backups.when(moment, NOW) == says


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_words(reason):
    assert wording_backups.why(reason)


def test_a_backup_with_a_name_of_its_own_has_no_reason():
    assert wording_backups.why(None) == ""


@pytest.mark.parametrize(
    ("count", "says"),
    [
        (0, "1 kB"),
        (372_736, "373 kB"),
        (2_345_678, "2.3 MB"),
        (50_000_000, "50 MB"),
        (1_500_000_000, "1.5 GB"),
    ],
)
def test_a_size_is_said_in_few_figures(count, says):
    assert wording_backups.size(count) == says


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ({}, "nothing yet"),
        ({"checkin": 0, "scale": 12}, "nothing yet"),
        ({"checkin": 1, "therapy_session": 1, "goal": 1}, "1 check-in, 1 session, 1 goal"),
        (
            {"checkin": 214, "therapy_session": 31, "goal": 4, "bring_up": 1, "meta": 9},
            "214 check-ins, 31 sessions, 4 goals, 1 thing to bring up",
        ),
        ({"assessment": 1, "form_total": 1}, "1 questionnaire, 1 total of a form"),
        ({"assessment": 24, "form_total": 4}, "24 questionnaires, 4 totals of forms"),
    ],
)
def test_what_is_in_it_is_counted(rows, says):
    assert wording_backups.entries(rows) == says
