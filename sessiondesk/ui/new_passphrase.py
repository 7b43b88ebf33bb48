"""The fields in which a new passphrase is made: a suggestion, twice the same, advice on it."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.ui import vault_words
from sessiondesk.ui.passphrase_field import PassphraseField
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.notice import Kind, Notice
from sessiondesk.ui.widgets.strength_meter import StrengthMeter
from sessiondesk.vault import passphrase
from sessiondesk.vault.errors import PassphraseRefusedError
from sessiondesk.vault.passphrase import Strength

# Long enough not to estimate between two keys, short enough to follow the typing.
_PAUSE_MILLISECONDS: Final = 150
_BLOCKS: Final = {Strength.TOO_SHORT: 1, Strength.FAIR: 2, Strength.GOOD: 3, Strength.STRONG: 4}


class NewPassphrase(QWidget):
    """Asks for a passphrase twice, without the buttons that go on from there.

    Signals:
        chosen: The passphrase, after it was typed twice and a weak one was accepted.
        edited: What is typed is different now.
    """

    chosen = Signal(str)
    edited = Signal()

    def __init__(self, theme: Theme, *, name: str = "", parent: QWidget | None = None) -> None:
        """Make empty fields.

        Args:
            theme: The look in force.
            name: What the first field is called; "Passphrase" unless told otherwise.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._is_weak_accepted = False
        self._suggestion = ""
        self._phrase = Label("", theme, Role.SUB_HEADLINE)
        self._first = PassphraseField(name or self.tr("Passphrase"), theme)
        self._first.edited.connect(self._on_edited)
        self._meter = StrengthMeter(theme)
        self._again = PassphraseField(self.tr("Once more"), theme)
        self._again.edited.connect(self._on_again_edited)
        self._again.entered.connect(self.submit)
        self._same_mark = IconMark("check", theme, colour="accent", stroke=2.25)
        self._same = labels.caption("", theme)
        self._blanks = labels.caption(
            self.tr("It begins or ends with a space. That counts, and is easily left out."), theme
        )
        self._blanks.hide()
        self._weak = Notice(
            Kind.CARE,
            self.tr("This one could be guessed"),
            self.tr(
                "Someone with a copy of the folder and patience might find it. A longer one is "
                "safer; this one is your choice all the same."
            ),
            theme,
        )
        self._anyway = self._weak.add_action(self.tr("Use it anyway"))
        self._anyway.clicked.connect(self._on_weak_accepted)
        self._weak.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._on_pause)
        self._lay_out()
        self.setFocusProxy(self._first)
        self._on_another()
        self._on_pause()
        self._on_again_edited()

    def forget(self) -> None:
        """Empty both fields."""
        self._first.take_secret()
        self._again.take_secret()

    def submit(self) -> None:
        """Look at what is typed: emit ``chosen``, or say what is missing and go there."""
        typed = self._first.secret
        try:
            passphrase.check_new(typed)
        except PassphraseRefusedError as error:
            self._first.set_problem(vault_words.describe(error).happened)
            self._first.setFocus()
            return
        if typed != self._again.secret:
            self._again.set_problem(self.tr("Type the same passphrase here, to be sure of it."))
            self._again.setFocus()
            return
        if not self._is_weak_accepted and passphrase.estimate(typed).needs_confirmation:
            self._weak.show()
            self._weak.announce()
            # Later: where it scrolls, it comes into view once it has its place.
            QTimer.singleShot(0, self, self._on_weak_shown)
            return
        self.chosen.emit(typed)

    def _lay_out(self) -> None:
        theme = self._theme
        same = QHBoxLayout()
        same.setSpacing(theme.px(6))
        same.addWidget(self._same_mark)
        same.addWidget(self._same, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._suggestion_card())
        column.addSpacing(theme.px(4))
        column.addWidget(self._first)
        column.addWidget(self._meter)
        column.addWidget(self._blanks)
        column.addSpacing(theme.px(4))
        column.addWidget(self._again)
        column.addLayout(same)
        column.addWidget(self._weak)

    def _suggestion_card(self) -> QWidget:
        theme = self._theme
        another = buttons.quiet(self.tr("Another"), theme, icon="refresh-cw")
        another.clicked.connect(self._on_another)
        use = buttons.quiet(self.tr("Use this"), theme)
        use.clicked.connect(self._on_use)
        head = QHBoxLayout()
        head.addWidget(labels.group(self.tr("A suggestion: six random words"), theme), 1)
        head.addWidget(another)
        head.addWidget(use)
        card = Card(theme, is_sunken=True, padding=(18, 10))
        card.body.setSpacing(theme.px(2))
        card.body.addLayout(head)
        card.body.addWidget(self._phrase)
        card.body.addWidget(
            Label(
                self.tr(
                    "Made on this computer just now. About {bits} bits: far beyond guessing. Six "
                    "words are easier to remember than eight symbols."
                ).format(bits=passphrase.suggestion_bits()),
                theme,
                Role.CAPTION,
                colour="ink2",
            )
        )
        return card

    @Slot()
    def _on_another(self) -> None:
        self._suggestion = passphrase.suggest()
        self._phrase.setText(self._suggestion)

    @Slot()
    def _on_use(self) -> None:
        self._first.set_secret(self._suggestion)
        self._first.set_hidden(hidden=False)
        self._again.setFocus()

    @Slot()
    def _on_edited(self) -> None:
        self._is_weak_accepted = False
        self._weak.hide()
        self._first.set_problem("")
        self._pause.start()
        self._on_again_edited()
        self.edited.emit()

    @Slot()
    def _on_pause(self) -> None:
        typed = self._first.secret
        self._blanks.setVisible(passphrase.has_outer_blanks(typed))
        if not typed:
            self._meter.set_strength(0, "")
            return
        strength = passphrase.estimate(typed).strength
        self._meter.set_strength(_BLOCKS[strength], self._word(strength))

    def _word(self, strength: Strength) -> str:
        return {
            Strength.TOO_SHORT: self.tr("Too short"),
            Strength.FAIR: self.tr("Fair"),
            Strength.GOOD: self.tr("Good"),
            Strength.STRONG: self.tr("Strong"),
        }[strength]

    @Slot()
    def _on_again_edited(self) -> None:
        first, again = self._first.secret, self._again.secret
        is_same = bool(again) and first == again
        self._same_mark.setVisible(is_same)
        self._same.setVisible(bool(again))
        self._same.setText(self.tr("The same") if is_same else self.tr("Not the same yet"))
        self._again.set_problem("")

    @Slot()
    def _on_weak_shown(self) -> None:
        self._anyway.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_weak_accepted(self) -> None:
        self._is_weak_accepted = True
        self.submit()
