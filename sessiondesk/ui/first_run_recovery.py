"""First run, step three: the recovery key, on paper before it is needed."""

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.ui.recovery_paper import PaperWays, RecoveryPaper
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.labels import Label


class RecoveryStep(QWidget):
    """Shows the recovery key once and asks for two groups of it, read from paper.

    Signals:
        finished: The journal can be made; the flag says whether it has a recovery key.
        back_wanted: The step before should be shown again.
    """

    finished = Signal(bool)
    back_wanted = Signal()

    def __init__(
        self,
        key: str,
        name: str,
        today: date,
        theme: Theme,
        *,
        ways: PaperWays,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``key``, seven groups with dashes between, of the journal called ``name``."""
        super().__init__(parent)
        self._theme = theme
        self._paper = RecoveryPaper(key, name, today, theme, ways=ways)
        self._paper.read_back.connect(self._on_read_back)
        self._lay_out()
        self.setFocusProxy(self._paper)

    def _lay_out(self) -> None:
        theme = self._theme
        px = theme.px
        back = buttons.plain(self.tr("Back"), theme)
        back.clicked.connect(self.back_wanted)
        without = buttons.plain(self.tr("Go without a key"), theme)
        without.clicked.connect(self._on_without)
        forward = buttons.main(self.tr("Open my journal"), theme)
        forward.clicked.connect(self._paper.submit)
        foot = QHBoxLayout()
        foot.addWidget(back)
        foot.addStretch(1)
        foot.addWidget(without)
        foot.addWidget(forward)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(Label(self.tr("Write down your recovery key"), theme, Role.HEADLINE))
        column.addWidget(
            labels.quiet(
                self.tr(
                    "If you forget the passphrase, this key is the only other way in. It is "
                    "shown once."
                ),
                theme,
            )
        )
        column.addSpacing(px(4))
        column.addWidget(self._paper)
        column.addSpacing(px(4))
        column.addLayout(foot)

    @Slot()
    def _on_read_back(self) -> None:
        self.finished.emit(True)

    @Slot()
    def _on_without(self) -> None:
        question = Question(
            self.tr("Go without a recovery key?"),
            self.tr(
                "Then the passphrase is the only way in. If you forget it, the journal is gone: "
                "nobody can open it, and neither can we."
            ),
            self._theme,
            verb=self.tr("Go without a key"),
            keep=self.tr("Keep the key"),
            parent=self,
        )
        question.accepted.connect(self._on_sure_without)
        question.open()

    @Slot()
    def _on_sure_without(self) -> None:
        self.finished.emit(False)
