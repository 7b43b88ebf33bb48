from datetime import datetime

from sessiondesk.domain.ids import CourseId
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.insights.attendance import Attendance, attendance


def sessions(*outcomes):
    return [
        TherapySession(
            course_id=CourseId("c"),
            planned_for=datetime(2026, 3, 5, 14, 0),
            zone="Europe/Berlin",
            outcome=outcome,
        )
        for outcome in outcomes
    ]


def test_every_outcome_is_counted_under_its_own_name():
    found = attendance(
        sessions(
            *[Outcome.ATTENDED] * 6,
            *[Outcome.LATE] * 5,
            *[Outcome.CANCELLED_BY_ME] * 4,
            *[Outcome.CANCELLED_BY_THERAPIST] * 3,
            *[Outcome.MISSED] * 2,
            Outcome.PLANNED,
        )
    )

    assert found == Attendance(
        attended=6,
        late=5,
        cancelled_by_me=4,
        cancelled_by_therapist=3,
        missed=2,
        planned=1,
    )


def test_a_late_session_was_held_and_one_the_therapist_called_off_was_not_offered():
    found = attendance(
        sessions(
            Outcome.ATTENDED,
            Outcome.LATE,
            Outcome.CANCELLED_BY_ME,
            Outcome.CANCELLED_BY_THERAPIST,
            Outcome.MISSED,
            Outcome.PLANNED,
        )
    )

    assert (found.held, found.offered) == (2, 4)


def test_no_sessions_are_no_attendance():
    assert attendance([]).offered == 0
