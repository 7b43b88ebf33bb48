"""Results of questionnaires, with answers that add up."""

from datetime import date, timedelta

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.instrument import Instrument
from sessiondesk.insights import scoring
from sessiondesk.journal import Journal


def answers_for(instrument: Instrument, total: int) -> dict[int, int]:
    """Return some answers that add up to ``total``."""
    left = total // instrument.scoring.method.factor - instrument.lowest * len(instrument.items)
    answers = {}
    for item in instrument.items:
        given = min(left, instrument.highest - instrument.lowest)
        left -= given
        value = instrument.lowest + given
        is_turned = item.n in instrument.scoring.reversed_items
        answers[item.n] = instrument.highest + instrument.lowest - value if is_turned else value
    return answers


def assessment(journal: Journal, id_: str, total: int, day: date) -> Assessment:
    """Return one instrument filled in with that total."""
    instrument = journal.measures.instruments.find(id_)
    assert instrument is not None
    answers = answers_for(instrument, total)
    score = scoring.score(instrument, answers)
    assert score.total == total
    return Assessment(
        instrument=id_,
        version=instrument.version,
        day=day,
        answers=answers,
        total=score.total,
        band=score.band,
    )


def fill_in(journal: Journal, id_: str, totals: list[int], *, last: date, every: int = 14) -> None:
    """Keep a result every two weeks, the last of them on ``last``."""
    for ago, total in enumerate(reversed(totals)):
        journal.measures.record(
            assessment(journal, id_, total, last - timedelta(days=every * ago))
        )
