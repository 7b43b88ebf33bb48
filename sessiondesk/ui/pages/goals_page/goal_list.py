"""The goals in two lanes, and under them the shelf of those that are over."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.goal import GoalState, Horizon
from sessiondesk.domain.ids import GoalId
from sessiondesk.ui import wording_goals
from sessiondesk.ui.pages.goals_page.goal_card import GoalCard
from sessiondesk.ui.pages.goals_page.goal_record import GoalRecord
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.page_frame import Scroll

# Room for the focus ring, which the scrolling would cut off.
RING: Final = 4
_SHELF_AT_A_TIME: Final = 6


class GoalList(QWidget):
    """Lets one goal be chosen; Up and Down go through all of them.

    Signals:
        chosen: The goal that was chosen, by its id.
        shelf_opened: The shelf was opened (True) or closed.
    """

    chosen = Signal(str)
    shelf_opened = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: list[GoalCard] = []
        self._group = QButtonGroup(self)
        self._inside = QWidget()
        self._lanes = {horizon: _Lane(theme, self._inside) for horizon in Horizon}
        self._shelf = _Lane(theme, self._inside)
        self._scroll = Scroll(self._inside, theme)
        self._open = buttons.quiet("", theme, icon="archive")
        self._older = buttons.quiet(self.tr("Show older ones"), theme)
        self._older.set_height(32)
        self._most = _SHELF_AT_A_TIME
        self._is_open = False
        self._had_focus = False
        self._lay_out()
        self._group.buttonClicked.connect(self._on_clicked)
        self._open.clicked.connect(self._on_open)
        self._older.clicked.connect(self._on_older)

    @property
    def is_shelf_open(self) -> bool:
        """Whether what is on the shelf can be chosen."""
        return self._is_open

    @property
    def ids(self) -> Sequence[GoalId]:
        """The goals that can be chosen, in order."""
        return [card.goal_id for card in self._cards]

    def show_records(
        self,
        goals: Sequence[GoalRecord],
        shelf: Sequence[GoalRecord],
        *,
        today: date,
        also: GoalId | None = None,
    ) -> None:
        """Show these goals, those on the ``shelf`` only while it is open, and in pieces.

        Args:
            goals: Those in the lanes.
            shelf: Those that are over, the one to be shown first first.
            today: The day it is.
            also: One that is to be there, however far down the shelf it is.
        """
        if not shelf:
            self._is_open = False
        if not self._is_open:
            self._most = _SHELF_AT_A_TIME
        for place, each in enumerate(shelf):
            if each.goal.id == also:
                self._most = max(self._most, place + 1)
        on_shelf = shelf[: self._most] if self._is_open else ()
        for horizon, lane in self._lanes.items():
            inside = [each for each in goals if each.goal.horizon is horizon]
            paused = sum(each.goal.state is GoalState.PAUSED for each in inside)
            lane.say(
                wording_goals.lane(horizon),
                wording_goals.lane_count(len(inside) - paused, paused),
            )
            lane.setVisible(bool(inside))
        self._shelf.say(self.tr("Reached and let go"), "")
        self._shelf.setVisible(self._is_open)
        self._open.setVisible(bool(shelf))
        self._say_open(len(shelf))
        self._older.setVisible(self._is_open and len(shelf) > len(on_shelf))
        self._show_cards([*goals, *on_shelf], today=today)

    def choose(self, goal_id: GoalId) -> None:
        """Mark a goal as chosen, without telling anybody."""
        for card in self._cards:
            if card.goal_id == goal_id:
                card.setChecked(True)
        if self._had_focus:
            # The card that had the keyboard was replaced by another.
            self._had_focus = False
            self.focus_chosen()

    def open_shelf(self) -> None:
        """Let what is on the shelf be chosen from the next time it is shown."""
        self._is_open = True

    def focus_chosen(self) -> None:
        """Put the keyboard on the chosen goal."""
        for card in self._cards:
            if card.isChecked():
                card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_cards(self, records: Sequence[GoalRecord], *, today: date) -> None:
        ordered = [
            *(each for lane in Horizon for each in records if _lane_of(each) is lane),
            *(each for each in records if _lane_of(each) is None),
        ]
        places = [(each.goal.id, _lane_of(each)) for each in ordered]
        if places == [(card.goal_id, self._place_of(card)) for card in self._cards]:
            for card, record in zip(self._cards, ordered, strict=True):
                card.show_record(record, today=today)
            return
        self._had_focus = any(card.hasFocus() for card in self._cards)
        for card in self._cards:
            self._group.removeButton(card)
        self._cards = [GoalCard(record, self._theme, today=today) for record in ordered]
        lanes = [_lane_of(record) for record in ordered]
        for card in self._cards:
            self._group.addButton(card)
        for lane, shown in ((None, self._shelf), *self._lanes.items()):
            shown.hold([card for card, of in zip(self._cards, lanes, strict=True) if of is lane])

    def _place_of(self, card: GoalCard) -> Horizon | None:
        for horizon, lane in self._lanes.items():
            if lane.isAncestorOf(card):
                return horizon
        return None

    def _lay_out(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(RING, RING, RING + px(6), RING)
        column.setSpacing(px(16))
        for lane in (*self._lanes.values(), self._shelf):
            column.addWidget(lane)
        column.addWidget(self._older, 0, buttons.AT_START)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(4))
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._open, 0, buttons.AT_START)

    def _say_open(self, count: int) -> None:
        words = (
            self.tr("Hide reached and let go")
            if self._is_open
            else self.tr("Reached and let go ({count})").format(count=count)
        )
        self._open.setText(words)

    def _on_clicked(self, card: GoalCard) -> None:
        self.chosen.emit(card.goal_id)

    def _on_open(self) -> None:
        self._is_open = not self._is_open
        self.shelf_opened.emit(self._is_open)
        if self._is_open:
            QTimer.singleShot(0, self, self._show_shelf)

    def _on_older(self) -> None:
        self._most += _SHELF_AT_A_TIME
        self.shelf_opened.emit(True)

    def _show_shelf(self) -> None:
        """Bring the shelf into view, once it has its place."""
        self._scroll.ensureWidgetVisible(self._shelf)


class _Lane(QWidget):
    """A heading, how many there are, and cards."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._inside = QWidget()
        self._title = Label("", theme, Role.GROUP)
        self._count = Label("", theme, Role.CAPTION, wraps=False)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self._column.addLayout(head)
        self._column.addWidget(self._inside)

    def say(self, title: str, count: str) -> None:
        """Name the lane and say how many there are."""
        self._title.setText(title)
        self._count.setText(count)

    def hold(self, cards: Sequence[QWidget]) -> None:
        """Show these cards, in place of those before."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(8))
        for card in cards:
            column.addWidget(card)
        former, self._inside = self._inside, inside
        self._column.addWidget(inside)
        # All at once: showing each would lay out the whole page as many times.
        inside.show()
        self._column.removeWidget(former)
        former.hide()
        former.deleteLater()


def _lane_of(record: GoalRecord) -> Horizon | None:
    return None if record.goal.state.is_on_shelf else record.goal.horizon
