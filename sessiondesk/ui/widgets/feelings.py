"""Words for feelings: families first, finer words one step below, a search over all."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.chips import Chip, OpeningChip
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.labels import Label

_RADIUS = 8


class WordLike(Protocol):
    """A finer word: its id and how it reads."""

    @property
    def id(self) -> str:
        """What is kept."""

    @property
    def text(self) -> str:
        """What the person reads."""


class FamilyLike(Protocol):
    """A family of feelings with its finer words."""

    @property
    def id(self) -> str:
        """What is kept."""

    @property
    def label(self) -> str:
        """What the person reads."""

    @property
    def words(self) -> Sequence[WordLike]:
        """The finer words."""


# The ids of a family and of a finer word in it; the word is empty for the family alone.
Pick = tuple[str, str]


class _Strip(QWidget):
    """The sunken strip below the families: a lead, then finer words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.lead = Label("", theme, Role.GROUP, wraps=False)
        self.flow = Flow(spacing=theme.px(6))
        self.search = QLineEdit()
        self.search.setProperty("size", "low")
        self.search.setMaximumWidth(theme.px(280))
        self.search.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        lead = QVBoxLayout()
        # Level with the words of the first line of chips.
        lead.addSpacing(theme.px(7))
        lead.addWidget(self.lead)
        lead.addStretch(1)
        row.addLayout(lead)
        row.addWidget(self.flow, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        column.setSpacing(theme.px(8))
        column.addWidget(self.search)
        column.addLayout(row)
        theme.changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        fill = self._theme.colour("sunken")
        painting.box(painter, QRectF(self.rect()), self._theme.px(_RADIUS), fill=fill)
        painter.end()


class Feelings(QWidget):
    """Lets a person pick any number of feelings, as exactly as they like.

    A family chosen opens its finer words below; the family alone is enough. Choosing a finer
    word stands for its family. F searches all words, Esc closes strip or search.

    Signals:
        picked: What is chosen has changed by the person's hand; read ``value``.
    """

    picked = Signal()

    def __init__(
        self,
        families: Sequence[FamilyLike],
        theme: Theme,
        *,
        first: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make a row of families with nothing chosen.

        Args:
            families: All of them, in order.
            theme: The look in force.
            first: Ids of those shown at once; the others come with "More". None: all.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._families = {family.id: family for family in families}
        self._first = frozenset(first) or frozenset(self._families)
        self._picks: set[Pick] = set()
        self._open = ""
        self._shows_all = False
        self.setAccessibleName(self.tr("Feelings"))
        self._chips: dict[str, OpeningChip] = {}
        row = Flow(spacing=theme.px(8))
        for family in families:
            chip = OpeningChip(family.label, theme, opens=True)
            chip.clicked.connect(self._on_family)
            row.add(chip)
            self._chips[family.id] = chip
        self._more = OpeningChip(self.tr("More"), theme, icon="plus")
        self._more.clicked.connect(self._on_more)
        row.add(self._more)
        self._strip = _Strip(theme)
        self._strip.hide()
        self._strip.search.setAccessibleName(self.tr("Search all feelings"))
        self._strip.search.setPlaceholderText(self.tr("A word for it"))
        self._strip.search.textEdited.connect(self._on_search)
        self._strip.search.returnPressed.connect(self._on_take_first)
        self._words: dict[Pick, Chip] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(row)
        column.addWidget(self._strip)
        self.setFocusProxy(next(iter(self._chips.values())))
        self._show()

    @property
    def value(self) -> frozenset[Pick]:
        """Pairs of family and finer word, by id; the word is empty for the family alone."""
        return frozenset(self._picks)

    @value.setter
    def value(self, picks: Iterable[Pick]) -> None:
        self._picks = set(picks)
        self._close()
        self._show()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._strip.isVisible():
            opener = self._chips.get(self._open) or next(iter(self._chips.values()))
            self._close()
            self._show()
            opener.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_F and not self._strip.search.hasFocus():
            self._search()
        else:
            super().keyPressEvent(event)

    def _on_family(self) -> None:
        id_ = next(id_ for id_, chip in self._chips.items() if chip is self.sender())
        has_words = any(family == id_ and word for family, word in self._picks)
        if id_ == self._open:
            # A second press closes; with no finer word it also takes the family back.
            if not has_words:
                self._picks.discard((id_, ""))
            self._close()
        else:
            if not has_words:
                self._picks.add((id_, ""))
            self._open_family(id_)
        self._show()
        self.picked.emit()

    def _on_more(self) -> None:
        self._shows_all = True
        self._show()
        hidden = [chip for id_, chip in self._chips.items() if id_ not in self._first]
        if hidden:
            hidden[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_word(self, on: bool) -> None:  # noqa: FBT001 - Qt sends it
        pick = next(pick for pick, chip in self._words.items() if chip is self.sender())
        family = pick[0]
        if on:
            self._picks.discard((family, ""))
            self._picks.add(pick)
        else:
            self._picks.discard(pick)
            if not any(other == family for other, _ in self._picks) and self._open == family:
                self._picks.add((family, ""))
        self._show()
        self.picked.emit()

    def _on_search(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        found = [
            (family.id, word.id)
            for family in self._families.values()
            for word in family.words
            if wanted in word.text.casefold() or wanted in family.label.casefold()
        ]
        self._fill(found if wanted else [])
        says = self.tr("%n found", "", len(found)) if wanted else ""
        self._strip.lead.setText(says)
        self._strip.search.setAccessibleDescription(says)

    def _on_take_first(self) -> None:
        first = next(iter(self._words.values()), None)
        if first is not None:
            first.click()
            self._strip.search.clear()
            self._on_search("")

    def _search(self) -> None:
        self._open = ""
        self._strip.search.clear()
        self._strip.search.show()
        self._strip.lead.setText("")
        self._fill([])
        self._strip.show()
        self._show()
        self._strip.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_family(self, id_: str) -> None:
        family = self._families[id_]
        self._open = id_
        self._strip.search.hide()
        self._strip.lead.setText(self.tr("{family}, closer to:").format(family=family.label))
        self._fill([(id_, word.id) for word in family.words])
        self._strip.show()

    def _close(self) -> None:
        self._open = ""
        self._strip.search.hide()
        self._strip.hide()
        self._fill([])

    def _fill(self, picks: Sequence[Pick]) -> None:
        self._strip.flow.clear()
        self._words = {}
        before: QWidget = self._strip.search
        for pick in picks:
            words = {word.id: word.text for word in self._families[pick[0]].words}
            chip = Chip(words[pick[1]], self._theme, height=30)
            chip.setChecked(pick in self._picks)
            chip.clicked.connect(self._on_word)
            self._strip.flow.add(chip)
            # A widget made late comes last in the order of Tab unless told otherwise.
            QWidget.setTabOrder(before, chip)
            before = chip
            self._words[pick] = chip

    def _show(self) -> None:
        """Bring the row of families in line with what is chosen and what is open."""
        for id_, chip in self._chips.items():
            is_chosen = any(family == id_ for family, _ in self._picks)
            chip.set_chosen(is_chosen)
            chip.set_open(id_ == self._open)
            chip.setVisible(self._shows_all or is_chosen or id_ in self._first)
        hidden = any(not chip.isVisibleTo(self) for chip in self._chips.values())
        self._more.setVisible(hidden)
