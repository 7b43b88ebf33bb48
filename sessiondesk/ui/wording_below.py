"""What stands in the cards below the chart, and how a week was remembered. QtCore only."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.afterwards import DayAfter
from sessiondesk.domain.period import Period
from sessiondesk.domain.recall import Recall
from sessiondesk.journal.recalls import Remembered
from sessiondesk.ui.insight_names import quoted
from sessiondesk.ui.wording import average, day_in_words, days_from_to, number


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_below", text, "", count)


# After sessions.


def session(number_: int | None, day: date, today: date) -> str:
    """Return how a session is called in the small table: "8, 7 May"."""
    when = day_in_words(day, "d MMM" if day.year == today.year else "d MMM yyyy")
    return when if number_ is None else f"{number_}, {when}"


def day_after(answer: DayAfter | None) -> str:
    """Return the answer about the day after a session, short enough for a table."""
    return {
        None: "",
        DayAfter.LIGHTER: _tr("lighter"),
        DayAfter.SAME: _tr("about the same"),
        DayAfter.STIRRED_CLEAR: _tr("stirred up, makes sense"),
        DayAfter.STIRRED_UNCLEAR: _tr("stirred up, unclear why"),
        DayAfter.WORSE_ABOUT_MYSELF: _tr("worse about myself"),
    }[answer]


# What goes together, the following day.


def association_next_day(difference: float, tag: str, name: str, days: int) -> str:
    """Say what the following day is like, after days with a tag; never why."""
    pattern = (
        _tr(
            "On the day after {tag}, {name} was about {size} higher than on other days of the "
            "same week ({days} days)."
        )
        if difference > 0
        else _tr(
            "On the day after {tag}, {name} was about {size} lower than on other days of the "
            "same week ({days} days)."
        )
    )
    return pattern.format(tag=quoted(tag), name=name, size=average(abs(difference)), days=days)


# How a week was remembered.


def recalled(recall: Recall) -> str:
    """Return which days somebody looked back on: "5 to 11 May 2026"."""
    return days_from_to(Period(first=recall.first, last=recall.last))


def remembered(found: Remembered, of: int) -> str:
    """Say what was remembered of one rating beside what was noted; neither is put right.

    Args:
        found: Both.
        of: How many days were looked back on.
    """
    name = found.scale.label.lower() if found.scale.is_built_in else quoted(found.scale.label)
    said = number(found.said)
    if found.noted is None:
        return _tr(
            "You remembered {name} at about {said}. It was noted on {days} of {of} days, which "
            "is too few to put beside it."
        ).format(name=name, said=said, days=found.days, of=of)
    return _tr(
        "You remembered {name} at about {said}; on the days you noted it was {noted} "
        "({days} of {of} days)."
    ).format(name=name, said=said, noted=average(found.noted), days=found.days, of=of)


def on_memory() -> str:
    """Say why the two may differ, and that neither is wrong."""
    return _tr("Memory tends to keep the hardest and the latest moments; both are worth telling.")
