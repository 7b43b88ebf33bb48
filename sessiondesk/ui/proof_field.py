"""A field in which a person proves that the journal is theirs: passphrase or recovery key."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.ui.passphrase_field import PassphraseField
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.vault import recovery_key
from sessiondesk.vault.key_slots import SlotKind


class ProofField(QWidget):
    """Asks for the passphrase in force, or for the recovery key instead of it.

    Signals:
        entered: Enter was pressed.
    """

    entered = Signal()

    def __init__(
        self, theme: Theme, *, has_recovery_key: bool, parent: QWidget | None = None
    ) -> None:
        """Make the field; the other way is offered where there is one."""
        super().__init__(parent)
        self._kind = SlotKind.PASSPHRASE
        self._field = PassphraseField(self.tr("Current passphrase"), theme)
        self._field.entered.connect(self.entered)
        self._field.edited.connect(self._on_edited)
        self._field.caps_lock_noticed.connect(self._on_caps_lock)
        self._caps_lock = labels.caption("", theme, wraps=False)
        self._other_way = buttons.quiet(
            self.tr("Use the recovery key instead"), theme, icon="key-round"
        )
        self._other_way.setVisible(has_recovery_key)
        self._other_way.clicked.connect(self._on_other_way)
        foot = QHBoxLayout()
        foot.addWidget(self._other_way)
        foot.addStretch(1)
        foot.addWidget(self._caps_lock)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._field)
        column.addLayout(foot)
        self.setFocusProxy(self._field)

    @property
    def kind(self) -> SlotKind:
        """Which of the two is asked for."""
        return self._kind

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self._field.secret

    def take(self) -> str:
        """Return what is typed and empty the field."""
        return self._field.take_secret()

    def refuse(self, problem: str) -> None:
        """Mark the field and say why; the focus goes there."""
        self._field.set_problem(problem)
        self._field.setFocus()

    @Slot()
    def _on_edited(self) -> None:
        wrong = (
            recovery_key.wrong_groups(self._field.secret)
            if self._kind is SlotKind.RECOVERY
            else ()
        )
        if wrong:
            self._field.set_problem(
                self.tr("Group {number} cannot be right. Compare it with your paper.").format(
                    number=wrong[0]
                )
            )
        elif self._field.secret:
            self._field.set_problem("")

    @Slot()
    def _on_other_way(self) -> None:
        is_key = self._kind is SlotKind.PASSPHRASE
        self._kind = SlotKind.RECOVERY if is_key else SlotKind.PASSPHRASE
        self._field.take_secret()
        self._field.set_problem("")
        self._field.set_name(self.tr("Recovery key") if is_key else self.tr("Current passphrase"))
        self._other_way.setText(
            self.tr("Use the passphrase instead")
            if is_key
            else self.tr("Use the recovery key instead")
        )
        # A key is copied from paper, and is long: it is easier to follow when it shows.
        self._field.set_hidden(hidden=not is_key)
        self._caps_lock.setText("")
        self._field.setFocus()

    @Slot(bool)
    def _on_caps_lock(self, is_on: bool) -> None:  # noqa: FBT001 - a slot
        if self._kind is SlotKind.PASSPHRASE:
            self._caps_lock.setText(
                self.tr("Caps Lock is on") if is_on else self.tr("Caps Lock is off")
            )
