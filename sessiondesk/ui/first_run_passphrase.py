"""First run, step two: the passphrase, with a suggestion and advice on its strength."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.ui.new_passphrase import NewPassphrase
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.labels import Label


class PassphraseStep(QWidget):
    """Asks for a passphrase twice.

    Signals:
        chosen: The passphrase to seal the journal with.
        back_wanted: The step before should be shown again.
    """

    chosen = Signal(str)
    back_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = NewPassphrase(theme)
        self._fields.chosen.connect(self.chosen)
        self._lay_out(theme)
        self.setFocusProxy(self._fields)

    def forget(self) -> None:
        """Empty both fields."""
        self._fields.forget()

    def _lay_out(self, theme: Theme) -> None:
        back = buttons.plain(self.tr("Back"), theme)
        back.clicked.connect(self.back_wanted)
        forward = buttons.main(self.tr("Continue to recovery key"), theme)
        forward.clicked.connect(self._fields.submit)
        foot = QHBoxLayout()
        foot.addWidget(back)
        foot.addStretch(1)
        foot.addWidget(forward)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(Label(self.tr("Choose a passphrase"), theme, Role.HEADLINE))
        column.addWidget(
            labels.quiet(
                self.tr(
                    "It seals the journal. Nobody can reset it for you, so it should be long and "
                    "easy for you to recall."
                ),
                theme,
            )
        )
        column.addSpacing(theme.px(4))
        column.addWidget(self._fields)
        column.addSpacing(theme.px(4))
        column.addLayout(foot)
