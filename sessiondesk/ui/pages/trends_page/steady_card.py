"""Whether a therapy has stopped moving: one sentence by the rule, or the pieces without it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.bring_up import SourceKind
from sessiondesk.domain.prompts import Prompts
from sessiondesk.insights.steady import Steady
from sessiondesk.ui import wording_findings
from sessiondesk.ui.insight_names import Names
from sessiondesk.ui.page import BringUpOffer
from sessiondesk.ui.pages.trends_page import opener_lines
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card


class SteadyCard(Card):
    """The pieces: sessions so far, main ratings, questionnaires, ground covered before.

    Signals:
        brings_up: Something should be brought up; carries a ``BringUpOffer``.
        review_wanted: The person wants to look at the whole of it.
    """

    brings_up = Signal(object)
    review_wanted = Signal()

    def __init__(self, theme: Theme, prompts: Prompts, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("Over this therapy"), parent=parent)
        self._theme = theme
        self._opener = opener_lines.first(prompts, "circles")
        self._says = labels.readout("", theme)
        self._detail = labels.quiet("", theme)
        self._pieces = QVBoxLayout()
        self._pieces.setSpacing(theme.px(4))
        self._bring = buttons.second(self.tr("Bring it up"), theme, icon="corner-up-right")
        self._bring.setAccessibleName(self.tr("Bring up: old ground, same place"))
        self._review = buttons.quiet(self.tr("Look at it in full"), theme)
        self._review.setAccessibleDescription(self.tr("Opens “Is this working?”"))
        self._review.set_flush()
        acting = QHBoxLayout()
        acting.setSpacing(theme.px(16))
        acting.addWidget(self._bring)
        acting.addWidget(self._review)
        acting.addStretch(1)
        self.body.addWidget(self._says)
        self.body.addWidget(self._detail)
        self.body.addLayout(self._pieces)
        self.body.addLayout(acting)
        self.body.addStretch(1)
        self._bring.clicked.connect(self._on_bring)
        self._review.clicked.connect(self.review_wanted)
        self.hide()

    def show_claim(self, claim: Steady, names: Names) -> None:
        """Show the pieces; together only where the rule allows it."""
        self.setVisible(claim.sessions > 0)
        said = wording_findings.steady(claim, names)
        # A rating that was deleted since may have taken the sentence with it.
        is_said = claim.is_said and said.ending is not None
        self._says.setText(said.headline if is_said else "")
        self._says.setVisible(is_said)
        self._detail.setText(said.detail if is_said else "")
        self._detail.setVisible(is_said)
        self._bring.setVisible(is_said and self._opener is not None)
        while (item := self._pieces.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not is_said:
            for words in (*wording_findings.steady_pieces(claim, names), *self._forms(claim)):
                self._pieces.addWidget(labels.body(words, self._theme))

    def _forms(self, claim: Steady) -> list[str]:
        said = []
        if claim.forms_better == 1:
            said.append(
                self.tr("One questionnaire is better than at the start by more than its wobble.")
            )
        elif claim.forms_better:
            said.append(
                self.tr(
                    "{count} questionnaires are better than at the start by more than their "
                    "wobble."
                ).format(count=claim.forms_better)
            )
        if claim.forms_above == 1:
            said.append(
                self.tr(
                    "One questionnaire is in the range in which a clinician would look closer."
                )
            )
        elif claim.forms_above:
            said.append(
                self.tr(
                    "{count} questionnaires are in the range in which a clinician would look "
                    "closer."
                ).format(count=claim.forms_above)
            )
        return said

    @Slot()
    def _on_bring(self) -> None:
        if self._opener is not None:
            id_, words = self._opener
            self.brings_up.emit(BringUpOffer(text=words, source=SourceKind.OPENER, source_id=id_))
