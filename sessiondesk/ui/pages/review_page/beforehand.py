"""What comes first, whatever the rest says."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.prompts import Prompts
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.page_frame import reveal
from sessiondesk.ui.widgets.support_card import INK, SupportCard


class Beforehand(QWidget):
    """A boundary that was crossed, apart from all else; then a questionnaire that got worse.

    Signals:
        help_wanted: The safety plan and the crisis lines should be shown.
    """

    help_wanted = Signal()

    def __init__(self, prompts: Prompts, theme: Theme) -> None:
        super().__init__()
        self._outside = SupportCard(
            self.tr("Not a question of fit"), prompts.warning_signs.answer_outside_help, theme
        )
        help_ = buttons.second(self.tr("Safety plan and crisis lines"), theme, icon="life-buoy")
        help_.clicked.connect(self.help_wanted)
        self._outside.body.addWidget(help_, 0, buttons.AT_START)
        self._worse = SupportCard(self.tr("This comes first"), "", theme, icon="info")
        self._worse_words = Label("", theme, Role.BODY, colour=INK)
        self._worse.body.addWidget(self._worse_words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for card in (self._outside, self._worse):
            column.addWidget(card)
            card.hide()
        self._has_crossed = False
        self.hide()

    def show_crossed(self, *, has_crossed: bool) -> None:
        """Answer a crossed boundary; nothing is said here about raising it."""
        is_news = has_crossed and not self._has_crossed
        self._has_crossed = has_crossed
        self._outside.setVisible(has_crossed)
        self._fit()
        if is_news and self.isVisible():
            self._outside.announce()
            reveal(self._outside)

    def show_worse(self, words: str) -> None:
        """Say which questionnaires got worse; nothing where none did."""
        self._worse_words.setText(words)
        self._worse.setVisible(bool(words))
        self._fit()

    def _fit(self) -> None:
        self.setVisible(not (self._outside.isHidden() and self._worse.isHidden()))


class LeavingWorse(SupportCard):
    """What can be done when sessions are left feeling worse; not there by itself."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            QCoreApplication.translate(
                "LeavingWorse", "When you leave feeling worse, again and again"
            ),
            "",
            theme,
            icon="message-circle",
        )
        for words in (
            self.tr(
                "How to raise it: one sentence is enough, such as “After the last sessions I was "
                "low for days. Can we talk about how we end our hours?” It may be read from paper."
            ),
            self.tr(
                "A second opinion is one appointment with somebody else, to see it from outside. "
                "It ends nothing, and you need not hide it."
            ),
            self.tr("Changing therapist is a choice, and no failure."),
        ):
            self.body.addWidget(Label(words, theme, Role.BODY, colour=INK))
        self.hide()

    def show_if(self, *, is_wanted: bool) -> None:
        """Be there or not; a screen reader is told when it comes up."""
        is_news = is_wanted and self.isHidden()
        self.setVisible(is_wanted)
        if is_news and self.isVisible():
            self.announce()
