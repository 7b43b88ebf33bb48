"""How patterns, and what is known about them, are said on screen."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal.patterns import Month
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.wording import day_in_words

# A name quoted inside a sentence of the program, and on a chip.
_LONGEST_QUOTE: Final = 120
_FIELDS: Final = ("sets_off", "notice_first", "what_i_do", "may_protect", "rather_do")


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_patterns", text, "", count)


def in_short(name: str) -> str:
    """Return a name as one line that fits into a sentence or on a chip."""
    line = " ".join(name.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE].rstrip()} …"


def questions(prompts: Prompts) -> Sequence[tuple[str, str]]:
    """Return the field and the label of each of the five questions, in their order."""
    asked = prompts.pattern
    labels = (
        asked.sets_off,
        asked.notice_first,
        asked.what_i_do,
        asked.may_protect,
        asked.rather_do,
    )
    return [(field, _capital(label)) for field, label in zip(_FIELDS, labels, strict=True)]


def already_named(pattern: Pattern, *, today: date) -> str:
    """Say that there is a pattern of that name."""
    day = wording_sessions.day_and_month(pattern.named_on, today=today)
    return _tr("You have one of this name, named on {day}.").format(day=day)


def standing(pattern: Pattern, linked: int, *, today: date) -> str:
    """Return "Named 3 May. Seen in 14 entries.", for a list."""
    named = _tr("Named {day}.").format(
        day=wording_sessions.day_and_month(pattern.named_on, today=today)
    )
    if not linked:
        return named
    seen = _tr("Seen in one entry.") if linked == 1 else _tr("Seen in {count} entries.")
    return f"{named} {seen.format(count=linked)}"


def dates(pattern: Pattern, first_linked: date | None, *, today: date) -> str:
    """Say when it was named, and from when the first entry linked to it is."""
    named = _tr("You named it on {day}.").format(
        day=wording_sessions.day_and_month(pattern.named_on, today=today)
    )
    if first_linked is None:
        return named
    first = _tr("The first entry you linked to it is from {day}.").format(
        day=wording_sessions.day_and_month(first_linked, today=today)
    )
    return f"{named} {first}"


def suggests(kind: Kind, day: date, words: str, *, today: date, is_also: bool) -> str:
    """Ask about an entry that has a word of a pattern's name.

    Args:
        kind: A check-in or a therapy session.
        day: Its day.
        words: The words found there; empty where they are in the name of a tag.
        today: To leave out the year where it is this one.
        is_also: Whether other entries are linked already.
    """
    is_note = kind is Kind.CHECKIN
    if not words:
        sentence = _tr("An entry of {day} may be about it as well: is this it?")
    elif is_also:
        sentence = (
            _tr("A note of {day} also says “{words}”: is this it?")
            if is_note
            else _tr("Your notes on the session of {day} also say “{words}”: is this it?")
        )
    else:
        sentence = (
            _tr("A note of {day} says “{words}”: is this it?")
            if is_note
            else _tr("Your notes on the session of {day} say “{words}”: is this it?")
        )
    return sentence.format(day=wording_sessions.day_and_month(day, today=today), words=words)


def how_often(months: Sequence[Month]) -> str:
    """Say how often a pattern was seen, in one sentence."""
    if not months:
        return _tr("No entry is linked to it yet.")
    whole = sum(each.linked for each in months)
    seen = [each for each in months if each.linked]
    entries = _tr("one entry") if whole == 1 else _tr("{count} entries").format(count=whole)
    if len(seen) == 1:
        return _tr("{entries}, in {month}.").format(
            entries=_capital(entries), month=month_name(seen[0].first)
        )
    most = max(seen, key=_count)
    return _tr("{entries} in {months} months, the most in {month}: {most}.").format(
        entries=_capital(entries),
        months=len(seen),
        month=month_name(most.first),
        most=most.linked,
    )


def month_says(month: Month) -> str:
    """Say how one month was: "May 2026: 3 of 25 entries"."""
    name = month_name(month.first)
    if not month.entries:
        return _tr("{month}: nothing was written").format(month=name)
    return _tr("{month}: {linked} of {entries} entries").format(
        month=name, linked=month.linked, entries=month.entries
    )


def month_name(day: date) -> str:
    """Return "May 2026"."""
    return day_in_words(day, "MMMM yyyy")


def tag_with_count(name: str, count: int) -> str:
    """Return "family, on 31 check-ins"."""
    on = _tr("on one check-in") if count == 1 else _tr("on {count} check-ins").format(count=count)
    return _tr("{name}, {count}").format(name=in_short(name), count=on)


def merged(name: str) -> str:
    """Say that another pattern was merged into the one shown."""
    return _tr("“{name}” was merged into this one.").format(name=in_short(name))


def _count(month: Month) -> int:
    return month.linked


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
