"""What speaks for movement and what against it: two cards of equal width and weight."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.review import SpeaksFor
from sessiondesk.ui import wording_review
from sessiondesk.ui.pages.review_page.two_columns import TwoColumns
from sessiondesk.ui.review_pieces import Piece
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.tab_order import put_where_it_is_read

_MOST: Final = 6
"""So many are shown at first, in either list."""


class EvidenceCards(QWidget):
    """Two lists and, under them, what was put aside. Nothing is added up.

    Signals:
        put_aside: A finding is not relevant: its key.
        put_back: It is, after all: its key.
        source_wanted: Where a finding comes from should be shown; carries the ``Piece``.
    """

    put_aside = Signal(str)
    put_back = Signal(str)
    source_wanted = Signal(object)

    def __init__(self, theme: Theme, *, is_to_read: bool = False) -> None:
        """Make both cards, empty.

        Args:
            theme: The look in force.
            is_to_read: Whether it shows a review as it stood: nothing can be put aside.
        """
        super().__init__()
        self._theme = theme
        self._is_to_read = is_to_read
        self._lists: list[QWidget] = []
        self._shown: tuple[Sequence[Piece], Collection[str]] = ((), ())
        # One rule for both, so that neither list looks heavier than it is.
        self._is_whole = is_to_read
        self._for = self._card(self.tr("What speaks for movement"), "trending-up")
        self._against = self._card(self.tr("What speaks against, or is unclear"), "circle-dashed")
        self._aside = Card(theme, self.tr("Put aside"), is_empty=True)
        scale = QHBoxLayout()
        scale.setSpacing(theme.px(10))
        scale.addWidget(IconMark("scale", theme), 0, Qt.AlignmentFlag.AlignTop)
        scale.addWidget(
            labels.caption(
                self.tr(
                    "The two lists are put side by side on purpose. There is no score and no "
                    "verdict: that is for you and your therapist."
                ),
                theme,
            ),
            1,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(TwoColumns(self._for, self._against, theme))
        column.addWidget(self._aside)
        column.addLayout(scale)
        self._aside.hide()

    def show_pieces(self, pieces: Sequence[Piece], aside: Collection[str]) -> None:
        """Show all findings; those whose key is in ``aside`` stand apart."""
        self._shown = pieces, aside
        for each in self._lists:
            each.hide()
            each.deleteLater()
        self._lists = []
        for side, card in ((SpeaksFor.MOVEMENT, self._for), (SpeaksFor.AGAINST, self._against)):
            found = [
                each for each in pieces if each.finding.side is side and each.key not in aside
            ]
            card.set_caption(wording_review.things(len(found)))
            first = found if self._is_whole else found[:_MOST]
            is_aside = any(each.finding.side is side for each in pieces) and not found
            nothing = (
                self.tr("What there is stands under “Put aside”.")
                if is_aside
                else self.tr("The record has nothing here yet.")
            )
            self._fill(card, [self._line(each) for each in first], of=len(found), nothing=nothing)
        put = [each for each in pieces if each.key in aside]
        self._aside.setVisible(bool(put))
        self._aside.set_caption(wording_review.things(len(put)))
        self._fill(self._aside, [self._aside_line(each) for each in put], of=len(put))
        put_where_it_is_read(self)

    def _card(self, title: str, icon: str) -> Card:
        card = Card(self._theme, title)
        card.add_to_head(IconMark(icon, self._theme, size=20))
        return card

    def _fill(self, card: Card, lines: Sequence[QWidget], *, of: int, nothing: str = "") -> None:
        theme = self._theme
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for each in lines:
            column.addWidget(each)
        if not lines:
            column.addWidget(labels.quiet(nothing, theme))
        if of > len(lines):
            more = buttons.quiet(self.tr("Show all {n}").format(n=of), theme, icon="chevron-down")
            more.set_flush()
            more.setAccessibleName(f"{more.text()}: {card.title}")
            more.clicked.connect(self._on_more)
            column.addWidget(more, 0, buttons.AT_START)
        column.addStretch(1)
        card.body.addWidget(found)
        found.show()
        self._lists.append(found)

    def _line(self, piece: Piece) -> QWidget:
        line, row = self._words(piece)
        if self._is_to_read:
            return line
        told = piece.told
        link = buttons.quiet(wording_review.source(told.source), self._theme)
        link.set_height(32)
        link.setAccessibleName(f"{link.text()}: {told.headline}")
        link.clicked.connect(partial(self._on_source, piece))
        away = buttons.icon_alone(
            "x", self.tr("Not relevant: {finding}").format(finding=told.headline), self._theme
        )
        away.set_height(32)
        away.setToolTip(self.tr("Not relevant"))
        away.clicked.connect(partial(self._on_away, piece.key))
        for button in (link, away):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _aside_line(self, piece: Piece) -> QWidget:
        line, row = self._words(piece)
        if self._is_to_read:
            return line
        back = buttons.quiet(self.tr("Put back"), self._theme)
        back.set_height(32)
        back.setAccessibleName(self.tr("Put back: {finding}").format(finding=piece.told.headline))
        back.clicked.connect(partial(self._on_back, piece.key))
        row.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _words(self, piece: Piece) -> tuple[QWidget, QHBoxLayout]:
        theme = self._theme
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(labels.readout(piece.told.headline, theme))
        if piece.told.detail:
            words.addWidget(labels.caption(piece.told.detail, theme))
        row.addLayout(words, 1)
        return line, row

    # Methods and no signals handed on: the line that was clicked goes with the list.

    def _on_more(self) -> None:
        self._is_whole = True
        self.show_pieces(*self._shown)

    def _on_away(self, key: str) -> None:
        self.put_aside.emit(key)

    def _on_back(self, key: str) -> None:
        self.put_back.emit(key)

    def _on_source(self, piece: Piece) -> None:
        self.source_wanted.emit(piece)
