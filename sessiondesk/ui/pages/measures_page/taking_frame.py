"""The frame around a questionnaire: its title, the ways out, and a column beside it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.ui.problems import NotSavedBar
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.notice import Kind, Notice
from sessiondesk.ui.widgets.page_frame import PageFrame

_RIGHT: Final = 308


class TakingFrame(PageFrame):
    """A page with the questions at the left, and room beside them that a narrow window lacks.

    Signals:
        left: The person wants back.
        fitted: The room beside the questions came or went.

    Attributes:
        not_saved: Says what the disk did not take.
        questions: The column of the questions.
        beside: The column at the right.
    """

    left = Signal()
    fitted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        px = theme.px
        self._scaled = theme
        self._notices: list[Notice] = []
        self._wait = buttons.plain(self.tr("Keep for later"), theme)
        close = buttons.icon_alone("x", self.tr("Close"), theme)
        # Never cut off, as a subtitle may be: it is part of the questionnaire.
        self._stem = Label("", theme, Role.BODY_QUIET)
        self.not_saved = NotSavedBar(theme)
        self.questions = QVBoxLayout()
        self.questions.setSpacing(px(12))
        self._side = QWidget()
        self.beside = QVBoxLayout(self._side)
        self.beside.setContentsMargins(0, 0, 0, 0)
        self.beside.addStretch(1)
        self._told = QVBoxLayout()
        self._told.setSpacing(px(8))
        for button in (self._wait, close):
            self.add_action(button)
            button.clicked.connect(self.left)
        self.put_above(self._stem)
        self.put_above(self.not_saved)
        left = QVBoxLayout()
        left.setSpacing(px(12))
        left.addLayout(self._told)
        left.addLayout(self.questions)
        left.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(px(20))
        row.addLayout(left, 1)
        row.addWidget(self._side)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.narrow_changed.connect(self._on_fit)
        theme.changed.connect(self._on_fit)
        self._on_fit()

    def say(self, title: str, stem: str, *, can_wait: bool) -> None:
        """Say what is shown, and whether it can be kept for later."""
        self.set_title(title)
        self._stem.setText(stem)
        self._wait.setVisible(can_wait)

    def tell(self, lines: Sequence[str]) -> None:
        """Say these sentences above the questions, in place of those before."""
        for notice in self._notices:
            notice.hide()
            notice.deleteLater()
        self._notices = [Notice(Kind.INFO, "", line, self._scaled) for line in lines]
        for notice in self._notices:
            self._told.addWidget(notice)
            notice.show()

    @Slot()
    def _on_fit(self) -> None:
        self._side.setVisible(not self.is_narrow)
        self._side.setFixedWidth(self._scaled.px(_RIGHT))
        self.fitted.emit()
