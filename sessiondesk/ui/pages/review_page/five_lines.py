"""Five lines and one sentence; never one number."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from sessiondesk.insights.evidence import Evidence
from sessiondesk.insights.working import Says
from sessiondesk.ui import wording_counts, wording_five_lines, wording_review
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label

_ICONS = {
    Says.BETTER: "chevron-up",
    Says.WORSE: "chevron-down",
    Says.STEADY: "minus",
    Says.CANT_TELL: "circle-dashed",
}


class FiveLines(Card):
    """Each line says better, worse, steady or can't tell, with what it rests on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.set_title(self.tr("Five lines, side by side"))
        self._scaled = theme
        self._list: QWidget | None = None

    def show_evidence(self, found: Evidence, *, has_crossed: bool) -> None:
        """Show what was worked out.

        Args:
            found: The evidence.
            has_crossed: Whether something crossed a boundary, as far as it is known now.
        """
        theme = self._scaled
        if self._list is not None:
            self.body.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        self._list = QWidget()
        grid = QGridLayout(self._list)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnStretch(3, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, each in enumerate(found.rests):
            mark = IconMark(_ICONS[each.says], theme, size=18, colour="ink2")
            name = Label(wording_counts.line(each.line), theme, Role.LABEL, wraps=False)
            says = Label(wording_counts.says(each.says), theme, Role.STRONG, wraps=False)
            rests = labels.quiet(wording_five_lines.rest(each), theme)
            for label in (name, says):
                # The column would give way before the words beside it do.
                label.setMinimumWidth(label.sizeHint().width() + theme.px(8))
            for column, widget in enumerate((mark, name, says)):
                grid.addWidget(widget, row, column, top)
            grid.addWidget(rests, row, 3)
        last = len(found.rests)
        grid.addWidget(labels.Hairline(theme), last, 0, 1, 4)
        sentence = wording_counts.working(found.working, sessions=found.sessions).headline
        grid.addWidget(labels.readout(f"{sentence}.", theme), last + 1, 0, 1, 4)
        ask = self.tr("A question to take along: {question}").format(
            question=wording_review.question(found.working, has_crossed=has_crossed)
        )
        grid.addWidget(labels.body(ask, theme), last + 2, 0, 1, 4)
        self.body.addWidget(self._list)
        self._list.show()
