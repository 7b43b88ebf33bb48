"""How one therapy is told: plain sums, vague where nothing more is known, and no verdict."""

from dataclasses import replace
from datetime import date

import pytest

from sessiondesk import paths
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.course import Course
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.period import Period
from sessiondesk.exchange import instrument_file
from sessiondesk.insights.course_strip import Attendance, Record, Strip, strip
from sessiondesk.ui import wording_course

BEGAN = date(2026, 3, 12)
TODAY = date(2026, 5, 12)
COURSE = Course(started_on=BEGAN)
NOTHING = Attendance(kept=0, offered=0, cancelled_by_me=0, cancelled_by_therapist=0, missed=0)
EVERY_REASON = "2 cancelled by you, one cancelled by your therapist, 3 missed"
PHQ9 = instrument_file.load(paths.resources() / "instruments").find("phq9")


def a_strip(held=14, *, course=COURSE, next_on=None):
    return Strip(
        course=course,
        period=Period(first=BEGAN, last=TODAY),
        marks=(),
        attendance=NOTHING,
        held=held,
        next_on=next_on,
        stories=(),
    )


@pytest.mark.parametrize(
    ("held", "course", "says"),
    [
        (0, COURSE, "No session yet; it began on 12 March 2026."),
        (1, COURSE, "One session since 12 March 2026."),
        (14, COURSE, "14 sessions since 12 March 2026."),
        (
            14,
            replace(COURSE, sessions_before=4),
            "14 sessions since 12 March 2026, 4 of them before this record.",
        ),
        (
            1,
            replace(COURSE, ended_on=date(2026, 4, 1)),
            "One session from 12 March 2026 to 1 April 2026.",
        ),
        (
            0,
            replace(COURSE, ended_on=date(2026, 4, 1)),
            "No session from 12 March 2026 to 1 April 2026.",
        ),
        # An end that is still to come is not said as if it had been.
        (3, replace(COURSE, ended_on=date(2026, 9, 1)), "3 sessions since 12 March 2026."),
    ],
)
def test_sessions_so_far_are_counted_from_the_first_day(held, course, says):
    assert wording_course.so_far(a_strip(held, course=course)) == says


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (None, ""),
        (1, "One was agreed or expected."),
        (20, "20 were agreed or expected."),
    ],
)
def test_what_was_expected_is_said_where_somebody_said_it(number, says):
    course = replace(COURSE, expected_sessions=number)

    assert wording_course.expected(a_strip(course=course)) == says


def test_the_next_appointment_is_said_where_one_is_noted():
    assert wording_course.coming(a_strip()) == ""
    found = wording_course.coming(a_strip(next_on=date(2026, 5, 14)))
    assert found == "The next one is on 14 May 2026."


@pytest.mark.parametrize(
    ("kept", "mine", "theirs", "missed", "says"),
    [
        (0, 0, 0, 0, "Nothing written down yet."),
        (1, 0, 0, 0, "One appointment, and it was kept."),
        (9, 0, 0, 0, "All 9 appointments kept."),
        (9, 1, 0, 0, "9 of 10 appointments kept: one cancelled by you."),
        (
            9,
            2,
            1,
            3,
            f"9 of 15 appointments kept: {EVERY_REASON}.",
        ),
        (0, 0, 2, 1, "0 of 3 appointments kept: 2 cancelled by your therapist, one missed."),
    ],
)
def test_attendance_is_told_by_reason(kept, mine, theirs, missed, says):
    value = Attendance(
        kept=kept,
        offered=kept + mine + theirs + missed,
        cancelled_by_me=mine,
        cancelled_by_therapist=theirs,
        missed=missed,
    )

    assert wording_course.attendance(value) == says
    on_paper = says.replace("by your", "by my").replace("by you", "by me")
    assert wording_course.attendance(value, on_paper=True) == on_paper


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ((), "No review yet."),
        ((BEGAN,), "One review: 12 March 2026."),
        ((BEGAN, TODAY), "2 reviews: 12 March 2026 and 12 May 2026."),
    ],
)
def test_reviews_are_told_with_their_days(days, says):
    assert wording_course.reviews(days) == says


def story(*totals):
    assert PHQ9 is not None
    taken = [
        Assessment(instrument="phq9", version=1, day=date(2026, 3 + n, 12), total=total)
        for n, total in enumerate(totals)
    ]
    (found,) = strip(COURSE, Record(results=((PHQ9, taken),)), today=TODAY).stories
    return wording_course.score_story(found)


def test_one_result_is_a_figure_and_nothing_more():
    assert story(16) == ("16, between 0 and 27, on 12 March 2026. Nothing to compare it with yet.")


def test_a_change_is_told_by_the_rule_of_the_form_with_its_count():
    assert story(16, 9) == (
        "7 points lower than at the start of this therapy, 16 to 9. It was in the range where a "
        "clinician would look closer; now it is below it. 2 results, the last on 12 April 2026."
    )
    assert "Too small to be sure of." in story(16, 15)


def test_totals_of_a_form_are_figures_and_nothing_is_made_of_them():
    form = Form(name="x")
    first = FormTotal(form_id=form.id, day=BEGAN, total=31)
    last = FormTotal(form_id=form.id, day=TODAY, total=28.5)

    assert wording_course.form_story([first]) == "31 on 12 March 2026."
    assert wording_course.form_story([first, last]) == "31 on 12 March 2026, 28.5 on 12 May 2026."


def test_the_usual_number_of_sessions_is_no_measure():
    said = wording_course.usual()

    assert "about 20" in said
    assert "no measure" in said
