"""Notes written in Markdown, as they are read: bold, italic, lists and quotes, and no more.

Only for showing. What is kept, changed and copied is the source, mark by mark.
"""

import re
from enum import Enum
from typing import Final

_INLINE: Final = re.compile(
    r"\*\*(?=\S)(?P<bold>.+?)(?<=\S)\*\*"
    r"|(?<!\*)\*(?=[^\s*])(?P<italic>[^*]+?)(?<=[^\s*])\*(?!\*)"
)
_ITEM: Final = re.compile(r"(\s{0,3})[-*+] ")
_QUOTE: Final = re.compile(r"\s{0,3}> ?")
_BULLET: Final = "• "
# Looking for pairs in a line as long as a book would hold up the page.
_LONGEST_MARKED_LINE: Final = 20_000


class Style(Enum):
    """How a piece is set."""

    BOLD = "bold"
    ITALIC = "italic"


Styled = tuple[int, int, Style]
"""From the first letter to the one behind the last, and how they are set."""


def shown(source: str) -> tuple[str, tuple[Styled, ...]]:
    """Return what is read of ``source``, and which of it is bold or italic."""
    lines: list[str] = []
    styles: list[Styled] = []
    at = 0
    for line in source.split("\n"):
        text, found = _line(line)
        lines.append(text)
        styles += [(at + first, at + end, style) for first, end, style in found]
        at += len(text) + 1
    return "\n".join(lines), tuple(styles)


def _line(line: str) -> tuple[str, list[Styled]]:
    if len(line) > _LONGEST_MARKED_LINE:
        return line, []
    start, is_quote = "", False
    if (item := _ITEM.match(line)) is not None:
        start = item.group(1) + _BULLET
        line = line[item.end() :]
    elif (quote := _QUOTE.match(line)) is not None:
        is_quote = True
        line = line[quote.end() :]
    pieces = [start]
    styles: list[Styled] = []
    length, done = len(start), 0
    for found in _INLINE.finditer(line):
        before = line[done : found.start()]
        words = found.group("bold") or found.group("italic")
        style = Style.BOLD if found.group("bold") else Style.ITALIC
        length += len(before)
        styles.append((length, length + len(words), style))
        pieces += [before, words]
        length += len(words)
        done = found.end()
    pieces.append(line[done:])
    text = "".join(pieces)
    if is_quote:
        styles.append((0, len(text), Style.ITALIC))
    return text, styles
