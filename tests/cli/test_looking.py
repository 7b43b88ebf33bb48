from datetime import date, datetime, timedelta, timezone

import pytest

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.bring_up import BringUp, BringUpState
from sessiondesk.domain.checkin import CheckIn, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.goal import Goal, GoalValue, Win
from sessiondesk.domain.practice import Practice
from sessiondesk.domain.therapy_session import Outcome, TherapySession

WINTER = timezone(timedelta(hours=1))
HTML = '<img src="file:///etc/passwd"><script>alert(1)</script> & "quotes" \N{OCTOPUS}'


def checkin(day, **fields):
    moment = datetime(2026, 1, day, 21, 5, tzinfo=WINTER)
    return CheckIn(felt_at=moment, day=moment.date(), **fields)


@pytest.fixture
def show(run, folder, recovery_file):
    def show(*words):
        answer = run("show", folder, *words, "--json", "--recovery-key-file", recovery_file)
        assert (answer.code, answer.err) == (0, "")
        return answer.data

    return show


@pytest.fixture
def check(run, folder, recovery_file):
    return lambda: run("check", folder, "--recovery-key-file", recovery_file)


def test_check_ins_are_shown_with_what_was_not_answered(show, open_):
    with open_() as journal:
        journal.checkins.record(checkin(2, ratings={"mood": 7}, sleep_hours=0))
        journal.checkins.record(checkin(3, ratings={"mood": 0, "anxiety": 2.5}))

    first, second = show("checkins")

    assert first["felt_at"] == "2026-01-02T21:05:00+01:00"
    assert (first["ratings"], first["sleep_hours"]) == ({"mood": 7}, 0)
    assert (second["ratings"], second["sleep_hours"]) == ({"anxiety": 2.5, "mood": 0}, None)
    assert second["interference"] is None


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ([], [2, 3, 4, 5]),
        (["--from", "2026-01-03"], [3, 4, 5]),
        (["--to", "2026-01-03"], [2, 3]),
        (["--from", "2026-01-03", "--to", "2026-01-04"], [3, 4]),
        (["--from", "2026-01-04", "--to", "2026-01-04"], [4]),
        (["--from", "2027-01-01"], []),
    ],
)
def test_a_range_includes_both_of_its_days(show, open_, words, days):
    with open_() as journal:
        for day in (5, 3, 2, 4):
            journal.checkins.record(checkin(day, ratings={"mood": day}))

    assert [each["ratings"]["mood"] for each in show("checkins", *words)] == days


def test_a_note_comes_out_as_it_went_in(show, open_):
    long = "ü" * 1_000_000
    with open_() as journal:
        journal.checkins.record(checkin(2, lines=(NoteLine(text=HTML), NoteLine(text=long))))

    (shown,) = show("checkins")

    assert [line["text"] for line in shown["lines"]] == [HTML, long]


def test_sessions_are_shown_with_their_number_and_what_belongs_to_them(show, open_):
    course = Course(started_on=date(2026, 1, 5), sessions_before=7)
    held = TherapySession(
        course_id=course.id,
        planned_for=datetime(2026, 1, 5, 14, 0),
        zone="Europe/Berlin",
        outcome=Outcome.ATTENDED,
        notes=HTML,
    )
    missed = TherapySession(
        course_id=course.id,
        planned_for=datetime(2026, 7, 6, 14, 0),
        zone="Europe/Berlin",
        outcome=Outcome.MISSED,
    )
    with open_() as journal:
        journal.courses.record(course)
        journal.sessions.record(held)
        journal.sessions.record(missed)
        journal.practices.record(
            Practice(text="walk", agreed_on=date(2026, 1, 5), session_id=held.id)
        )
        journal.bring_ups.record(
            BringUp(text="said", state=BringUpState.BROUGHT_UP, session_id=held.id)
        )

    first, second = show("sessions")

    assert (first["number"], second["number"]) == (8, None)
    assert (first["notes"], first["outcome"], first["place"]) == (HTML, "attended", None)
    assert first["planned_for"] == "2026-01-05T14:00:00"
    assert (first["starts_at"], first["day"]) == ("2026-01-05T14:00:00+01:00", "2026-01-05")
    assert second["starts_at"] == "2026-07-06T14:00:00+02:00"
    assert [each["text"] for each in first["agreed"]] == ["walk"]
    assert [each["text"] for each in first["bring_ups"]] == ["said"]
    assert [each["id"] for each in show("sessions", "--to", "2026-01-05")] == [held.id]


