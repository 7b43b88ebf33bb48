"""The numbers of the chosen country, large enough to be dialled from across a table."""

import re
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.crisis_line import CrisisLine
from sessiondesk.ui.line_book import LineBook
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.fields import ChoiceBox
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.support_card import INK
from sessiondesk.ui.wording import day_in_words

_NO_COUNTRY: Final = ""
_BLANK_INSIDE: Final = re.compile(r"(?<=\d) (?=\d)")


class CrisisLinesView(QWidget):
    """Shows emergency number, crisis lines and one's own numbers, and lets the country be chosen.

    Attributes:
        below: A column under the numbers of the country, for what can be done about them.
        own: A column for the person's own numbers; filled here, unless told otherwise.
    """

    def __init__(
        self,
        book: LineBook,
        theme: Theme,
        *,
        lists_own: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Show what is in ``book``.

        Args:
            book: The lines at hand.
            theme: The look in force.
            lists_own: Whether the person's own numbers are listed here; else their column
                stays free for whoever made this.
            parent: The owner.
        """
        super().__init__(parent)
        self._book = book
        self._theme = theme
        self._lists_own = lists_own
        self._numbers: QWidget | None = None
        choices = [(each.country, each.name) for each in book.shipped.lines]
        self._country = ChoiceBox(
            self.tr("Country"),
            [(_NO_COUNTRY, self.tr("Not chosen, or not in this list")), *choices],
            theme,
            value=book.country or _NO_COUNTRY,
        )
        self._country.picked.connect(self._on_picked)
        self._place = QVBoxLayout()
        self.below = QVBoxLayout()
        self.own = QVBoxLayout()
        self.own.setSpacing(theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self._country)
        column.addLayout(self._place)
        column.addLayout(self.below)
        column.addLayout(self.own)
        book.changed.connect(self.refresh)
        self.setFocusProxy(self._country)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what is in the book now."""
        self._country.value = self._book.country or _NO_COUNTRY
        if self._numbers is not None:
            self._numbers.hide()
            self._numbers.deleteLater()
        self._numbers = self._make_numbers()
        self._place.addWidget(self._numbers)
        self._numbers.show()

    @Slot(str)
    def _on_picked(self, country: str) -> None:
        self._book.choose(country or None)

    def _make_numbers(self) -> QWidget:
        theme = self._theme
        found = QWidget(self)
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        line = self._book.chosen
        if line is None:
            column.addWidget(Label(self._book.shipped.elsewhere, theme, Role.NOTICE, colour=INK))
        else:
            column.addWidget(number(self.tr("Emergency"), line.emergency, theme))
            column.addWidget(number(self.tr("Crisis line"), line.line, theme, note=line.note))
            column.addWidget(self._checked(line))
        if self._lists_own:
            for each in self._book.own:
                column.addWidget(number(each.name, each.number, theme))
        return found

    def _checked(self, line: CrisisLine) -> QWidget:
        """Say whether anybody has compared these numbers with the service's own page."""
        theme = self._theme
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.px(6))
        icon = "clock" if line.checked_on is None else "check"
        across.addWidget(IconMark(icon, theme, size=16, colour=INK), 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(Label(checked_words(line.checked_on), theme, Role.NOTICE, colour=INK), 1)
        return row


def checked_words(day: date | None) -> str:
    """Say when numbers were compared with the service's own page, or that they were not."""
    if day is None:
        return _tr("Check this number: nobody has compared it with the service’s own page yet.")
    return _tr("Compared with the service’s own page on {day}.").format(
        day=day_in_words(day, "d MMMM yyyy")
    )


def number(name: str, dialled: str, theme: Theme, *, note: str = "") -> QWidget:
    """Return one number under its name."""
    found = QWidget()
    found.setAccessibleName(f"{name}: {dialled}")
    column = QVBoxLayout(found)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Label(name, theme, Role.GROUP, colour=INK))
    # A number is not broken in two.
    whole = _BLANK_INSIDE.sub("\N{NO-BREAK SPACE}", dialled)
    column.addWidget(Label(whole, theme, Role.FIGURE, colour=INK, weight=600))
    if note:
        column.addWidget(Label(note, theme, Role.NOTICE, colour=INK))
    return found


def _tr(text: str) -> str:
    return QCoreApplication.translate("CrisisLinesView", text)
