"""Asking for the password of a PDF, with a word on what it is worth."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.ui.paper import locked_pdf
from sessiondesk.ui.paper.locked_pdf import PasswordProblem
from sessiondesk.ui.passphrase_field import PassphraseField
from sessiondesk.ui.step_dialog import StepDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.notice import Kind, Notice
from sessiondesk.ui.widgets.strength_meter import StrengthMeter
from sessiondesk.vault import passphrase
from sessiondesk.vault.passphrase import Strength

# Long enough not to estimate between two keys, short enough to follow the typing.
_PAUSE_MILLISECONDS: Final = 150
_BLOCKS: Final = {Strength.TOO_SHORT: 1, Strength.FAIR: 2, Strength.GOOD: 3, Strength.STRONG: 4}


class PdfPasswordDialog(StepDialog):
    """Asks twice for a password; says so where PDFs cannot be locked on this computer.

    The password is in what it emits and nowhere else: the fields are empty by then.

    Signals:
        chosen: The password, which can be used.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._is_weak_accepted = False
        self._first = PassphraseField(self.tr("Password for the PDF"), theme)
        self._again = PassphraseField(self.tr("Once more"), theme)
        self._meter = StrengthMeter(theme)
        self._blanks = labels.caption(
            self.tr("It begins or ends with a space. That counts, and is easily left out."), theme
        )
        self._weak = Notice(
            Kind.CARE,
            self.tr("This one could be guessed"),
            self.tr(
                "A PDF can be tried faster than your journal. Four or more random words are hard "
                "to guess and easy to say on the telephone; this one is your choice all the same."
            ),
            theme,
        )
        self._anyway = self._weak.add_action(self.tr("Use it anyway"))
        self._anyway.clicked.connect(self._on_weak_accepted)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._on_pause)
        self._first.edited.connect(self._on_edited)
        self._first.entered.connect(self._again.setFocus)
        self._again.edited.connect(self._on_again_edited)
        self._again.entered.connect(self._submit)
        self._fields = QWidget()
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for each in (self._first, self._meter, self._blanks, self._again, self._weak):
            column.addWidget(each)
        self._fields.setFocusProxy(self._first)
        self._on_pause()
        self._weak.hide()
        if locked_pdf.is_available():
            self._ask()
        else:
            self._say_missing()

    def _ask(self) -> None:
        self.show_step(
            self._fields,
            self.tr("Lock the PDF with a password"),
            self.tr(
                "It keeps out who finds the file. Whoever has the password, or time and a weak "
                "password, can read it. The password is not kept: if it is forgotten, make the "
                "PDF again from your journal."
            ),
            verb=self.tr("Lock and save…"),
            keep=self.tr("Do not save"),
            forward=self._submit,
        )

    def _say_missing(self) -> None:
        self.show_step(
            None,
            self.tr("PDFs cannot be locked on this computer"),
            self.tr(
                "The part that does it, pikepdf, is not installed here. You can save the PDF "
                "without a password and keep it where only you can get at it, or print it."
            ),
            keep=self.tr("Close"),
        )

    @Slot()
    def _submit(self) -> None:
        """Look at what is typed: emit it, or say what is missing and go there."""
        typed = self._first.secret
        problem = locked_pdf.problem_of(typed)
        if problem is not None:
            self._first.set_problem(self._words(problem))
            self._first.setFocus()
        elif typed != self._again.secret:
            self._again.set_problem(self.tr("Type the same password here, to be sure of it."))
            self._again.setFocus()
        elif not self._is_weak_accepted and passphrase.estimate(typed).needs_confirmation:
            self._weak.show()
            self._weak.announce()
            # Later: where it scrolls, it comes into view once it has its place.
            QTimer.singleShot(0, self, self._on_weak_shown)
        else:
            self._first.take_secret()
            self._again.take_secret()
            self.accept()
            self.chosen.emit(typed)

    def _words(self, problem: PasswordProblem) -> str:
        return {
            PasswordProblem.TOO_SHORT: self.tr("Use 8 characters or more."),
            PasswordProblem.TOO_LONG: self.tr(
                "That is longer than programs for PDFs read. Use about 100 characters at most."
            ),
            PasswordProblem.UNCERTAIN: self.tr(
                "There is a character in it that not every program for PDFs reads the same. Use "
                "ordinary letters, figures, spaces and signs."
            ),
        }[problem]

    def _strength(self, strength: Strength) -> str:
        return {
            Strength.TOO_SHORT: self.tr("Too short"),
            Strength.FAIR: self.tr("Fair"),
            Strength.GOOD: self.tr("Good"),
            Strength.STRONG: self.tr("Strong"),
        }[strength]

    @Slot()
    def _on_edited(self) -> None:
        self._is_weak_accepted = False
        self._weak.hide()
        self._first.set_problem("")
        self._pause.start()

    @Slot()
    def _on_again_edited(self) -> None:
        self._again.set_problem("")

    @Slot()
    def _on_pause(self) -> None:
        typed = self._first.secret
        self._blanks.setVisible(passphrase.has_outer_blanks(typed))
        if not typed:
            self._meter.set_strength(0, "")
            return
        strength = passphrase.estimate(typed).strength
        self._meter.set_strength(_BLOCKS[strength], self._strength(strength))

    @Slot()
    def _on_weak_shown(self) -> None:
        self._anyway.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_weak_accepted(self) -> None:
        self._is_weak_accepted = True
        self._submit()
