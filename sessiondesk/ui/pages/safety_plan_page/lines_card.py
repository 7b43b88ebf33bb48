"""Numbers beside the plan: those of the country, and one's own."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sessiondesk.domain.crisis_line import OwnLine
from sessiondesk.ui.crisis_lines_view import CrisisLinesView, number
from sessiondesk.ui.line_book import LineBook
from sessiondesk.ui.pages.safety_plan_page.line_dialogs import CorrectionDialog, OwnLineDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.support_card import SupportCard


class LinesCard(SupportCard):
    """Shows whom to turn to, and lets the numbers be corrected and added to."""

    def __init__(
        self,
        book: LineBook,
        theme: Theme,
        *,
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            self.tr("Someone who can be with you now"),
            self.tr(
                "If you might act on it, or do not feel sure you can stay safe, please reach "
                "someone who can be with you now. SessionDesk is offline and tells nobody, so "
                "the call is yours to make."
            ),
            theme,
            parent=parent,
        )
        self._book = book
        self._scaled = theme
        self._today = today
        self._rows: list[QWidget] = []
        self._view = CrisisLinesView(book, theme, lists_own=False)
        self._correct = buttons.quiet(self.tr("Change these numbers…"), theme, icon="pencil")
        self._correct.clicked.connect(self._on_correct)
        self._back = buttons.quiet(self.tr("Back to the numbers of the list"), theme)
        self._back.clicked.connect(book.forget_correction)
        add = buttons.quiet(self.tr("Add a number of your own…"), theme, icon="plus")
        add.clicked.connect(self._on_add)
        for each in (self._correct, self._back):
            self._view.below.addWidget(each, 0, buttons.AT_START)
        self.body.addWidget(self._view)
        self.body.addWidget(add, 0, buttons.AT_START)
        book.changed.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        self._correct.setVisible(self._book.chosen is not None)
        self._back.setVisible(self._book.is_corrected)
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._make_row(line) for line in self._book.own]
        for row in self._rows:
            self._view.own.addWidget(row)
            row.show()

    def _make_row(self, line: OwnLine) -> QWidget:
        theme = self._scaled
        row = QWidget(self)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.px(4))
        across.addWidget(number(line.name, line.number, theme), 1)
        change = buttons.icon_alone(
            "pencil", self.tr("Change the number of {name}").format(name=line.name), theme
        )
        remove = buttons.icon_alone(
            "x", self.tr("Remove the number of {name}").format(name=line.name), theme
        )
        change.clicked.connect(partial(self._on_change, line))
        remove.clicked.connect(partial(self._on_remove, line))
        for button in (change, remove):
            button.set_height(32)
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _on_correct(self) -> None:
        line = self._book.chosen
        if line is not None:
            CorrectionDialog(
                line, self._today(), self._scaled, keep=self._book.correct, parent=self
            ).open()

    def _on_add(self) -> None:
        OwnLineDialog(None, self._scaled, keep=self._added, parent=self).open()

    def _added(self, line: OwnLine) -> None:
        self._book.set_own((*self._book.own, line))

    def _on_change(self, line: OwnLine) -> None:
        keep = partial(self._replaced, line)
        OwnLineDialog(line, self._scaled, keep=keep, parent=self).open()

    def _replaced(self, before: OwnLine, line: OwnLine) -> None:
        self._book.set_own(tuple(line if each == before else each for each in self._book.own))

    def _on_remove(self, line: OwnLine) -> None:
        self._book.set_own(tuple(each for each in self._book.own if each != line))
