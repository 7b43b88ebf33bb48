"""A question as a sentence, some words of which are small menus."""

from collections.abc import Iterator, Mapping
from string import Formatter

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.chips import OpeningChip
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.labels import Label

# Short words go with the next one: alone, a gap on either side would tear the line apart.
_SHORT = 6


class MenuChip(OpeningChip):
    """Words in a sentence that open a menu of others.

    Signals:
        menu_wanted: The menu should be shown: put it together and give it to ``show_menu``.
    """

    menu_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("", theme, opens=True, parent=parent)
        self.clicked.connect(self.menu_wanted)

    def set_words(self, words: str) -> None:
        """Say something else; a person's own words are no shortcut."""
        self.setText(words)
        self.setShortcut(QKeySequence())
        self.updateGeometry()

    def show_menu(self, menu: QMenu) -> None:
        """Open ``menu`` below, for a moment."""
        menu.aboutToHide.connect(self._on_menu_closed)
        menu.aboutToHide.connect(menu.deleteLater)
        self.set_open(True)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    @Slot()
    def _on_menu_closed(self) -> None:
        self.set_open(False)


class Sentence(QWidget):
    """Words and chips in lines that wrap, as text does."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: dict[str, QWidget] = {}
        self._pattern = ""
        self._flow = Flow(spacing=theme.px(5))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._flow)

    def set_pattern(self, pattern: str, chips: Mapping[str, MenuChip]) -> None:
        """Set the words down, once.

        Args:
            pattern: The sentence, with the names of its parts in braces.
            chips: The parts that are menus; the others are words that change with them.
        """
        self._pattern = pattern
        *parts, (end, last, _, _) = Formatter().parse(f"{pattern} ")
        is_mark_alone = last is None and not end[:1].isalnum() and len(end.split()) == 1
        if not is_mark_alone:
            parts.append((end, last, "", ""))
        for place, (words, name, _, _) in enumerate(parts):
            for few in _in_parts(words):
                self._flow.add(self._words(few))
            if name:
                part = chips.get(name) or self._words("")
                self._parts[name] = part
                closes = is_mark_alone and place == len(parts) - 1
                self._flow.add(self._closed(part, end.strip()) if closes else part)

    def say(self, **words: str) -> str:
        """Put other words into its parts; return the whole sentence."""
        for name, said in words.items():
            part = self._parts[name]
            if isinstance(part, MenuChip):
                part.set_words(said)
            elif isinstance(part, Label):
                part.setText(said)
        whole = self._pattern.format(**words)
        self.setAccessibleName(whole)
        return whole

    def _closed(self, part: QWidget, mark: str) -> QWidget:
        """Return the last part with what ends the sentence, which never begins a line."""
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(3))
        row.addWidget(part)
        row.addWidget(self._words(mark))
        return both

    def _words(self, text: str) -> Label:
        return Label(text, self._theme, Role.BODY, wraps=False)


def _in_parts(words: str) -> Iterator[str]:
    """Yield the words in parts that stay on one line."""
    part = ""
    for word in words.split():
        part = f"{part} {word}" if part else word
        if len(part) >= _SHORT:
            yield part
            part = ""
    if part:
        yield part
