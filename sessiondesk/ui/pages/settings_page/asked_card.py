"""What a check-in asks, and in which order; when a day ends."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.scale import Scale
from sessiondesk.journal.settings import JournalSettings
from sessiondesk.ui.pages.settings_page.rows import Row
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.fields import ChoiceBox
from sessiondesk.ui.widgets.labels import Hairline
from sessiondesk.ui.widgets.tick import Tick

_LATEST_DAY_END = 12
_UP, _DOWN = -1, 1


class AskedCard(Card):
    """Shows the scales with a tick each, the other questions, and the hour a day ends.

    Signals:
        scale_shown: The id of a scale, and whether it should be asked.
        order_chosen: The ids of the scales in the order wanted.
        chosen: Fields of the journal's settings with their values.
    """

    scale_shown = Signal(str, bool)
    order_chosen = Signal(object)
    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Check-in"), self.tr("Hidden ones keep their answers"))
        self._theme = theme
        self._rows: list[_ScaleRow] = []
        self._scales = QVBoxLayout()
        self._scales.setSpacing(0)
        self._sleep = Tick(self.tr("Hours slept"), theme)
        self._sleep.clicked.connect(self._on_sleep)
        self._sleep_question = Tick(self.tr("Whether anxiety got in the way of sleep"), theme)
        self._sleep_question.clicked.connect(self._on_sleep_question)
        self._interference = Tick(self.tr("Whether feelings kept you from something"), theme)
        self._interference.clicked.connect(self._on_interference)
        self._day_end = ChoiceBox(
            self.tr("A day ends at"),
            [(str(hour), f"{hour:02}:00") for hour in range(_LATEST_DAY_END + 1)],
            theme,
            hides_label=True,
        )
        self._day_end.picked.connect(self._on_day_end)
        self.body.addWidget(labels.group(self.tr("Scales, in the order they are asked"), theme))
        self.body.addLayout(self._scales)
        self.body.addWidget(labels.group(self.tr("Questions"), theme))
        self.body.addWidget(self._sleep)
        self.body.addWidget(self._sleep_question)
        self.body.addWidget(self._interference)
        self.body.addWidget(Hairline(theme))
        self.body.addWidget(
            Row(
                self.tr("A day ends at"),
                self._day_end,
                theme,
                help_text=self.tr(
                    "What you note before counts for the day before. Changing it moves nothing "
                    "that is noted already."
                ),
            )
        )

    def show_settings(self, settings: JournalSettings, scales: Sequence[Scale]) -> None:
        """Show what is asked now."""
        self._sleep.setChecked(settings.asks_sleep_hours)
        self._sleep_question.setChecked(settings.asks_sleep_interference)
        self._interference.setChecked(settings.asks_interference)
        self._day_end.value = str(settings.day_end_hour)
        if [row.scale_id for row in self._rows] != [scale.id for scale in scales]:
            self._make_rows(scales)
        for row, scale in zip(self._rows, scales, strict=True):
            row.show_scale(scale)

    def _make_rows(self, scales: Sequence[Scale]) -> None:
        moved = {row.scale_id: row.moved_by for row in self._rows if row.moved_by}
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        for place, scale in enumerate(scales):
            row = _ScaleRow(
                scale, self._theme, is_first=place == 0, is_last=place == len(scales) - 1
            )
            row.shown.connect(self.scale_shown)
            row.moved.connect(self._on_moved)
            self._scales.addWidget(row)
            row.show()
            self._rows.append(row)
            if scale.id in moved:
                row.focus_arrow(moved[scale.id])

    @Slot(str, int)
    def _on_moved(self, scale_id: str, step: int) -> None:
        ids = [row.scale_id for row in self._rows]
        place = ids.index(ScaleId(scale_id))
        ids.insert(place + step, ids.pop(place))
        self.order_chosen.emit(ids)

    @Slot(bool)
    def _on_sleep(self, asks: bool) -> None:  # noqa: FBT001 - a slot
        self.chosen.emit({"asks_sleep_hours": asks})

    @Slot(bool)
    def _on_sleep_question(self, asks: bool) -> None:  # noqa: FBT001 - a slot
        self.chosen.emit({"asks_sleep_interference": asks})

    @Slot(bool)
    def _on_interference(self, asks: bool) -> None:  # noqa: FBT001 - a slot
        self.chosen.emit({"asks_interference": asks})

    @Slot(str)
    def _on_day_end(self, hour: str) -> None:
        self.chosen.emit({"day_end_hour": int(hour)})


class _ScaleRow(QWidget):
    """One scale: whether it is asked, and its place."""

    shown = Signal(str, bool)
    moved = Signal(str, int)

    def __init__(self, scale: Scale, theme: Theme, *, is_first: bool, is_last: bool) -> None:
        super().__init__()
        self.scale_id = scale.id
        self.moved_by = 0
        self._tick = Tick(scale.label, theme, caption=scale.question)
        self._tick.clicked.connect(self._on_tick)
        self._up = buttons.icon_alone(
            "chevron-up", self.tr("Ask {name} earlier").format(name=scale.label), theme
        )
        self._up.setEnabled(not is_first)
        self._up.clicked.connect(self._on_up)
        self._down = buttons.icon_alone(
            "chevron-down", self.tr("Ask {name} later").format(name=scale.label), theme
        )
        self._down.setEnabled(not is_last)
        self._down.clicked.connect(self._on_down)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self._tick, 1)
        row.addWidget(self._up)
        row.addWidget(self._down)
        self.setFocusProxy(self._tick)

    def show_scale(self, scale: Scale) -> None:
        """Show whether it is asked."""
        self._tick.setChecked(scale.is_shown)

    def focus_arrow(self, step: int) -> None:
        """Put the keyboard on the arrow that was pressed, so that it can be pressed again."""
        wanted, other = (self._up, self._down) if step == _UP else (self._down, self._up)
        (wanted if wanted.isEnabled() else other).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(bool)
    def _on_tick(self, is_shown: bool) -> None:  # noqa: FBT001 - a slot
        self.shown.emit(self.scale_id, is_shown)

    @Slot()
    def _on_up(self) -> None:
        self.moved_by = _UP
        self.moved.emit(self.scale_id, _UP)

    @Slot()
    def _on_down(self) -> None:
        self.moved_by = _DOWN
        self.moved.emit(self.scale_id, _DOWN)
