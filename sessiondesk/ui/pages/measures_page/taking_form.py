"""The card on which a questionnaire is filled in: its words, its rows, and the way on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.instrument import Instrument
from sessiondesk.ui import wording_measures
from sessiondesk.ui.pages.measures_page.taking_draft import HalfFilled
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.labels import Hairline, Label
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.questionnaire import Questionnaire


class TakingForm(Card):
    """Rows to answer, how many have an answer, and the button for the result.

    Signals:
        answered: An answer was given or taken back.
        result_wanted: The person wants to see the result.
        clear_wanted: All answers are to be taken back.
        left: The person wants back.

    Attributes:
        questions: The rows.
        slot: Above the foot, for what has no room beside the card.
    """

    answered = Signal()
    result_wanted = Signal()
    clear_wanted = Signal()
    left = Signal()

    def __init__(
        self, instrument: Instrument, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, padding=(14, 10), parent=parent)
        self._theme = theme
        self.questions = Questionnaire(instrument, theme)
        self._count = Label("", theme, Role.BODY)
        self._clear = buttons.plain(self.tr("Clear all"), theme)
        self._back = buttons.plain(self.tr("Back"), theme)
        self._see = buttons.main(self.tr("See the result"), theme)
        self.slot = QVBoxLayout()
        self._lay_out(instrument)
        self.questions.answered.connect(self.answered)
        self.questions.went_past.connect(self._on_went_past)
        self._clear.clicked.connect(self.clear_wanted)
        self._back.clicked.connect(self.left)
        self._see.clicked.connect(self.result_wanted)

    @property
    def answers(self) -> dict[int, int]:
        """What is ticked, by number of the item, as ticked."""
        return self.questions.answers

    @property
    def functional(self) -> int | None:
        """The answer on how hard things were."""
        return self.questions.functional

    def show_answers(self, half: HalfFilled) -> None:
        """Show what is ticked."""
        self.questions.show_answers(half.answers, half.functional)
        self.count(half)
        is_change = half.changes is not None
        self._back.setText(self.tr("Leave it as it was") if is_change else self.tr("Back"))

    def count(self, half: HalfFilled) -> None:
        """Say how many rows have an answer."""
        self._clear.setVisible(bool(half.answers) and half.changes is None)
        self._count.set_weight(None)
        self._count.setText(
            self.tr("{answered} of {count} answered").format(
                answered=half.answered, count=half.count
            )
        )

    def name_open(self, missing: Sequence[int]) -> None:
        """Say which rows are open, and put the keyboard on the first of them."""
        words = wording_measures.missing_line(missing)
        self._count.set_weight(600)
        self._count.setText(words)
        announce(self, words)
        self.questions.go_to(missing[0])

    def set_read_only(self) -> None:
        """Take no answers."""
        self.questions.setEnabled(False)
        self._clear.hide()
        self._see.hide()

    def focus_first_open(self) -> None:
        """Put the keyboard on the first row without an answer; on the button after the last."""
        self.questions.focus_first_open()

    def _lay_out(self, instrument: Instrument) -> None:
        theme, px = self._theme, self._theme.px
        if instrument.intro:
            self.body.addSpacing(px(4))
        for paragraph in instrument.intro:
            label = labels.body(paragraph, theme)
            self.body.addLayout(_indented(label, px(14)))
        self.body.addWidget(self.questions)
        self.body.addLayout(self.slot)
        self.body.addWidget(Hairline(theme))
        foot = QHBoxLayout()
        foot.setContentsMargins(px(14), 0, 0, 0)
        foot.setSpacing(px(8))
        foot.addWidget(self._count, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._clear)
        foot.addWidget(self._back)
        foot.addWidget(self._see)
        self.body.addLayout(foot)
        rights = labels.caption(instrument.licence.attribution, theme)
        self.body.addLayout(_indented(rights, px(14)))

    @Slot()
    def _on_went_past(self) -> None:
        self._see.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _indented(label: Label, by: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(by, 0, by, 0)
    row.addWidget(label)
    return row
