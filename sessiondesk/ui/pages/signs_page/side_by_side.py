"""All sheets of small signs side by side, and the examples of one sign."""

from collections import defaultdict

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.sign import Sign, SignSide
from sessiondesk.journal import Journal
from sessiondesk.ui import wording_signs
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.table import Cell, Column, DataTable
from sessiondesk.ui.wording import day_in_words

_LEAST_HEIGHT = 420
_MOST_EXAMPLES = 12
# Two years and more. All of a long record would have to be read, and nobody scrolls that far.
_MOST_SHEETS = 26


class SideBySide(QWidget):
    """Rows are signs, columns are the last sheets, the newest first. Nothing is added up."""

    def __init__(self, journal: Journal, theme: Theme, prompts: Prompts) -> None:
        super().__init__()
        self._journal = journal
        self._theme = theme
        self._items = [item for group in prompts.signs.groups for item in group.items]
        self._answers = {each.id: each.text for each in prompts.signs.answers}
        self._by_item: dict[str, list[Sign]] = {}
        self._table = DataTable(self.tr("Sheets side by side"), theme)
        self._table.setMinimumHeight(theme.px(_LEAST_HEIGHT))
        self._table.selectionModel().currentRowChanged.connect(self._on_row)
        self._nothing = labels.quiet(
            self.tr("There is no sheet yet. The first one stands under Small signs."), theme
        )
        self._sheets = Card(theme, padding=(8, 8))
        self._sheets.body.addWidget(self._table)
        self._earlier = labels.caption("", theme)
        self._sheets.body.addWidget(self._earlier)
        self._words = Card(theme)
        self._list: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        column.addWidget(self._nothing)
        column.addWidget(self._sheets, 1)
        column.addWidget(self._words)

    def show_sheets(self) -> None:
        """Read all sheets again.

        Raises:
            StoreError: They could not be read.
        """
        all_days = self._journal.signs.days(SignSide.PROGRESS)
        days = list(reversed(all_days[-_MOST_SHEETS:]))
        signs = self._journal.signs.since(SignSide.PROGRESS, days[-1]) if days else ()
        left = len(all_days) - len(days)
        self._earlier.setText(
            self.tr("%n earlier sheets can be chosen under Small signs.", "", left)
        )
        self._earlier.setVisible(left > 0)
        by_item: dict[str, list[Sign]] = defaultdict(list)
        for sign in signs:
            by_item[sign.item].append(sign)
        self._by_item = by_item
        rows: list[list[Cell | str]] = []
        for item in self._items:
            answers = {each.day: self._answer(each) for each in by_item[item.id]}
            silent = Cell(text=self.tr("not answered"), is_faint=True)
            rows.append([item.text, *(answers.get(day, silent) for day in days)])
        heads = [Column(title=wording_signs.short_day(day)) for day in days]
        place = max(0, self._table.currentIndex().row())
        self._table.set_table([Column(title=self.tr("Sign")), *heads], rows)
        self._table.selectRow(place)
        self._nothing.setVisible(not days)
        self._sheets.setVisible(bool(days))
        self._words.setVisible(bool(days))
        self._show_words(place)

    def focus_first(self) -> None:
        """Put the focus on the table."""
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, sign: Sign) -> str:
        # An answer that another version offered keeps its id at least.
        words = self._answers.get(sign.answer, sign.answer.value)
        return self.tr("{answer}, with an example").format(answer=words) if sign.example else words

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        self._show_words(now.row())

    def _show_words(self, place: int) -> None:
        if not 0 <= place < len(self._items):
            return
        item = self._items[place]
        theme = self._theme
        self._words.set_title(item.text)
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        written = [each for each in self._by_item.get(item.id, ()) if each.example.strip()]
        for sign in list(reversed(written))[:_MOST_EXAMPLES]:
            day = day_in_words(sign.day, "d MMMM yyyy")
            column.addWidget(labels.caption(day, theme))
            column.addWidget(Label(sign.example, theme, Role.OWN_LINE, max_lines=12))
        if not written:
            column.addWidget(labels.quiet(self.tr("No example was written here."), theme))
        elif len(written) > _MOST_EXAMPLES:
            column.addWidget(labels.caption(self.tr("There is more."), theme))
        self._words.body.addWidget(self._list)
        self._list.show()
