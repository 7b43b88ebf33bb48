"""The tags of a check-in: the person's own most used ones first, and a way to add more."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sessiondesk.domain.tag import Tag
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.chips import ChipGroup
from sessiondesk.ui.widgets.labels import Label

_OFFERED: Final = 6


class TagRow(QWidget):
    """Chips with the names of tags. A tag is made when it is used for the first time.

    Signals:
        toggled: The person put a tag on or took it off: (its name, is it on).
    """

    toggled = Signal(str, bool)

    def __init__(
        self, starters: Sequence[str], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._starters = tuple(starters)
        self._theme = theme
        self._names: dict[str, str] = {}
        self._chips: ChipGroup | None = None
        self._words = QStringListModel(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(12))
        label = Label(self.tr("Tags"), theme, Role.GROUP, wraps=False)
        # Level with the words in the first line of chips.
        head = QVBoxLayout()
        head.setContentsMargins(0, theme.px(8), 0, 0)
        head.addWidget(label)
        head.addStretch(1)
        self._row.addLayout(head)

    def show_tags(self, tags: Sequence[Tag], chosen: Sequence[Tag]) -> None:
        """Show what is on, and offer the most used of ``tags``.

        Args:
            tags: All tags, most used first.
            chosen: The ones on the check-in.
        """
        on = {each.name.casefold() for each in chosen}
        self._words.setStringList(self._all_names(tags))
        offered = self._offered(tags, chosen)
        chips = self._chips
        if chips is None:
            chips = self._make(offered)
        for name in offered:
            # Chips stay where they are while the page is open: nothing moves under a finger.
            if name.casefold() in on or len(self._names) < _OFFERED:
                self._add(chips, name)
        chips.value = on

    def _make(self, offered: Sequence[str]) -> ChipGroup:
        self._names = {name.casefold(): name for name in offered}
        chips = ChipGroup(
            self.tr("Tags"),
            list(self._names.items()),
            self._theme,
            add_text=self.tr("Add tag"),
        )
        self._chips = chips
        self._row.addWidget(chips, 1)
        chips.toggled.connect(self._on_toggled)
        chips.added.connect(self._on_added)
        line = chips.findChild(QLineEdit)
        if isinstance(line, QLineEdit):
            completer = QCompleter(self._words, line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        return chips

    def _offered(self, tags: Sequence[Tag], chosen: Sequence[Tag]) -> list[str]:
        names = [each.name for each in chosen]
        names += [name for name in self._all_names(tags) if name not in names]
        return names[: max(_OFFERED, len(chosen))]

    def _all_names(self, tags: Sequence[Tag]) -> list[str]:
        own = [each.name for each in tags]
        known = {name.casefold() for name in own}
        return own + [name for name in self._starters if name.casefold() not in known]

    def _add(self, chips: ChipGroup, name: str) -> None:
        if name.casefold() not in self._names:
            self._names[name.casefold()] = name
            chips.add_choice(name.casefold(), name)

    def _on_toggled(self, id_: str, on: bool) -> None:  # noqa: FBT001 - Qt sends it
        self.toggled.emit(self._names[id_], on)

    def _on_added(self, text: str) -> None:
        name = " ".join(text.split())
        if name and self._chips is not None:
            self._add(self._chips, name)
            with QSignalBlocker(self._chips):
                self._chips.value = self._chips.value | {name.casefold()}
            self.toggled.emit(name, True)
