"""The menus behind the chips of a question."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import groupby
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from sessiondesk.ui import wording_windows
from sessiondesk.ui.insight_names import quoted
from sessiondesk.ui.pages.trends_page.ask_record import (
    BEFORE,
    NOW,
    QUARTER,
    AskRecord,
    Group,
    Stretch,
    Thing,
)
from sessiondesk.ui.wording_patterns import in_short

_MANY_MONTHS: Final = 14

Pick = Callable[..., None]


def _tr(text: str) -> str:
    return QCoreApplication.translate("ask_menus", text)


def of_things(parent: QWidget, things: Sequence[Thing], chosen: Thing, pick: Pick) -> QMenu:
    """Return a menu of things: ratings at once, tags and the like one step further."""
    menu = QMenu(parent)
    heads = {
        Group.TAG: _tr("Tags"),
        Group.PATTERN: _tr("Patterns"),
        Group.PRACTICE: _tr("What I practise"),
        Group.FEELING: _tr("Feelings"),
    }
    for group, inside in groupby(things, key=_group):
        into = menu.addMenu(heads[group]) if group in heads else menu
        for each in inside:
            _offer(into, each.name, partial(pick, each), is_chosen=each.key == chosen.key)
    return menu


def of_stretches(parent: QWidget, record: AskRecord, pick: Pick, own: Pick) -> QMenu:
    """Return a menu of stretches of time.

    Args:
        parent: The chip.
        record: What there is.
        pick: Told the ``Stretch`` that was picked.
        own: Called for own dates.
    """
    menu = QMenu(parent)
    for words, stretch in (
        (_tr("Now: the last four weeks"), NOW),
        (_tr("The four weeks before"), BEFORE),
        (_tr("Three months ago"), QUARTER),
    ):
        _offer(menu, words, partial(pick, stretch))
    if record.months:
        _offer_months(menu.addMenu(_tr("A month")), record, pick)
    if record.events:
        before = menu.addMenu(_tr("The four weeks before …"))
        for each in record.events:
            _offer(before, quoted(in_short(each.title)), partial(pick, each))
    menu.addSeparator()
    _offer(menu, _tr("Own dates…"), own)
    return menu


def of_choices(
    parent: QWidget, choices: Iterable[tuple[str, object]], chosen: object, pick: Pick
) -> QMenu:
    """Return a menu of a few words, each with what it stands for."""
    menu = QMenu(parent)
    for words, value in choices:
        _offer(menu, words, partial(pick, value), is_chosen=value == chosen)
    return menu


def _offer_months(menu: QMenu, record: AskRecord, pick: Pick) -> None:
    if len(record.months) <= _MANY_MONTHS:
        _offer_each(menu, record.months, record, pick)
        return
    for year, months in groupby(record.months, key=_year):
        _offer_each(menu.addMenu(str(year)), list(months), record, pick)


def _offer_each(menu: QMenu, months: Sequence[Stretch], record: AskRecord, pick: Pick) -> None:
    for each in months:
        words = wording_windows.short(each.period(record.today), record.today)
        _offer(menu, words, partial(pick, each))


def _offer(menu: QMenu, words: str, pick: Pick, *, is_chosen: bool = False) -> None:
    action = menu.addAction(words.replace("&", "&&"))
    action.triggered.connect(pick)
    if is_chosen:
        menu.setActiveAction(action)


def _group(thing: Thing) -> Group:
    return thing.group


def _year(stretch: Stretch) -> int:
    return 0 if stretch.first is None else stretch.first.year
