"""Markdown as source: what the four buttons put in, and how marked words look in the editor.

The words are never turned into anything else: what is typed is what is kept, mark by mark.
"""

import re
from collections.abc import Callable
from enum import Enum
from typing import Final

from PySide6.QtGui import (
    QColor,
    QFont,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from typing_extensions import override

_BOLD: Final = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_ITALIC: Final = re.compile(r"(?<!\*)\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?!\*)")
_PREFIX: Final = re.compile(r"\s{0,3}(?:[-*+] |\d{1,9}[.)] |> ?)")

# Looking for pairs in a line as long as a book would hold up every key.
_LONGEST_MARKED_LINE: Final = 20_000


class Mark(Enum):
    """What the buttons above the notes put in."""

    BOLD = "**"
    ITALIC = "*"
    LIST = "- "
    QUOTE = "> "

    @property
    def is_around(self) -> bool:
        """Whether it goes around words rather than in front of lines."""
        return self in {Mark.BOLD, Mark.ITALIC}


def put_in(mark: Mark, cursor: QTextCursor) -> None:
    """Put ``mark`` around what is selected, or in front of its lines; take it away if there.

    One step for undo. Afterwards ``cursor`` selects the same words, or stands between the
    marks where nothing was selected.
    """
    cursor.beginEditBlock()
    if mark.is_around:
        _around(mark.value, cursor)
    else:
        _in_front(mark.value, cursor)
    cursor.endEditBlock()


def _around(mark: str, cursor: QTextCursor) -> None:
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    width = len(mark)
    if _is_around(mark, cursor.document(), start, end):
        _replace(cursor, end, end + width, "")
        _replace(cursor, start - width, start, "")
        _select(cursor, start - width, end - width)
        return
    _replace(cursor, end, end, mark)
    _replace(cursor, start, start, mark)
    _select(cursor, start + width, end + width)


def _is_around(mark: str, document: QTextDocument, start: int, end: int) -> bool:
    width = len(mark)
    before, after = _run(document, start, -1), _run(document, end, 1)
    # Three stars are bold and italic at once; two are bold, and not italic twice.
    has_it = (lambda stars: stars >= 2) if width == 2 else (lambda stars: stars in {1, 3})  # noqa: PLR2004
    return has_it(before) and has_it(after)


def _run(document: QTextDocument, position: int, step: int) -> int:
    count = 0
    at = position if step > 0 else position - 1
    while at >= 0 and document.characterAt(at) == "*":
        count += 1
        at += step
    return count


def _in_front(mark: str, cursor: QTextCursor) -> None:
    blocks = _blocks(cursor)
    is_everywhere = all(block.text().startswith(mark) for block in blocks)
    for block in blocks:
        start = block.position()
        if is_everywhere:
            _replace(cursor, start, start + len(mark), "")
        elif not block.text().startswith(mark):
            _replace(cursor, start, start, mark)
    last = blocks[-1]
    end = last.position() + last.length() - 1
    _select(cursor, end if len(blocks) == 1 else blocks[0].position(), end)


def _blocks(cursor: QTextCursor) -> list[QTextBlock]:
    document = cursor.document()
    block = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd()).blockNumber()
    found = []
    while block.isValid() and block.blockNumber() <= last:
        found.append(block)
        block = block.next()
    return found


def _replace(cursor: QTextCursor, start: int, end: int, text: str) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text)


def _select(cursor: QTextCursor, start: int, end: int) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)


class Highlighter(QSyntaxHighlighter):
    """Shows marked words bold or italic and lets the marks themselves stand back."""

    def __init__(self, document: QTextDocument, quiet: Callable[[], QColor]) -> None:
        super().__init__(document)
        self._quiet = quiet

    @override
    def highlightBlock(self, text: str) -> None:
        if len(text) > _LONGEST_MARKED_LINE:
            return
        prefix = _PREFIX.match(text)
        if prefix is not None:
            self.setFormat(0, prefix.end(), self._quietly())
        for pattern, width in ((_BOLD, 2), (_ITALIC, 1)):
            for found in pattern.finditer(text):
                self._mark(found.start(), found.end(), width)

    def _mark(self, start: int, end: int, width: int) -> None:
        for position in range(start, end):
            form = QTextCharFormat(self.format(position))
            if position < start + width or position >= end - width:
                form.setForeground(self._quiet())
            elif width == 1:
                form.setFontItalic(True)
            else:
                form.setFontWeight(QFont.Weight.DemiBold)
            self.setFormat(position, 1, form)

    def _quietly(self) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(self._quiet())
        return form
