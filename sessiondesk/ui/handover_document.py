"""A hand-over for a next therapist: what can stand on it, what was chosen, and the document."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.ui.paper.document import (
    Before,
    Content,
    Document,
    Paragraph,
    Section,
    Table,
)
from sessiondesk.ui.wording import day_in_words

MOST_PAGES: Final = 2
CHOICE: Final = "handover_lines"
"""Names the draft with what was chosen; never changed."""


class Part(StrEnum):
    """The parts, in their order. The values are kept with what was chosen."""

    WHY = "why"
    COURSE = "course"
    HELPED = "helped"
    GOALS = "goals"
    MEASURES = "measures"
    EVENTS = "events"
    PATTERNS = "patterns"
    NEXT = "next"
    SAFETY = "safety"


class Field(StrEnum):
    """What the person writes for it. The values name drafts and are never changed."""

    WHY = "handover_why"
    HELPED = "handover_helped"
    DID_NOT_HELP = "handover_did_not_help"
    NEXT = "handover_next"
    SAFETY = "handover_safety"


FIELDS: Final[Mapping[Part, tuple[Field, ...]]] = {
    Part.WHY: (Field.WHY,),
    Part.HELPED: (Field.HELPED, Field.DID_NOT_HELP),
    Part.NEXT: (Field.NEXT,),
    Part.SAFETY: (Field.SAFETY,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that can go on it.

    Attributes:
        key: What the choice remembers it by; never changed for the same thing.
        text: What it says.
        caption: Small, below it; may be empty.
        is_own: Whether the person wrote it.
        is_offered: Whether it goes on unless the person takes it off. Whatever is private waits
            for the person's own hand.
        cells: Its figures, where it is a row of the table of measures: first, last, in words.
    """

    key: str
    text: str = field(repr=False)
    caption: str = field(default="", repr=False)
    is_own: bool = False
    is_offered: bool = False
    cells: tuple[str, str, str] | None = field(default=None, repr=False)


