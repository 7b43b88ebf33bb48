"""One part of a hand-over: whether it goes on, what is written for it, and its lines."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout

from sessiondesk.ui import handover_document
from sessiondesk.ui.handover_document import FIELDS, Choice, Field, Line, Part
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.own_words import OwnWords
from sessiondesk.ui.widgets.tab_order import put_in_reading_order
from sessiondesk.ui.widgets.tick import Switch, Tick

# A list to choose from, not to read in.
_LONGEST: Final = 200


class _LineSwitch(Switch):
    """A switch that knows its line."""

    def __init__(self, line: Line, theme: Theme) -> None:
        beside = ", ".join(each for each in line.cells or (line.caption,) if each)
        super().__init__(
            _beginning(line.text),
            theme,
            caption=_beginning(beside),
            on_words=self.tr("Goes on the hand-over"),
            off_words=self.tr("Left out") if line.is_offered else self.tr("Stays private"),
            role=Role.OWN_LINE if line.is_own else Role.BODY,
        )
        self.key = line.key


class HandoverPart(Card):
    """One part.

    Signals:
        switched: The part, and whether anything of it goes on.
        line_switched: The part, a line's key, and whether that line goes on.

    Attributes:
        fields: The editors for what the person writes for it.
    """

    switched = Signal(str, bool)
    line_switched = Signal(str, str, bool)

    def __init__(self, part: Part, theme: Theme) -> None:
        super().__init__(theme, padding=(16, 10))
        self._part = part
        self._shown: tuple[object, ...] = ()
        self._switches: list[_LineSwitch] = []
        self._tick = Tick(handover_document.part_title(part), theme, role=Role.CARD_TITLE)
        self._tick.setChecked(True)
        self._tick.clicked.connect(self._on_ticked)
        self._nothing = labels.caption(self._says_nothing(), theme)
        names = FIELDS.get(part, ())
        self.fields: dict[Field, OwnWords] = {
            each: OwnWords(
                handover_document.field_name(each),
                theme,
                placeholder=handover_document.field_invitation(each),
                lines=(2, 10),
                # With one field the title above says the same.
                hides_label=len(names) == 1,
            )
            for each in names
        }
        self.body.addWidget(self._tick)
        for editor in self.fields.values():
            self.body.addWidget(editor)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(4))
        self.body.addLayout(self._list)
        self.body.addWidget(self._nothing)

    def show_lines(self, lines: Sequence[Line], choice: Choice) -> None:
        """Show what can go on; switches that show the same already are left alone."""
        self._tick.setChecked(self._part not in choice.parts_off)
        shown = tuple((line.key, line.text, line.caption, line.cells) for line in lines)
        if shown != self._shown:
            self._shown = shown
            self._make_switches(lines)
        for line, switch in zip(lines, self._switches, strict=True):
            switch.setChecked(choice.takes(line))
        self._nothing.setVisible(not lines and not self.fields)
        self._set_lines_enabled()

    def focus_first(self) -> None:
        """Put the focus into the first field, or on the tick."""
        first = next(iter(self.fields.values()), self._tick)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_switches(self, lines: Sequence[Line]) -> None:
        for switch in self._switches:
            self._list.removeWidget(switch)
            switch.hide()
            switch.deleteLater()
        self._switches = [_LineSwitch(line, self._theme) for line in lines]
        for switch in self._switches:
            switch.clicked.connect(self._on_line_clicked)
            self._list.addWidget(switch)
            # At once: until then Tab would pass it over.
            switch.show()
        put_in_reading_order(self)

    def _set_lines_enabled(self) -> None:
        # What is switched off as a whole is still there to be read and written.
        for switch in self._switches:
            switch.setEnabled(self._tick.isChecked())

    def _says_nothing(self) -> str:
        return {
            Part.GOALS: self.tr("No goals in this time."),
            Part.MEASURES: self.tr("No questionnaires in this time."),
            Part.EVENTS: self.tr("Nothing noted in this time."),
            Part.PATTERNS: self.tr("No pattern has a name yet."),
        }.get(self._part, "")

    @Slot(bool)
    def _on_ticked(self, is_on: bool) -> None:  # noqa: FBT001 - Qt sends it
        self._set_lines_enabled()
        self.switched.emit(self._part, is_on)

    @Slot(bool)
    def _on_line_clicked(self, is_on: bool) -> None:  # noqa: FBT001 - Qt sends it
        switch = self.sender()
        if isinstance(switch, _LineSwitch):
            self.line_switched.emit(self._part, switch.key, is_on)


def _beginning(text: str) -> str:
    words = " ".join(text[: 2 * _LONGEST].split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
