"""A page as plain text, line by line as it would be read aloud."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from sessiondesk.exchange.outline import (
    Circles,
    Content,
    Entry,
    Figure,
    Grid,
    Listing,
    Outline,
    Part,
    Room,
    Sign,
    Words,
)

_QUOTED: Final = ("\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}")
# A sentence that has marks of its own, of whatever language, gets no others.
_HAS_MARKS: Final = {"Pi", "Pf"}
_BEFORE: Final = {
    Sign.DASH: "\N{EN DASH} ",
    Sign.TICK: "\N{BALLOT BOX} ",
    Sign.TICKED: "\N{BALLOT BOX WITH CHECK} ",
}
_TURNS: Final = {"R", "AL", "AN", "RLE", "RLO", "LRE", "LRO", "PDF"}
_ISOLATES: Final = {"RLI", "LRI", "FSI"}
_END_OF_ISOLATE: Final = "PDI"
_CONTROL: Final = {"Cc", "Cs"}
_LINE_ENDS: Final = {"\r": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "}


def to_text(outline: Outline) -> str:
    """Return everything that stands on the page, as text."""
    head = (outline.title, outline.session, outline.when, outline.source)
    parts = ["\n".join(clean(line) for line in head if line)]
    parts += ["\n".join(_part(part)) for part in outline.parts]
    parts += [clean(outline.foot)] if outline.foot else []
    return "\n\n".join(parts) + "\n"


def clean(text: str) -> str:
    """Return ``text`` without what no reader of plain text or of a web page can show."""
    text = text.replace("\r\n", "\n")
    return "".join(_cleaned(letter) for letter in text)


def isolated(text: str) -> str:
    """Return cleaned ``text`` so that what runs the other way in it carries nothing else along.

    A mark in it that nothing closes would reach to the end of the line, and one that closes what
    it did not open would set free what follows: the former is closed, the latter left out.
    """
    turns = False
    depth = 0
    kept: list[str] = []
    for letter in clean(text):
        kind = unicodedata.bidirectional(letter)
        turns = turns or kind in _TURNS or kind in _ISOLATES
        if kind in _ISOLATES:
            depth += 1
        elif kind == _END_OF_ISOLATE:
            if not depth:
                continue
            depth -= 1
        kept.append(letter)
    if not turns:
        return "".join(kept)
    closing = "\N{POP DIRECTIONAL ISOLATE}" * (depth + 1)
    return f"\N{FIRST STRONG ISOLATE}{''.join(kept)}{closing}"


def quotation(text: str) -> tuple[str, str]:
    """Return the marks that stand around a sentence to say; empty where it has its own."""
    first = text.strip()[:1]
    has_marks = first in {'"', "'"} or (first and unicodedata.category(first) in _HAS_MARKS)
    return ("", "") if has_marks else _QUOTED


def _cleaned(letter: str) -> str:
    if letter in _LINE_ENDS:
        return _LINE_ENDS[letter]
    number = ord(letter)
    # No characters at all: the last two of each plane, and a stretch that was set aside.
    if number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF:  # noqa: PLR2004 - Unicode's
        return "\N{REPLACEMENT CHARACTER}"
    category = unicodedata.category(letter)
    if category not in _CONTROL or letter == "\n":
        return letter
    return " " if category == "Cc" else "\N{REPLACEMENT CHARACTER}"


def _part(part: Part) -> Iterator[str]:
    title = f"{part.title} ({part.note})" if part.title and part.note else part.title or part.note
    if title:
        yield isolated(title)
    for each in part.content:
        yield from _content(each)


def _content(content: Content) -> Iterator[str]:
    match content:
        case Words():
            yield _captioned(content)
        case Listing():
            for entry in content.entries:
                yield _entry(content.sign, entry)
            if content.blanks:
                yield clean(content.says)
        case Grid():
            yield from _grid(content)
        case Figure():
            yield clean(content.says)
            yield from _grid(content.grid)
        case Room():
            yield clean(content.says)
        case Circles(names=names, low=low, high=high):
            numbers = " ".join(str(number) for number in range(low, high + 1))
            yield from (f"{isolated(name)}: {numbers}" for name in names)
        case _ as never:
            raise TypeError(never)


def _entry(sign: Sign, entry: Entry) -> str:
    before = _BEFORE.get(sign, "")
    if sign is Sign.DATED and entry.caption:
        return f"{isolated(entry.caption)}: {isolated(entry.text)}"
    if sign is Sign.ROW and entry.caption:
        return f"{isolated(entry.text)}: {isolated(entry.caption)}"
    if sign is Sign.QUOTE:
        caption = f" ({isolated(entry.caption)})" if entry.caption else ""
        before, after = quotation(entry.text)
        return f"{before}{isolated(entry.text)}{after}{caption}"
    return f"{before}{_captioned(entry)}"


def _captioned(item: Words | Entry) -> str:
    text = isolated(item.text)
    return f"{text} ({isolated(item.caption)})" if item.caption else text


def _grid(grid: Grid) -> Iterator[str]:
    # What heads the names of the rows says what the figures are.
    yield from (clean(each) for each in (grid.name, grid.heads[0]) if each)
    for name, *cells in grid.rows:
        said = ", ".join(_said(grid.heads[1:], cells))
        row = isolated(name)
        yield f"{row}: {said}" if said and row else said or row


def _said(heads: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    for head, cell in zip(heads, cells, strict=True):
        if cell:
            yield f"{isolated(head)} {isolated(cell)}" if head else isolated(cell)
