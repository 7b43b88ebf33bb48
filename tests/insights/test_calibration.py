"""The shares in resources/docs/honesty.md, held loosely: the full counts are in tests/bench."""

import pytest

from sessiondesk import paths
from tests.bench import calibration
from tests.bench.calibration import BEGIN, END, FALSE, TRUE

RUNS = {"Q8": 25, "Q9": 40}
LOOSELY = 0.06
"""So much more than its limit a share of few diaries may be; a seed always gives the same."""

QUICK = [held for held in FALSE if held.asked is not calibration.anything_together]


@pytest.mark.parametrize("held", QUICK, ids=lambda held: held.what)
def test_little_is_said_where_nothing_is(held):
    runs = RUNS.get(held.what[:2], 100)

    found = calibration.false_share(held, 0.4, 0.3, runs)

    assert found <= held.limits[2] + LOOSELY


@pytest.mark.parametrize("row", TRUE, ids=lambda row: row.what)
def test_what_is_large_is_found(row):
    found = calibration.true_share(row, row.sizes[-1], 0.2, 0.15, RUNS.get(row.what[:2], 60))

    assert found >= 0.7


def test_the_document_has_every_row_of_the_tables():
    told = (paths.resources() / "docs" / "honesty.md").read_text(encoding="utf-8")
    numbers = told[told.index(BEGIN) : told.index(END)]

    sizes = [row.what.format(size=f"{size:g}") for row in TRUE for size in row.sizes]
    for what in (*(held.what for held in FALSE), *sizes):
        assert f"| {what} | " in numbers
    assert f"{calibration.RUNS} diaries a cell" in numbers
    assert "python -m tests.bench.calibration" in told


def test_days_taken_as_independent_would_be_wrong_far_more_often(monkeypatch):
    """What is held here notices a method that is too sure."""
    monkeypatch.setattr("sessiondesk.insights.change.persistence", lambda _values: 0.0)
    held = next(each for each in FALSE if each.asked is calibration.left_out)

    assert calibration.false_share(held, 0.7, 0.0, 60) > held.limits[3] + LOOSELY
