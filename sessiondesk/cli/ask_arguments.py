"""What can be said after ``sessiondesk ask``."""

import argparse
import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from sessiondesk.domain.period import EARLIEST_DAY, Period

QUESTIONS: Final = (
    "change",
    "days",
    "first",
    "trend",
    "together",
    "after-sessions",
    "weekdays",
    "turn",
    "working",
)

# Of each question: what one of has to be there, and what else may be.
_OPTIONS: Final[Mapping[str, tuple[Collection[str], Collection[str]]]] = {
    "change": (("scale",), ("now", "then")),
    "days": (("scale", "yes", "tag"), ("at_least", "now", "then")),
    "first": (("text", "pattern"), ()),
    "trend": (("scale",), ("first", "last")),
    "together": ((), ("next_day",)),
    "after-sessions": ((), ("scale",)),
    "weekdays": (("scale",), ()),
    "turn": (("scale", "form"), ()),
    "working": ((), ()),
}
_ALL: Final = sorted({each for one, other in _OPTIONS.values() for each in (*one, *other)})
_WORDS: Final = {"first": "from", "last": "to"}
_LATEST_DAY: Final = date(2999, 12, 31)
_NUMBER: Final = re.compile(r"\d{1,2}(\.\d{1,6})?", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

_EPILOG: Final = """\
  change          how much has it changed between two stretches of time?
  days            on how many days a week was it so?
  first           when was it first written about?
  trend           which way is it going over the whole time?
  together        what goes together with better or worse days?
  after-sessions  is it worse after sessions?
  weekdays        are some weekdays harder?
  turn            was there a turning point?
  working         is this working? Five lines, and never one number.

NAME is what something is called in the journal, or its id; sleep stands for hours slept. A..B is
two days like 2026-01-01..2026-01-31, both included. Where --now is left out it is the last 28
days; where change has no --then it is the 28 days before them. Not enough days is an answer too.
The keys of the answer are in resources/docs/ask.md.
"""


def add(command: argparse.ArgumentParser) -> None:
    """Add what can be said to the reader of ``ask``, behind the journal."""
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    command.epilog = _EPILOG
    command.add_argument("question", choices=QUESTIONS, metavar="QUESTION", help="see below")
    command.add_argument("--scale", metavar="NAME", help="which rating, or sleep")
    command.add_argument(
        "--yes", metavar="NAME", help="which yes / no question, sleep_interference or interference"
    )
    command.add_argument(
        "--tag", metavar="NAME", help="which tag, pattern, agreed thing or family of feelings"
    )
    command.add_argument("--form", metavar="NAME", help="which questionnaire or form")
    command.add_argument("--text", metavar="WORDS", help="which words")
    command.add_argument("--pattern", metavar="NAME", help="which pattern")
    command.add_argument(
        "--at-least", metavar="N", type=_number, help="from which value on a day counts; else 6"
    )
    command.add_argument("--now", metavar="A..B", type=period, help="the newer stretch of time")
    command.add_argument("--then", metavar="A..B", type=period, help="the older one")
    command.add_argument("--from", dest="first", metavar="A", type=day, help="the first day")
    command.add_argument("--to", dest="last", metavar="B", type=day, help="the last, included")
    command.add_argument(
        "--next-day", action="store_true", default=None, help="look at the following day instead"
    )
    command.add_argument(
        "--date", metavar="YYYY-MM-DD", type=day, help="the day it is asked on; today if left out"
    )
    command.add_argument("--json", action="store_true", help="the only form there is")


def problem(said: argparse.Namespace) -> str:
    """Return why what was said makes no sense; empty where it does."""
    needed, further = _OPTIONS[said.question]
    given = [each for each in _ALL if getattr(said, each) is not None]
    stray = [each for each in given if each not in needed and each not in further]
    if stray:
        return f"{_flag(stray[0])} has no meaning for {said.question}"
    chosen = [each for each in needed if each in given]
    if needed and not chosen:
        one_of = " or ".join(_flag(each) for each in needed)
        return f"the following arguments are required for {said.question}: {one_of}"
    if len(chosen) > 1:
        return f"{_flag(chosen[0])} and {_flag(chosen[1])} are two questions"
    if said.at_least is not None and said.scale is None:
        return "--at-least is for a --scale"
    return _wrong_time(said)


def _wrong_time(said: argparse.Namespace) -> str:
    if said.first and said.last and said.last < said.first:
        return "--to is before --from"
    if said.now and said.then and said.then.last >= said.now.first:
        return "--then has to end before --now begins"
    if said.question == "change" and said.now and not said.then:
        return "the following arguments are required beside --now: --then"
    ends = [each.last for each in (said.now, said.then) if each]
    latest = max([*ends, *(each for each in (said.first, said.last) if each)], default=date.min)
    if said.date and said.question == "first":
        return "--date has no meaning for first"
    if said.date and latest > said.date:
        return "what is asked about goes on after --date"
    return ""


def _flag(name: str) -> str:
    return f"--{_WORDS.get(name, name).replace('_', '-')}"


def period(text: str) -> Period:
    """Read two days with two dots between them.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    first, dots, last = text.partition("..")
    if not dots:
        raise argparse.ArgumentTypeError("write two days like 2026-01-01..2026-01-31")
    one, other = day(first), day(last)
    if other < one:
        raise argparse.ArgumentTypeError("the second day is before the first")
    return Period(first=one, last=other)


def day(text: str) -> date:
    """Read a day.

    Raises:
        argparse.ArgumentTypeError: It is none, or no record can be from then.
    """
    if not _DAY.fullmatch(text):
        raise argparse.ArgumentTypeError("write the day like 2026-05-14")
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("there is no such day") from None
    if not EARLIEST_DAY <= found <= _LATEST_DAY:
        # Windows reach months back and a week on, which the calendar must have.
        raise argparse.ArgumentTypeError("there is no record from before 1900 or after 2999")
    return found


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise argparse.ArgumentTypeError("write a number like 6 or 7.5")
    return float(text)