def test_questionnaires_are_shown_as_they_were_ticked(show, open_):
    kept = [
        Assessment(
            instrument="phq9",
            version=1,
            day=date(2026, 1, day),
            taken_at=datetime(2026, 1, day, 21, 5, tzinfo=WINTER),
            answers={n: n % 4 for n in range(1, 10)},
            functional=1,
            total=13,
            band="moderate",
        )
        for day in (2, 16)
    ]
    with open_() as journal:
        for each in kept:
            journal.measures.record(each)

    first, second = show("assessments")

    assert (first["instrument"], first["total"], first["band"]) == ("phq9", 13, "moderate")
    assert first["answers"] == {str(n): n % 4 for n in range(1, 10)}
    assert (first["day"], first["taken_at"]) == ("2026-01-02", "2026-01-02T21:05:00+01:00")
    assert show("assessments", "--from", "2026-01-03") == [second]


def test_forms_of_a_therapist_are_shown_with_their_totals(show, open_):
    form = Form(name=HTML, low=0, high=63)
    with open_() as journal:
        journal.measures.record_form(
            form,
            FormTotal(form_id=form.id, day=date(2026, 1, 2), total=20.5),
            FormTotal(form_id=form.id, day=date(2026, 1, 16), total=18),
        )

    (shown,) = show("forms")
    (later,) = show("forms", "--from", "2026-01-03")

    assert (shown["name"], shown["better"], shown["high"]) == (HTML, None, 63)
    assert [each["total"] for each in shown["totals"]] == [20.5, 18]
    assert [each["total"] for each in later["totals"]] == [18]


def test_goals_are_shown_with_what_happened_on_the_way(show, open_):
    goal = Goal(text="speak up", began_on=date(2026, 1, 5), aim=8)
    moment = datetime(2026, 1, 6, 20, 0, tzinfo=WINTER)
    with open_() as journal:
        journal.goals.record(goal)
        journal.goals.log(GoalValue(goal_id=goal.id, noted_at=moment, day=moment.date(), value=3))
        journal.goals.add_win(Win(goal_id=goal.id, day=moment.date(), text="once"))

    (shown,) = show("goals", "--from", "2026-01-05", "--to", "2026-01-05")

    assert (shown["aim"], shown["measure"], shown["review_on"]) == (8, "own_rating", None)
    assert [each["value"] for each in shown["values"]] == [3]
    assert [each["text"] for each in shown["wins"]] == ["once"]
    assert shown["adjustments"] == []
    assert show("goals", "--from", "2026-01-06") == []


def test_scales_and_tags_give_ids_a_name(show, open_):
    with open_() as journal:
        tag = journal.tags.named("outdoors")

    assert show("tags") == [{"name": "outdoors", "merged_into": None, "id": tag.id}]
    assert "Mood" in {each["label"] for each in show("scales")}


def test_looking_changes_nothing(show, check, open_):
    with open_() as journal:
        journal.checkins.record(checkin(2, ratings={"mood": 7}))
    before = show("checkins")

    check()

    assert show("checkins") == before


def test_a_sound_journal_is_said_to_be_sound_with_its_counts(check, open_):
    with open_() as journal:
        journal.checkins.record(checkin(2, ratings={"mood": 7}))

    answer = check()

    assert (answer.code, answer.err) == (0, "")
    assert "Journal: mine\n" in answer.out
    assert "Check-ins: 1\n" in answer.out
    assert "Scales: 9\n" in answer.out
    assert "Sound: every page has its seal" in answer.out


def test_a_damaged_page_is_found_and_nothing_is_written(check, folder, open_):
    with open_() as journal:
        for day in range(1, 29):
            journal.checkins.record(checkin(day, lines=(NoteLine(text="x" * 4000),)))
    database = folder / "vault.db"
    data = bytearray(database.read_bytes())
    data[-2000] ^= 1
    database.write_bytes(data)

    answer = check()

    assert answer.code == 1
    assert "damaged: 1 bad page" in answer.err
    assert "Copy the whole folder before anything else" in answer.err
    assert "Sound" not in answer.out
    assert database.read_bytes() == data
