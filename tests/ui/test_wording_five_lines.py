import pytest

from sessiondesk.insights.evidence_lines import Rest
from sessiondesk.insights.working import Line, Says
from sessiondesk.ui import wording_five_lines


def rest(line, **more):
    return wording_five_lines.rest(Rest(line=line, **{"says": Says.CANT_TELL, **more}))


@pytest.mark.parametrize(
    ("line", "seen", "words"),
    [
        (
            Line.FORMS,
            {"better": 1, "worse": 1, "steady": 1, "of": 4},
            (
                "4 questionnaires since the start: 1 reliably better, 1 reliably worse, "
                "1 within the wobble of the form, 1 without a rule for it."
            ),
        ),
        (
            Line.FORMS,
            {},
            "Two results of one questionnaire are needed, far enough apart.",
        ),
        (
            Line.DAYS,
            {"better": 2, "worse": 1, "steady": 1, "of": 5},
            "5 ratings: 2 better, 1 worse, 1 steady, 1 can’t be told.",
        ),
        (Line.DAYS, {"better": 1, "of": 1, "says": Says.BETTER}, "One rating: better."),
        (Line.DAYS, {}, "There is no rating with answers yet."),
        (
            Line.GOALS,
            {"better": 1, "of": 2, "now": 3, "before": 1},
            (
                "2 goals: 1 closer by 3 points or more, 1 moved less. "
                "Weekly aims met: 3 in the last four weeks, 1 in the four before."
            ),
        ),
        (
            Line.GOALS,
            {"better": 1, "worse": 2, "of": 3},
            ("3 goals: 1 closer by 3 points or more, 2 further away by 3 points or more."),
        ),
        (Line.GOALS, {"better": 1, "of": 1}, "One goal is closer by 3 points or more."),
        (Line.GOALS, {"worse": 1, "of": 1}, "One goal is further away by 3 points or more."),
        (Line.GOALS, {"of": 1}, "One goal moved by less than 3 points."),
        (Line.GOALS, {}, "Two ratings of one goal are needed, or a weekly aim."),
        (
            Line.SIGNS,
            {"now": 9, "before": 4},
            "9 signs on the last sheet, 4 on the one before.",
        ),
        (Line.SIGNS, {}, "Two sheets, four weeks apart, are needed to compare."),
        (
            Line.TOGETHER,
            {"now": 7.3, "before": 6.0, "known": 12},
            "7.3 of 10 over the last six sessions, 6.0 over the six before.",
        ),
        (
            Line.TOGETHER,
            {"now": 7.0, "known": 5},
            "5 sessions have ratings so far; from 12 on I can compare.",
        ),
        (Line.TOGETHER, {}, "No session has ratings yet; from 12 on I can compare."),
        (
            Line.TOGETHER,
            {"known": 1},
            "One session has ratings so far; from 12 on I can compare.",
        ),
    ],
)
def test_each_line_says_what_it_rests_on_or_what_is_missing(line, seen, words):
    assert rest(line, **seen) == words
