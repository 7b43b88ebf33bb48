"""Pieces of what the prep sheet says. QtCore only."""

import unicodedata
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.goal import Measure
from sessiondesk.domain.practice import PracticeState
from sessiondesk.domain.scale import Better
from sessiondesk.insights.questionnaire_change import Crossing, ScoreChange
from sessiondesk.prepsheet.material import Agreed, GoalStanding
from sessiondesk.ui.wording import day_in_words, number
from sessiondesk.ui.wording_measures import figure, points

_TURNS: Final = {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "PDF", "PDI"}
_ISOLATE: Final = "\N{FIRST STRONG ISOLATE}"
_END_OF_ISOLATE: Final = "\N{POP DIRECTIONAL ISOLATE}"


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_sheet", text, "", count)


def how_often(item: Agreed) -> str:
    """Return how often something agreed was done, or what became of it."""
    practice = item.practice
    if practice.state is PracticeState.DROPPED:
        return _tr("let go")
    if practice.days_a_week is not None:
        return _tr("%n of the last 7 days", item.days_done)
    done_on = item.last_done_on or practice.ended_on
    if done_on is None:
        return _tr("done") if practice.state is PracticeState.DONE else _tr("not yet")
    return _tr("done {day}").format(day=day_in_words(done_on, "d MMMM"))


def goal_standing(standing: GoalStanding) -> str:
    """Return where a goal began and where it is."""
    if standing.first is None:
        return _tr("no value yet")
    first = number(standing.first)
    if standing.last is None:
        words = _tr("{first} so far").format(first=first)
    else:
        words = _tr("{first} at first, now {last}, {change}").format(
            first=first,
            last=number(standing.last),
            change=_change(standing.first, standing.last),
        )
    if standing.goal.measure in {Measure.PRACTICE_DAYS, Measure.TAG_DAYS}:
        return _tr("days a week: {words}").format(words=words)
    return words


def _change(first: float, last: float) -> str:
    difference = last - first
    if number(abs(difference)) == "0":
        return _tr("the same")
    words = _tr("up {points}") if difference > 0 else _tr("down {points}")
    return words.format(points=number(abs(difference)))


def moved(before: float, after: float) -> str:
    """Return by how many points a score moved; nothing is made of it."""
    if figure(before) == figure(after):
        return _tr("the same")
    words = _tr("{points} lower") if after < before else _tr("{points} higher")
    return words.format(points=points(after - before))


def crossed(change: ScoreChange, better: Better | None) -> str:
    """Return that a cut-off was passed; empty where it was not."""
    if change.crossing not in {Crossing.OUT, Crossing.INTO}:
        return ""
    is_now_below = (change.crossing is Crossing.OUT) is (better is Better.LOWER)
    return _tr("now below the cut-off") if is_now_below else _tr("now above the cut-off")


def one_line(text: str, longest: int) -> str:
    """Return what a person wrote as one line, cut where it is longer than that."""
    # A text may be very long: no more of it is looked at than can be shown.
    words = " ".join(text[: 2 * longest].split())
    if len(words) > longest or len(text) > 2 * longest:
        # At the end of a word: half a name would still be one, and found in no list of names.
        whole, _, _ = words[: longest + 1].rpartition(" ")
        words = f"{whole or words[:longest]} …"
    if any(unicodedata.bidirectional(letter) in _TURNS for letter in words):
        # What runs the other way must not carry our own words along with it.
        return f"{_ISOLATE}{words}{_END_OF_ISOLATE}"
    return words


def joined(parts: Iterable[str]) -> str:
    """Return what is said of one thing, with commas between."""
    return ", ".join(parts)
