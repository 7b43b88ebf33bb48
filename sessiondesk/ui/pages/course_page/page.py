"""The page "The whole therapy"."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.store.connection import Connection
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.page_frame import PageFrame


class CoursePage(QWidget):
    """One therapy from its first session to its last, and its hand-over summary.

    Signals:
        wants: The name of a page to go to.
        opens: A record should be shown; carries a ``Link``.
        brings_up: Something should be brought up; carries a ``BringUpOffer``.
    """

    wants = Signal(str)
    opens = Signal(object)
    brings_up = Signal(object)

    def __init__(
        self,
        journal: Journal,
        *,
        theme: Theme,
        prompts: Prompts,
        jobs: Jobs,
        connect: Callable[[], Connection],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._prompts = prompts
        self._jobs = jobs
        self._connect = connect
        self._frame = PageFrame(
            self.tr("The whole therapy"),
            theme,
            self.tr("Sessions, reviews, goals and measures on one strip."),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)

    def refresh(self) -> None:
        """Read again."""

    def settle(self) -> None:
        """Keep what is being typed as a draft."""

    def focus_first(self) -> None:
        """Put the focus where work begins."""
