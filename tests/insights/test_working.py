import pytest

from sessiondesk.insights.questionnaire_change import ChangeClass
from sessiondesk.insights.working import (
    Line,
    Says,
    Sum,
    days,
    forms,
    goals,
    signs,
    together,
    working,
)

B, W, S, C = Says.BETTER, Says.WORSE, Says.STEADY, Says.CANT_TELL
UP, DOWN, NONE, OPEN = (
    ChangeClass.IMPROVED,
    ChangeClass.WORSENED,
    ChangeClass.NOT_RELIABLE,
    ChangeClass.NOT_JUDGED,
)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ([UP, UP], B),
        ([UP, NONE], S),
        ([UP, DOWN], W),
        ([NONE], S),
        ([OPEN], C),
        ([], C),
        ([UP, OPEN], B),
    ],
)
def test_the_worst_of_the_forms_counts(changes, says):
    assert forms(changes) is says


@pytest.mark.parametrize(
    ("directions", "says"),
    [([B, B, W], B), ([B, W, W], W), ([B, W], C), ([S, S, C], S), ([S, C], C), ([], C)],
)
def test_the_days_say_what_more_of_them_say(directions, says):
    assert days(directions) is says


@pytest.mark.parametrize(
    ("moved", "aims", "says"),
    [
        ([3.0], None, B),
        ([2.9], None, S),
        ([-3.0, 1.0], None, W),
        ([3.0, -3.0], None, S),
        ([], (3, 2), B),
        ([], (1, 2), W),
        ([], (2, 2), S),
        ([], None, C),
    ],
)
def test_goals_move_by_three_points_or_by_aims_met(moved, aims, says):
    assert goals(moved, aims) is says


@pytest.mark.parametrize(
    ("ticked", "says"), [([], C), ([3], C), ([9, 3, 4], B), ([3, 2], W), ([2, 2], S)]
)
def test_signs_are_the_last_sheet_against_the_one_before(ticked, says):
    assert signs(ticked) is says


@pytest.mark.parametrize(
    ("fit", "says"),
    [
        ([5.0] * 11, C),
        ([5.0] * 6 + [6.0] * 6, B),
        ([5.0] * 6 + [4.0] * 6, W),
        ([5.0] * 6 + [5.9] * 6, S),
        ([0.0] * 9 + [5.0] * 12, S),
    ],
)
def test_working_together_is_six_sessions_against_six(fit, says):
    assert together(fit) is says


def lines(*said):
    return list(zip(Line, said, strict=True))


@pytest.mark.parametrize(
    ("said", "found", "way", "pointing"),
    [
        ((B, B, B, C, S), Sum.POINTS_ONE_WAY, B, 3),
        ((B, B, B, B, W), Sum.MIXED, C, 0),
        ((W, W, W, C, C), Sum.POINTS_ONE_WAY, W, 3),
        ((S, S, S, B, C), Sum.POINTS_ONE_WAY, S, 3),
        ((B, S, C, C, C), Sum.MIXED, C, 0),
        ((B, C, C, C, C), Sum.CANT_TELL, C, 0),
        ((C, C, C, C, C), Sum.CANT_TELL, C, 0),
    ],
)
def test_one_sentence_and_never_one_number(said, found, way, pointing):
    got = working(lines(*said), sessions=12, is_boundary_crossed=False)

    assert (got.sum, got.way, got.pointing) == (found, way, pointing)


def test_three_sessions_are_too_early():
    assert working(lines(B, B, B, B, B), sessions=3, is_boundary_crossed=False).sum is (
        Sum.TOO_EARLY
    )


def test_worse_on_a_form_or_a_boundary_comes_first():
    assert working(lines(W, B, B, B, B), sessions=9, is_boundary_crossed=False).worse_first
    assert working(lines(B, B, B, B, B), sessions=9, is_boundary_crossed=True).worse_first
    assert not working(lines(B, W, B, B, B), sessions=9, is_boundary_crossed=False).worse_first
