"""The strip on top of the overview: what can be filled in now, one at a time."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.measure_plan import Due
from sessiondesk.ui import wording_measures
from sessiondesk.ui.pages.measures_page import words
from sessiondesk.ui.pages.measures_page.overview_record import OverviewRecord
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label


class DueStrip(Card):
    """Names what is due first, and the others after it; not there while nothing is.

    Signals:
        begun: The id of the questionnaire that the person wants to fill in.
        put_off: Not today.
    """

    begun = Signal(str)
    put_off = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(20, 12), parent=parent)
        self._theme = theme
        self._id = ""
        self._title = Label("", theme, Role.CARD_TITLE)
        self._line = Label("", theme, Role.BODY_QUIET)
        self._not_today = buttons.plain(self.tr("Not today"), theme)
        self._begin = buttons.main("", theme)
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        column.addWidget(self._title)
        column.addWidget(self._line)
        said = QHBoxLayout()
        said.setSpacing(theme.px(16))
        mark = IconMark("clipboard-list", theme, size=20, colour="accent")
        said.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        said.addLayout(column, 1)
        ways = QHBoxLayout()
        ways.setSpacing(theme.px(12))
        ways.addStretch(1)
        ways.addWidget(self._not_today)
        ways.addWidget(self._begin)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(theme.px(12))
        self._row.addLayout(said, 1)
        self._row.addLayout(ways)
        self.body.addLayout(self._row)
        self._not_today.clicked.connect(self.put_off)
        self._begin.clicked.connect(self._on_begin)
        self.hide()

    @property
    def is_shown(self) -> bool:
        """Whether anything is due."""
        return bool(self._id)

    def show_record(self, record: OverviewRecord) -> None:
        """Show what is due now."""
        self.setVisible(bool(record.due))
        if not record.due:
            self._id = ""
            return
        first, *others = record.due
        instrument = first.instrument
        found = record.find(instrument.id)
        half = None if found is None else found.half
        self._id = instrument.id
        lines = [wording_measures.due_line(first, today=record.today)]
        if half is None:
            self._title.setText(wording_measures.due_title(first))
            verb = self.tr("Begin {title}")
            lines.append(words.caution(instrument))
        else:
            title = self.tr("{title} is half filled in").format(title=instrument.title)
            self._title.setText(title)
            lines = [words.begun(half, today=record.today)]
            verb = self.tr("Go on with {title}")
        lines.append(self._after(others))
        self._line.setText(" ".join(line for line in lines if line))
        self._begin.setText(verb.format(title=instrument.title))
        self._fit_row()

    def focus_begin(self) -> None:
        """Put the keyboard on the way in."""
        self._begin.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_row()

    def _after(self, others: Sequence[Due]) -> str:
        if not others:
            return ""
        titles = wording_measures.listed([each.instrument.title for each in others])
        if len(others) == 1:
            return self.tr("{titles} is ready as well.").format(titles=titles)
        return self.tr("{titles} are ready as well.").format(titles=titles)

    def _fit_row(self) -> None:
        """Let the buttons go below where they would leave no line for the words."""
        buttons_wide = self._not_today.sizeHint().width() + self._begin.sizeHint().width()
        fits = self.width() - buttons_wide >= self._theme.px(320)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if fits else direction.TopToBottom)

    def _on_begin(self) -> None:
        if self._id:
            self.begun.emit(self._id)
