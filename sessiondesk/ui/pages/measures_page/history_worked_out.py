"""How the lines and sentences of one questionnaire were worked out, in place."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.instrument import Instrument
from sessiondesk.ui import wording_measures
from sessiondesk.ui.pages.measures_page import sources
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.disclosure import Disclosure
from sessiondesk.ui.widgets.labels import Label


class WorkedOut(Disclosure):
    """Three short columns, and below them where the figures are from."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        ask = QCoreApplication.translate("WorkedOut", "How was this worked out?")
        super().__init__(ask, theme, parent=parent)
        self._theme = theme
        self._card = Card(theme, is_sunken=True)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.px(20))
        self._compared = labels.caption("", theme)
        self._found = labels.caption("", theme)
        cannot = labels.caption(
            self.tr(
                "Why something changed, and whether you have a condition. Many people begin at a "
                "low point, from which scores tend to come back a little by themselves."
            ),
            theme,
        )
        for title, words in (
            (self.tr("What was compared"), self._compared),
            (self.tr("How the line was found"), self._found),
            (self.tr("What it cannot tell"), cannot),
        ):
            column = QVBoxLayout()
            column.setSpacing(theme.px(4))
            column.addWidget(Label(title, theme, Role.GROUP))
            column.addWidget(words)
            column.addStretch(1)
            words.set_colour("ink2")
            self._columns.addLayout(column, 1)
        self._sources = QVBoxLayout()
        self._sources.setSpacing(theme.px(4))
        self._lines: list[Label] = []
        self._card.body.addLayout(self._columns)
        self._card.body.addLayout(self._sources)
        self.body.addWidget(self._card)

    def show_instrument(self, instrument: Instrument) -> None:
        """Tell it of another questionnaire."""
        self._compared.setText(
            self.tr(
                "The latest result with the level at the start: the first form from four weeks "
                "before this therapy on, and from the third form on the mean of the first two. "
                "Forms that are about some of the same days are not judged against each other."
            )
        )
        if instrument.reliable_change is None:
            found = self.tr(
                "The program knows no threshold for this questionnaire. Differences are shown, "
                "and nothing is made of them."
            )
        else:
            found = self.tr(
                "A published whole number: a change of {points} or more is larger than what the "
                "form wobbles by itself. Nothing is estimated from your own results."
            ).format(points=wording_measures.points(instrument.reliable_change.points))
        self._found.setText(found)
        for line in self._lines:
            self._sources.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [
            Label(words, self._theme, Role.CAPTION, colour="ink2")
            for words in sources.lines(instrument)
        ]
        for line in self._lines:
            self._sources.addWidget(line)

    def set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Put the columns under each other, or side by side."""
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)
