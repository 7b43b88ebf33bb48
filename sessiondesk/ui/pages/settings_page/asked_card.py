"""What a check-in asks, and in which order; when a day ends."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from sessiondesk.domain.scale import Scale
from sessiondesk.journal.settings import JournalSettings
from sessiondesk.ui.pages.settings_page.rows import Row
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.fields import ChoiceBox
from sessiondesk.ui.widgets.labels import Hairline, Label
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.tick import Tick
from sessiondesk.ui.widgets.tick_list import TickLine, TickList

_LATEST_DAY_END = 12


class AskedCard(Card):
    """Shows the scales with a tick each, the other questions, and the hour a day ends.

    Signals:
        scale_shown: The id of a scale, and whether it should be asked.
        scale_moved: The id of a scale, and the place it should have, from 0.
        more_asked: The id of a scale, and the button that asked what else can be done with it.
        scale_wanted: A new scale of the person's own should be added.
        chosen: Fields of the journal's settings with their values.
    """

    scale_shown = Signal(str, bool)
    scale_moved = Signal(str, int)
    more_asked = Signal(str, QWidget)
    scale_wanted = Signal()
    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Check-in"), self.tr("Hidden ones keep their answers"))
        self._theme = theme
        hint = self.tr("Alt with Up or Down moves it, and so does dragging its grip.")
        self._scales = TickList(
            theme,
            more_name=self.tr("More for the scale {line}"),
            can_move=True,
            hint=hint,
            role=Role.BODY,
            fades=False,
        )
        self._scales.ticked.connect(self.scale_shown)
        self._scales.moved.connect(self.scale_moved)
        self._scales.more_asked.connect(self.more_asked)
        self._trouble = Label("", theme, Role.CAPTION, colour="care_ink")
        self._trouble.hide()
        self._add = buttons.second(self.tr("Add a scale of your own…"), theme, icon="plus")
        self._add.clicked.connect(self.scale_wanted)
        self._questions = {
            "asks_sleep_hours": self.tr("Hours slept"),
            "asks_sleep_interference": self.tr("Whether anxiety got in the way of sleep"),
            "asks_body": self.tr("Where it was in the body"),
            "asks_patterns": self.tr("Which patterns you saw"),
            "asks_interference": self.tr("Whether feelings kept you from something"),
            "asks_tried": self.tr("Whether you tried something from therapy"),
        }
        self._ticks = {name: Tick(text, theme) for name, text in self._questions.items()}
        self._day_end = ChoiceBox(
            self.tr("A day ends at"),
            [(str(hour), f"{hour:02}:00") for hour in range(_LATEST_DAY_END + 1)],
            theme,
            hides_label=True,
        )
        self._day_end.picked.connect(self._on_day_end)
        self.body.addWidget(labels.group(self.tr("Scales, in the order they are asked"), theme))
        self.body.addWidget(self._scales)
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._add, 0, buttons.AT_START)
        self.body.addWidget(
            labels.caption(self.tr("Up to three of your own can be asked at a time."), theme)
        )
        self.body.addWidget(labels.group(self.tr("Questions"), theme))
        for tick in self._ticks.values():
            tick.clicked.connect(self._on_question)
            self.body.addWidget(tick)
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
        for name, tick in self._ticks.items():
            tick.setChecked(bool(getattr(settings, name)))
        self._day_end.value = str(settings.day_end_hour)
        self.show_scales(scales)

    def show_scales(self, scales: Sequence[Scale]) -> None:
        """Show which scales there are, and which of them are asked."""
        self._scales.show_lines(
            [
                TickLine(
                    id=scale.id,
                    text=scale.label,
                    is_ticked=scale.is_shown,
                    caption=self._about(scale),
                )
                for scale in scales
            ]
        )

    def say(self, sentence: str) -> None:
        """Say below the scales why something cannot be; empty takes it away."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def _about(self, scale: Scale) -> str:
        parts = ["" if scale.is_built_in else self.tr("Your own"), scale.question]
        return ". ".join(part for part in parts if part)

    @Slot(bool)
    def _on_question(self, asks: bool) -> None:  # noqa: FBT001 - a slot
        for name, tick in self._ticks.items():
            if tick is self.sender():
                self.chosen.emit({name: asks})
                return

    @Slot(str)
    def _on_day_end(self, hour: str) -> None:
        self.chosen.emit({"day_end_hour": int(hour)})