Lines = Mapping[Part, Sequence[Line]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the person switched by hand, against what is offered.

    Attributes:
        on: Keys of lines that go on it.
        off: Keys of lines that do not.
        parts_off: Parts of which nothing goes on it.
    """

    on: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    parts_off: frozenset[str] = frozenset()

    def takes(self, line: Line) -> bool:
        """Return whether a line goes on it, as far as its part does."""
        return line.key in self.on or (line.is_offered and line.key not in self.off)

    def switched(self, line: Line, *, is_on: bool) -> "Choice":
        """Return the choice with one line switched."""
        on, off = self.on - {line.key}, self.off - {line.key}
        if is_on and not line.is_offered:
            on |= {line.key}
        if not is_on and line.is_offered:
            off |= {line.key}
        return replace(self, on=on, off=off)

    def part_switched(self, part: Part, *, is_on: bool) -> "Choice":
        """Return the choice with a whole part switched; its lines stay as they are."""
        parts = self.parts_off - {part} if is_on else self.parts_off | {part}
        return replace(self, parts_off=parts)

    def as_text(self) -> str:
        """Return it as the text of a draft."""
        kept = {
            "on": sorted(self.on),
            "off": sorted(self.off),
            "parts_off": sorted(self.parts_off),
        }
        return json.dumps(kept)


def choice_from(text: str | None) -> Choice:
    """Return what ``as_text`` gave; what cannot be read is as if nothing had been switched."""
    try:
        told = json.loads(text or "{}")
    except ValueError:
        return Choice()
    if not isinstance(told, dict):
        return Choice()
    return Choice(
        on=_texts(told.get("on")),
        off=_texts(told.get("off")),
        parts_off=_texts(told.get("parts_off")),
    )


def _texts(told: object) -> frozenset[str]:
    return frozenset(map(str, told)) if isinstance(told, list) else frozenset()


def title() -> str:
    """Return the title of the document, which is also that of its PDF."""
    return _tr("Hand-over")


def part_title(part: Part) -> str:
    """Return what a part is called, on screen and on paper."""
    return {
        Part.WHY: _tr("Why I came"),
        Part.COURSE: _tr("This therapy"),
        Part.HELPED: _tr("What helped, and what did not"),
        Part.GOALS: _tr("Goals"),
        Part.MEASURES: _tr("Measures"),
        Part.EVENTS: _tr("Medicines and life events"),
        Part.PATTERNS: _tr("Patterns I have named"),
        Part.NEXT: _tr("What I would like next"),
        Part.SAFETY: _tr("Safety"),
    }[part]


def field_name(field_: Field) -> str:
    """Return what a field is called."""
    return {
        Field.WHY: _tr("Why I came, in my own words"),
        Field.HELPED: _tr("What helped"),
        Field.DID_NOT_HELP: _tr("What did not, or not yet"),
        Field.NEXT: _tr("What I would like next, in my own words"),
        Field.SAFETY: _tr("What to know about my safety"),
    }[field_]


def field_invitation(field_: Field) -> str:
    """Return the faint words that stand in a field with nothing in it."""
    return {
        Field.WHY: _tr("What it was like in the first weeks, and what I hoped for"),
        Field.HELPED: _tr("Something we did, something you said, something I kept doing"),
        Field.DID_NOT_HELP: _tr("What I would not want to repeat, or was too early"),
        Field.NEXT: _tr("Where I would like to go on, and how I like to work"),
        Field.SAFETY: _tr("Only what I want the next person to know"),
    }[field_]


def document(
    lines: Lines,
    words: Mapping[Field, str],
    choice: Choice,
    *,
    held: int,
    today: date,
) -> Document:
    """Return what goes on paper.

    Args:
        lines: What can go on it.
        words: What the person wrote.
        choice: What was switched.
        held: How many sessions of the therapy there were.
        today: The day it is made.
    """
    return Document(
        title=title(),
        when=day_in_words(today, "dddd d MMMM yyyy"),
        source=_tr("Written by me, from my own record of {sessions}.").format(
            sessions=_tr("one session") if held == 1 else _tr("%n sessions", held)
        ),
        sections=tuple(
            Section(
                title=part_title(part),
                note=_note(part, lines, choice),
                content=tuple(_content(part, lines, words, choice)),
            )
            for part in Part
            if part not in choice.parts_off
        ),
    )


def _content(
    part: Part, lines: Lines, words: Mapping[Field, str], choice: Choice
) -> Sequence[Content]:
    fields = [each for each in FIELDS.get(part, ()) if words.get(each, "").strip()]
    content: list[Content] = []
    for each in fields:
        # Two fields of one part are told apart by their names.
        if len(FIELDS[part]) > 1:
            content.append(Paragraph(text=field_name(each) + _tr(":")))
        content.append(Paragraph(text=words[each].strip(), is_own=True))
    taken = [line for line in lines.get(part, ()) if choice.takes(line)]
    rows = [(line.text, *line.cells) for line in taken if line.cells is not None]
    if rows:
        heads = ("", _tr("Start"), _tr("Last"), _tr("In words"))
        content.append(Table(heads=heads, rows=tuple(rows), figures=frozenset({1, 2})))
    content += [
        Paragraph(
            text=line.text,
            caption="" if line.key.startswith(FINDING) else line.caption,
            is_own=line.is_own,
            before=Before.DASH,
        )
        for line in taken
        if line.cells is None
    ]
    return content


def _note(part: Part, lines: Lines, choice: Choice) -> str:
    found = [
        line for line in lines.get(part, ()) if line.key.startswith(FINDING) and choice.takes(line)
    ]
    if found:
        # All of them are of one day, so it is said once.
        return _tr("computed sentences: {when}, and “you” in them is me").format(
            when=found[0].caption
        )
    return _tr("from my own record, self-reported") if part is Part.MEASURES else ""


FINDING: Final = "finding:"
"""Begins the keys of sentences that the program worked out, which speak to the person."""


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("handover", text, "", count)
