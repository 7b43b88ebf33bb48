"""The frame around a questionnaire: its title, the ways out, and a column beside it."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.store.errors import StoreError
from sessiondesk.ui.pages.measures_page.pinned_head import PinnedHead
from sessiondesk.ui.problems import NotSavedBar
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.buttons import Button
from sessiondesk.ui.widgets.notice import Kind, Notice
from sessiondesk.ui.widgets.page_frame import PageFrame
from sessiondesk.ui.widgets.questionnaire import Questionnaire

_RIGHT: Final = 308


class TakingFrame(PageFrame):
    """A page with the questions at the left, and room beside them that a narrow window lacks.

    Signals:
        left: The person wants back.
        fitted: The room beside the questions came or went.

    Attributes:
        questions: The column of the questions.
        beside: The column at the right.
    """

    left = Signal()
    fitted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        # The subtitle is part of the questionnaire: its exact words.
        super().__init__("", theme, keeps_subtitle=True, parent=parent)
        px = theme.px
        self._scaled = theme
        self._notices: list[Notice] = []
        self._wait = buttons.plain(self.tr("Keep for later"), theme)
        close = buttons.icon_alone("x", self.tr("Close"), theme)
        self._not_saved = NotSavedBar(theme)
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
        self._retry: Callable[[], None] | None = None
        self._not_saved.retry.connect(self._on_retry)
        self.put_above(self._not_saved)
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
        self._keeps_side = True
        self._pinned: PinnedHead | None = None
        self.narrow_changed.connect(self._on_fit)
        theme.changed.connect(self._on_fit)
        self._on_fit()

    @property
    def has_side(self) -> bool:
        """Whether there is room beside the questions."""
        return self._keeps_side and not self.is_narrow

    def say(self, title: str, stem: str, *, can_wait: bool, keeps_side: bool = True) -> None:
        """Say what is shown.

        Args:
            title: The name of the questionnaire.
            stem: The line below it.
            can_wait: Whether it can be kept for later.
            keeps_side: Whether room is left beside the questions, so that nothing moves when
                something comes up there.
        """
        self.set_title(title, stem)
        self._wait.setVisible(can_wait)
        self._keeps_side = keeps_side
        self._on_fit()

    def tell(self, lines: Sequence[str]) -> None:
        """Say these sentences above the questions, in place of those before."""
        for notice in self._notices:
            notice.hide()
            notice.deleteLater()
        self._notices = [Notice(Kind.INFO, "", line, self._scaled) for line in lines]
        for notice in self._notices:
            self._told.addWidget(notice)
            notice.show()

    def offer(self, words: str, action: str) -> Button:
        """Say what was done, in place of what was said before, with a way back.

        Returns:
            The way back; connect its ``clicked``.
        """
        self.tell((words,))
        button = self._notices[0].add_action(action)
        button.show()
        self._notices[0].announce()
        return button

    def pin_head_of(self, questions: Questionnaire | None) -> None:
        """Keep the head of the columns in sight while their rows are."""
        if self._pinned is not None:
            self._pinned.let_go()
            self._pinned = None
        if questions is not None and self._scroll is not None:
            self._pinned = PinnedHead(questions, self._scroll, self._scaled)

    # What the disk did not take.

    def attempt(self, act: Callable[[], None]) -> bool:
        """Do ``act``, and tell whether it is on the disk; else it can be tried again."""
        try:
            act()
        except StoreError as error:
            self.failed(error, act)
            return False
        self.all_is_kept()
        return True

    def failed(self, error: StoreError, again: Callable[[], None]) -> None:
        """Say what was not kept, or not read, and remember what tries again."""
        self._retry = again
        self._not_saved.show_problem(error)

    def all_is_kept(self) -> None:
        """Say nothing of it any more."""
        self._retry = None
        self._not_saved.clear()

    @Slot()
    def _on_retry(self) -> None:
        if self._retry is not None:
            self.attempt(self._retry)

    @Slot()
    def _on_fit(self) -> None:
        self._side.setVisible(self.has_side)
        self._side.setFixedWidth(self._scaled.px(_RIGHT))
        self.fitted.emit()
