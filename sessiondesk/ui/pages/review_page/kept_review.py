"""A review as it stood, to be read: its evidence in today's words, and what was written."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.review import Movement, Review, Step
from sessiondesk.ui import wording_counts
from sessiondesk.ui.insight_names import Names
from sessiondesk.ui.pages.review_page.evidence_cards import EvidenceCards
from sessiondesk.ui.review_pieces import kept_lines, pieces_of
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.icon_mark import IconMark


class KeptReview(QWidget):
    """Nothing in it can be changed; it can be printed and removed.

    Signals:
        print_wanted: It should be printed.
        save_wanted: It should be put into a file.
        removal_wanted: It should be removed.
    """

    print_wanted = Signal()
    save_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, review: Review, names: Names, prompts: Prompts, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        lines = kept_lines(review.findings)
        if lines is not None:
            said = wording_counts.working(lines)
            column.addWidget(labels.readout(f"{said.headline}.", theme))
            column.addWidget(labels.caption(said.detail, theme))
        cards = EvidenceCards(theme, is_to_read=True)
        pieces = pieces_of(review.findings, names.at(review.day))
        cards.show_pieces(pieces, {each.key for each in pieces if each.finding.is_aside})
        column.addWidget(cards)
        for title, ticked, words in (
            (self.tr("This is hard"), _ticked(review, prompts, is_hard=True), review.hard_words),
            (
                self.tr("This isn’t right"),
                _ticked(review, prompts, is_hard=False),
                review.not_right_words,
            ),
            (prompts.hard_or_not_right.ending, [], review.own_words),
            (prompts.review.agenda[-1].rstrip("."), [], review.decisions),
            (self.tr("Steps to think of"), _steps(review, prompts), ""),
        ):
            if ticked or words.strip():
                column.addWidget(self._part(title, ticked, words))
        saving = buttons.second(self.tr("Save this review as a PDF…"), theme, icon="file-down")
        saving.clicked.connect(self.save_wanted)
        printing = buttons.second(self.tr("Print this review…"), theme, icon="printer")
        printing.clicked.connect(self.print_wanted)
        removing = buttons.remove(self.tr("Remove this review…"), theme)
        removing.clicked.connect(self.removal_wanted)
        for button in (saving, printing, removing):
            column.addWidget(button, 0, buttons.AT_START)
        column.addStretch(1)

    def _part(self, title: str, ticked: list[str], words: str) -> Card:
        card = Card(self._theme, title)
        for each in ticked:
            row = QHBoxLayout()
            row.setSpacing(self._theme.px(8))
            row.addWidget(IconMark("check", self._theme), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(labels.body(each, self._theme), 1)
            card.body.addLayout(row)
        if words.strip():
            card.body.addWidget(labels.own_words(words, self._theme))
        return card


def _ticked(review: Review, prompts: Prompts, *, is_hard: bool) -> list[str]:
    ticked = review.hard if is_hard else review.not_right
    return [
        each.hard if is_hard else each.not_right
        for each in prompts.hard_or_not_right.questions
        if Movement(each.id) in ticked
    ]


def _steps(review: Review, prompts: Prompts) -> list[str]:
    return [each.label for each in prompts.steps.steps if Step(each.id) in review.steps]
