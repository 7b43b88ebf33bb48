"""The patterns a person has named, to tick where one was seen; and a way to name another."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.ids import PatternId
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal, Topic
from sessiondesk.ui import wording_patterns
from sessiondesk.ui.pattern_dialog import PatternDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.chips import Chip, OpeningChip
from sessiondesk.ui.widgets.flow_layout import Flow

# With more than this the rest is behind a chip of its own.
_OFFERED: Final = 8


class PatternChips(QWidget):
    """A row of chips, one for each pattern.

    A pattern that was put away, or that is in the bin, stays chosen where it was, unseen.

    Signals:
        changed: The person ticked one, took a tick away, or named one, which is ticked then.
    """

    changed = Signal()

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._prompts = prompts
        self._chips: dict[PatternId, Chip] = {}
        self._chosen: frozenset[PatternId] = frozenset()
        self._shows_all = False
        self.setAccessibleName(self.tr("Patterns"))
        self._flow = Flow(spacing=theme.px(8))
        self._more = OpeningChip("", theme, opens=True)
        self._more.clicked.connect(self._on_more)
        self._name = OpeningChip(self.tr("Name a pattern…"), theme, icon="plus")
        self._name.clicked.connect(self._on_name)
        self._flow.add(self._more)
        self._flow.add(self._name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._flow)
        journal.changed.connect(self._on_journal_changed)
        self.refresh()

    @property
    def chosen(self) -> frozenset[PatternId]:
        """The patterns that are ticked, those not shown included."""
        return self._chosen

    @chosen.setter
    def chosen(self, pattern_ids: Iterable[PatternId]) -> None:
        wanted = frozenset(pattern_ids)
        if wanted != self._chosen:
            self._chosen = wanted
            self.refresh()

    def refresh(self) -> None:
        """Read the patterns again; ticks stay."""
        patterns = self._journal.patterns.all()
        offered = patterns if self._shows_all else self._offered(patterns)
        names = {each.id: wording_patterns.in_short(each.name) for each in offered}
        shown = {id_: chip.shown_text for id_, chip in self._chips.items()}
        if list(names.items()) != list(shown.items()):
            self._make(names)
        for pattern_id, chip in self._chips.items():
            chip.setChecked(pattern_id in self._chosen)
        self._more.setVisible(len(offered) < len(patterns))
        words = self.tr("All {count} patterns").format(count=len(patterns))
        self._more.setText(words)

    def _offered(self, patterns: Sequence[Pattern]) -> Sequence[Pattern]:
        """Return those ticked or already offered, and the ones named last."""
        kept = {each.id for each in patterns if each.id in self._chosen or each.id in self._chips}
        for pattern in patterns:
            if len(kept) >= _OFFERED:
                break
            kept.add(pattern.id)
        return [each for each in patterns if each.id in kept]

    def _make(self, names: Mapping[PatternId, str]) -> None:
        focused = next((id_ for id_, chip in self._chips.items() if chip.hasFocus()), None)
        for chip in self._chips.values():
            chip.hide()
            chip.deleteLater()
        self._chips = {}
        before: QWidget = self._flow
        for place, (pattern_id, name) in enumerate(names.items()):
            chip = Chip(name, self._theme)
            chip.clicked.connect(self._on_clicked)
            self._flow.insert(place, chip)
            # A widget made late comes last in the order of Tab unless told otherwise.
            QWidget.setTabOrder(before, chip)
            before = chip
            self._chips[pattern_id] = chip
            chip.show()
        if focused in self._chips:
            self._chips[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(bool)
    def _on_clicked(self, on: bool) -> None:  # noqa: FBT001 - Qt sends it
        for pattern_id, chip in self._chips.items():
            if chip is self.sender():
                self._choose(pattern_id, on=on)
                return

    def _choose(self, pattern_id: PatternId, *, on: bool) -> None:
        one = frozenset({pattern_id})
        self._chosen = self._chosen | one if on else self._chosen - one
        self.changed.emit()

    @Slot()
    def _on_more(self) -> None:
        self._shows_all = True
        first_new = len(self._chips)
        self.refresh()
        chips = list(self._chips.values())
        if first_new < len(chips):
            chips[first_new].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_name(self) -> None:
        dialog = PatternDialog(self._journal, self._theme, self._prompts, self)
        dialog.named.connect(self._on_named)
        dialog.open()

    @Slot(object)
    def _on_named(self, pattern: Pattern) -> None:
        self._chosen |= {pattern.id}
        self.refresh()
        self.changed.emit()

    @Slot(object)
    def _on_journal_changed(self, topic: Topic) -> None:
        if topic is Topic.PATTERNS:
            self.refresh()
