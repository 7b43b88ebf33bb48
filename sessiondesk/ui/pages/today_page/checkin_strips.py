"""The strips of a check-in, one for each question, and how the keyboard goes through them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.checkin import CheckIn, SleepInterference
from sessiondesk.domain.prompts import GradedQuestion
from sessiondesk.domain.scale import Scale, ScaleKind
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels, scale
from sessiondesk.ui.widgets.hours import Hours
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.segmented import Segmented

MOVE_ON_AFTER_MS: Final = 150
_YES: Final = "yes"
_NO: Final = "no"
_KEYS_OF_SLEEP: Final = "NLCK"
_GAP: Final = 16
_LEAST_WORDS: Final = 150


class CheckinStrips(QWidget):
    """One strip for each scale that is asked, hours slept, and the question about sleep.

    A digit answers and moves on; Tab moves without answering. Not answered is no row, never 0.

    Signals:
        rated: A scale was answered or cleared: (its id, the reading or None).
        slept: Hours slept, or None.
        sleep_answered: What got in the way of sleep, or None.
        finished: The last question was answered by a key; the way is free to go on.
    """

    rated = Signal(str, object)
    slept = Signal(object)
    sleep_answered = Signal(object)
    finished = Signal()

    def __init__(
        self,
        scales: Sequence[Scale],
        theme: Theme,
        *,
        sleep: GradedQuestion,
        asks_hours: bool,
        asks_sleep: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scales = tuple(scales)
        self._ratings = {each.id: self._strip_of(each) for each in scales}
        unit = self.tr("hours – dot adds a half")  # noqa: RUF001 - as between all ends
        self._hours = Hours(self.tr("Sleep last night"), unit, theme)
        self._sleep = Segmented(
            sleep.question,
            [(choice.id, choice.text) for choice in sleep.choices],
            theme,
            keys=_KEYS_OF_SLEEP,
            can_clear=True,
        )
        self._asks_hours = asks_hours
        self._asks_sleep = asks_sleep
        self._came_from: QWidget | None = None
        self._move_on = QTimer(self)
        self._move_on.setSingleShot(True)
        self._move_on.setInterval(MOVE_ON_AFTER_MS)
        self._move_on.timeout.connect(self._on_move_on)
        self._lay_out(sleep.question)
        self._hours.picked.connect(self.slept)
        self._sleep.picked.connect(self._on_sleep)
        self._sleep.answered.connect(self._on_answered)

    def show_answers(self, checkin: CheckIn) -> None:
        """Show what was answered, without telling anybody."""
        for id_, strip in self._ratings.items():
            _show(strip, checkin.ratings.get(id_))
        self._hours.value = checkin.sleep_hours
        sleep = checkin.sleep_interference
        self._sleep.value = None if sleep is None else sleep.value

    def is_complete(self, checkin: CheckIn) -> bool:
        """Whether every strip has an answer."""
        has_all = all(id_ in checkin.ratings for id_ in self._ratings)
        return has_all and (not self._asks_hours or checkin.sleep_hours is not None)

    def focus_first_open(self, checkin: CheckIn) -> bool:
        """Put the keyboard on the first strip without an answer; False where there is none."""
        for id_, strip in self._ratings.items():
            if id_ not in checkin.ratings:
                strip.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        if self._asks_hours and checkin.sleep_hours is None:
            self._hours.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _strip_of(self, asked: Scale) -> scale.Scale | Segmented:
        if asked.kind is ScaleKind.YES_NO:
            strip: scale.Scale | Segmented = Segmented(
                asked.label,
                [(_NO, self.tr("No")), (_YES, self.tr("Yes"))],
                self._theme,
                keys="NY",
                can_clear=True,
            )
        else:
            # What the program brought is known by its name; its question is on a tool tip.
            question = "" if asked.is_built_in else asked.question
            strip = scale.Scale(
                asked.label, asked.low_text, asked.high_text, self._theme, question=question
            )
        strip.setToolTip(asked.question)
        strip.picked.connect(self._on_rated)
        strip.answered.connect(self._on_answered)
        return strip

    def _lay_out(self, question: str) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        for asked in self._scales:
            strip = self._ratings[asked.id]
            if isinstance(strip, Segmented):
                column.addWidget(_Beside(asked.label, strip, self._theme, asked.question))
            else:
                column.addWidget(strip)
        column.addWidget(self._hours)
        self._hours.setVisible(self._asks_hours)
        asks = QWidget()
        inside = QVBoxLayout(asks)
        inside.setContentsMargins(0, px(4), 0, 0)
        inside.setSpacing(px(12))
        inside.addWidget(labels.Hairline(self._theme))
        inside.addWidget(_Beside(question, self._sleep, self._theme))
        column.addWidget(asks)
        asks.setVisible(self._asks_sleep)

    def _stops(self) -> list[QWidget]:
        stops: list[QWidget] = list(self._ratings.values())
        if self._asks_hours:
            stops.append(self._hours)
        if self._asks_sleep:
            stops.append(self._sleep)
        return stops

    def _on_rated(self, value: object) -> None:
        for id_, strip in self._ratings.items():
            if strip is self.sender():
                reading = value
                if isinstance(strip, Segmented):
                    reading = None if value is None else int(value == _YES)
                self.rated.emit(id_, reading)
                return

    def _on_sleep(self, value: str | None) -> None:
        self.sleep_answered.emit(None if value is None else SleepInterference(value))

    def _on_answered(self) -> None:
        sender = self.sender()
        self._came_from = sender if isinstance(sender, QWidget) else None
        self._move_on.start()

    def _on_move_on(self) -> None:
        stops = self._stops()
        came_from = self._came_from
        if came_from is None or came_from not in stops:
            return
        focused = QApplication.focusWidget()
        if focused is None or not came_from.isAncestorOf(focused):
            # The person went somewhere else meanwhile.
            return
        place = stops.index(came_from)
        if place + 1 < len(stops):
            stops[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.finished.emit()


def _show(strip: scale.Scale | Segmented, reading: float | None) -> None:
    if isinstance(strip, Segmented):
        strip.value = None if reading is None else _YES if reading else _NO
    else:
        # An imported reading may lie between two cells; it stays as it is until it is changed.
        strip.value = None if reading is None else round(reading)


class _Beside(QWidget):
    """A question with its answers beside it, or below it where its words had no room."""

    def __init__(self, name: str, strip: Segmented, theme: Theme, question: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._strip = strip
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(name, theme, Role.LABEL))
        if question:
            words.addWidget(Label(question, theme, Role.ANCHOR))
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addLayout(words, 1)
        self._across.addWidget(strip, 0, Qt.AlignmentFlag.AlignLeading)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        room = self.width() - self._strip.sizeHint().width() - px(_GAP)
        is_narrow = room < px(_LEAST_WORDS)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if is_narrow else across)
        self._across.setSpacing(px(8 if is_narrow else _GAP))
