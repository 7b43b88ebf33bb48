"""The form that opens a journal, and in its place the progress while it does."""

from typing import Final

from PySide6.QtCore import QLocale, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from sessiondesk.ui.passphrase_field import PassphraseField
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.labels import Label

_FIELD_HEIGHT: Final = 48
_STEPS: Final = 1000
_TICK_MILLISECONDS: Final = 50
# The share of the bar that the estimate fills; the rest is crept through, never full.
_EXPECTED_SHARE: Final = 0.9
# Elsewhere Qt reports the system's language, which is not what the keys type.
_KNOWS_LAYOUT: Final = frozenset({"windows", "cocoa"})


class UnlockForm(QWidget):
    """Asks for the passphrase, or for the recovery key instead of it.

    Signals:
        entered: What was typed should be tried; the field is empty again. The flag says
            that it is the recovery key.
    """

    entered = Signal(str, bool)

    def __init__(
        self,
        theme: Theme,
        *,
        is_locked: bool = False,
        verb: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make the form.

        Args:
            theme: The look in force.
            is_locked: On the lock screen the field's name stands inside the field.
            verb: What the main button says; "Open journal" unless told otherwise.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._by_recovery_key = False
        self._field = PassphraseField(
            self.tr("Passphrase"), theme, height=_FIELD_HEIGHT, is_name_shown=not is_locked
        )
        self._field.entered.connect(self._on_entered)
        self._field.edited.connect(self._on_edited)
        self._field.caps_lock_noticed.connect(self._on_caps_lock)
        self._advice = Label("", theme, Role.NOTICE, colour="ink2")
        self._advice.hide()
        self._open = buttons.main(verb or self.tr("Open journal"), theme)
        self._open.set_height(_FIELD_HEIGHT)
        self._open.clicked.connect(self._on_entered)
        self._other_way = buttons.quiet(self.tr("Use recovery key"), theme, icon="key-round")
        self._other_way.clicked.connect(self._on_other_way)
        self._caps_lock = labels.caption("", theme, wraps=False)
        foot = QHBoxLayout()
        foot.addWidget(self._other_way)
        foot.addStretch(1)
        foot.addWidget(self._caps_lock, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        column.addWidget(self._field)
        column.addWidget(self._advice)
        column.addWidget(self._open)
        column.addLayout(foot)
        self.setFocusProxy(self._field)

    def refuse(self, problem: str, advice: str) -> None:
        """Mark the field, say why, and what is worth checking."""
        self._field.set_problem(problem)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def forgive(self) -> None:
        """Take the mark away, and the advice that came with it."""
        self._field.set_problem("")
        self._advice.setText(
            self.tr(
                "Seven groups of five, as on your paper. Capital or small letters, with or "
                "without dashes."
            )
        )
        self._advice.setVisible(self._by_recovery_key)

    def set_verb(self, verb: str) -> None:
        """Let the main button say something else."""
        self._open.setText(verb)

    def set_suggestion(self, secret: str) -> None:
        """Put a passphrase in that is no secret: the one of a made-up journal."""
        self._field.set_secret(secret)

    @Slot()
    def _on_entered(self) -> None:
        if not self._field.secret:
            self._field.setFocus()
            return
        self.forgive()
        self.entered.emit(self._field.take_secret(), self._by_recovery_key)

    @Slot()
    def _on_edited(self) -> None:
        if not self._by_recovery_key:
            if self._field.secret:
                self.forgive()
            return
        from sessiondesk.vault.recovery_key import wrong_groups  # noqa: PLC0415 - seldom needed

        wrong = wrong_groups(self._field.secret)
        if wrong:
            self._field.set_problem(
                self.tr("Group {number} cannot be right. Compare it with your paper.").format(
                    number=wrong[0]
                )
            )
        elif self._field.secret:
            self.forgive()

    @Slot()
    def _on_other_way(self) -> None:
        self._by_recovery_key = not self._by_recovery_key
        self._field.take_secret()
        self.forgive()
        if self._by_recovery_key:
            self._field.set_name(self.tr("Recovery key"))
            self._other_way.setText(self.tr("Use passphrase"))
        else:
            self._field.set_name(self.tr("Passphrase"))
            self._other_way.setText(self.tr("Use recovery key"))
        # A key is copied from paper, and is long: it is easier to follow when it shows.
        self._field.set_hidden(hidden=not self._by_recovery_key)
        self._field.set_long(is_long=self._by_recovery_key)
        self._caps_lock.setText("")
        self._field.setFocus()

    @Slot(bool)
    def _on_caps_lock(self, is_on: bool) -> None:  # noqa: FBT001 - a slot
        # The letters of a recovery key mean the same either way.
        if not self._by_recovery_key:
            self._caps_lock.setText(
                self.tr("Caps Lock is on") if is_on else self.tr("Caps Lock is off")
            )


def keyboard_layout() -> str:
    """Return the name of the keyboard layout in use, or nothing where it is not known."""
    if QGuiApplication.platformName() not in _KNOWS_LAYOUT:
        return ""
    locale = QGuiApplication.inputMethod().locale()
    return "" if locale == QLocale.c() else QLocale.languageToString(locale.language())


class OpeningProgress(QWidget):
    """A bar that never goes back: an estimate, or what the work itself reports.

    Signals:
        cancelled: Whatever comes of it is no longer wanted.
    """

    cancelled = Signal()

    def __init__(
        self, headline: str, sentence: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._elapsed = 0
        self._expected = 1.0
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(theme.px(6))
        self._bar.setAccessibleName(headline)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MILLISECONDS)
        self._timer.timeout.connect(self._on_tick)
        self._cancel = buttons.second(self.tr("Cancel"), theme)
        self._cancel.clicked.connect(self.cancelled)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(Label(headline, theme, Role.SUB_HEADLINE))
        column.addWidget(self._bar)
        column.addWidget(labels.quiet(sentence, theme))
        column.addSpacing(theme.px(4))
        column.addLayout(foot)
        self.setFocusProxy(self._cancel)

    def start(self, expected_seconds: float) -> None:
        """Begin at zero; the work is expected to take so long."""
        self._elapsed = 0
        self._expected = max(expected_seconds, _TICK_MILLISECONDS / 1000)
        self._bar.setValue(0)
        self._timer.start()

    def report(self, share: float) -> None:
        """Show that ``share`` is done, 0 to 1, of work that knows how far it is."""
        self._bar.setValue(max(self._bar.value(), round(share * _STEPS)))

    def say_stopping(self) -> None:
        """Show that the work was told to stop, and may take a moment to."""
        self._cancel.setText(self.tr("Stopping…"))
        self._cancel.setEnabled(False)

    def forbid_stopping(self) -> None:
        """Take the button away: what is under way now is short, and is not stopped halfway."""
        self._cancel.hide()

    def stop(self) -> None:
        """Stand still."""
        self._timer.stop()

    @Slot()
    def _on_tick(self) -> None:
        self._elapsed += _TICK_MILLISECONDS
        share = self._elapsed / 1000 / self._expected
        done = share * _EXPECTED_SHARE
        if share > 1:
            # Longer than last time: creep on, each second a smaller step.
            done = 1 - (1 - _EXPECTED_SHARE) / share
        self._bar.setValue(max(self._bar.value(), round(done * _STEPS)))
