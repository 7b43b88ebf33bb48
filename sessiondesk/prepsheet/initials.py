"""Names of other people as initials, on paper only: the record keeps them as they were written.

Whole words only, and as they are written: "Ann" does not touch "Annex", and "May" leaves "may"
and "11 May" alone. Some scripts have no blanks between words, or join the small words to the
large ones; there a name is found wherever it stands.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from sessiondesk.domain.sheet_preset import PersonName
from sessiondesk.prepsheet.sheet import Block, Chart, Column, Line, Panel, Sheet

# A name that is a month as well: in a date it is the month.
_MONTHS: Final = frozenset(
    (
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
        *("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"),
    )
)
_AFTER_NO_DAY: Final = r"(?<!\d\s)"
_LETTER: Final = r"[\w\u0300-\u036f]"
# Thai to Khmer, kana, Chinese characters, Korean: nothing stands between two words, or what
# stands behind a name is joined to it.
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
_APOSTROPHES: Final = "'\u2019\u02bc"

Change = Callable[[str], str]


def apply(sheet: Sheet, names: Sequence[PersonName]) -> Sheet:
    """Return ``sheet`` with initials in place of ``names``, in everything that is printed.

    Lines that are off are changed as well: they may be put on.
    """
    if not names:
        return sheet
    change = _changing(names)
    return replace(sheet, blocks=tuple(_block(each, change) for each in sheet.blocks))


def in_text(text: str, names: Sequence[PersonName]) -> str:
    """Return ``text`` with initials in place of ``names``."""
    return _changing(names)(text) if names else text


def _changing(names: Sequence[PersonName]) -> Change:
    shorts: dict[str, str] = {}
    for each in names:
        shorts.setdefault(_plain(each.name), each.short)
    # The longest first: "Anna Maria" is not "A. Maria". One pass, so that no initial is taken
    # for a name in its turn.
    ordered = sorted(shorts, key=len, reverse=True)
    pattern = re.compile("|".join(f"({_pattern(each)})" for each in ordered))
    by_place = [shorts[each] for each in ordered]

    def short(match: re.Match[str]) -> str:
        found = by_place[(match.lastindex or 1) - 1]
        # "I met Anna." ends with one full stop, not with two.
        is_last = match.string[match.end() : match.end() + 1] == "."
        return found.removesuffix(".") if is_last else found

    return lambda text: pattern.sub(short, text)


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def _pattern(name: str) -> str:
    """Return what finds ``name``, however its letters are put together."""
    forms = dict.fromkeys(unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
    written = "|".join(_written(each) for each in forms)
    before = "" if _UNSPACED.match(name[0]) else f"(?<!{_LETTER})"
    after = "" if _UNSPACED.match(name[-1]) else f"(?!{_LETTER})"
    no_day = _AFTER_NO_DAY if name in _MONTHS else ""
    return f"{no_day}{before}(?:{written}){after}"


def _written(name: str) -> str:
    return "".join(
        r"\s+"
        if letter == " "
        else f"[{_APOSTROPHES}]"
        if letter in _APOSTROPHES
        else re.escape(letter)
        for letter in name
    )


def _block(block: Block, change: Change) -> Block:
    return replace(
        block,
        columns=tuple(_column(each, change) for each in block.columns),
        panel=None if block.panel is None else _panel(block.panel, change),
    )


def _column(column: Column, change: Change) -> Column:
    return replace(column, lines=_lines(column.lines, change), note=change(column.note))


def _lines(lines: Sequence[Line], change: Change) -> tuple[Line, ...]:
    return tuple(_line(each, change) for each in lines)


def _line(line: Line, change: Change) -> Line:
    return replace(
        line,
        text=change(line.text),
        caption=change(line.caption),
        cells=tuple(change(each) for each in line.cells),
    )


def _panel(panel: Panel, change: Change) -> Panel:
    return replace(
        panel,
        judgement=replace(panel.judgement, caption=change(panel.judgement.caption)),
        said=change(panel.said),
        chart=None if panel.chart is None else _chart(panel.chart, change),
        rows=_lines(panel.rows, change),
        sentences=_lines(panel.sentences, change),
        circles=tuple(change(each) for each in panel.circles),
    )


def _chart(chart: Chart, change: Change) -> Chart:
    series = tuple(replace(each, name=change(each.name)) for each in chart.series)
    return replace(chart, series=series)
