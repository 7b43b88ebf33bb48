"""Words for feelings: families first, finer words one step below, a search over all."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.chips import AddChip, Chip, OpeningChip
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


class OwnWordLike(WordLike, Protocol):
    """A finer word of the person's own."""

    @property
    def family(self) -> str:
        """The id of the family it belongs to."""

    @property
    def is_shown(self) -> bool:
        """Whether it is offered; a hidden one is shown where it was picked."""


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
    word stands for its family. F searches all words, Esc closes strip or search. A word that
    is not there yet can be added to a family, from its strip or from the search.

    Signals:
        picked: What is chosen has changed by the person's hand; read ``value``.
        word_added: A word of the person's own: (id of its family, the word). Whoever listens
            keeps it and gives it back with ``take_word``.
    """

    picked = Signal()
    word_added = Signal(str, str)

    def __init__(
        self,
        families: Sequence[FamilyLike],
        theme: Theme,
        *,
        first: Collection[str] = (),
        adds_words: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a row of families with nothing chosen.

        Args:
            families: All of them, in order.
            theme: The look in force.
            first: Ids of those shown at once; the others come with "More". None: all.
            adds_words: Whether own words can be added; then somebody listens to ``word_added``.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._families = {family.id: family for family in families}
        self._first = frozenset(first) or frozenset(self._families)
        self._own: tuple[OwnWordLike, ...] = ()
        self._adds_words = adds_words
        self._picks: set[Pick] = set()
        self._open = ""
        self._wanted = ""
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
        self._last: QWidget = self._strip.search
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

    def set_own_words(self, words: Sequence[OwnWordLike]) -> None:
        """Offer these words of the person's own beside the others."""
        if tuple(words) == self._own:
            return
        self._own = tuple(words)
        if self._open:
            self._open_family(self._open)

    def take_word(self, word: OwnWordLike) -> None:
        """Offer a word that was just added, and pick it on the person's behalf."""
        self._own = (*(each for each in self._own if each.id != word.id), word)
        self._pick_word((word.family, word.id))

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
            (family.id, id_)
            for family in self._families.values()
            for id_, text in self._words_of(family.id)
            if wanted in text.casefold() or wanted in family.label.casefold()
        ]
        self._fill(found if wanted else [])
        says = self.tr("%n found", "", len(found)) if wanted else ""
        self._strip.lead.setText(says)
        self._strip.search.setAccessibleDescription(says)
        self._offer_what_was_typed(typed.strip())

    def _on_take_first(self) -> None:
        first = next(iter(self._words.values()), None)
        if first is not None:
            first.click()
            self._strip.search.clear()
            self._on_search("")
        elif self._adds_words and self._strip.search.text().strip():
            self._on_offered()

    def _offer_what_was_typed(self, text: str) -> None:
        """Offer to add what was typed, where that very word is not there."""
        known = {shown.casefold() for id_ in self._families for _, shown in self._words_of(id_)}
        if not self._adds_words or not text or text.casefold() in known:
            return
        offer = OpeningChip(
            self.tr("Add \u201c{word}\u201d").format(word=text),
            self._theme,
            icon="plus",
            height=30,
        )
        offer.setAccessibleName(self.tr("Add the word {word}").format(word=text))
        offer.clicked.connect(self._on_offered)
        self._add_to_strip(offer)

    def _on_offered(self) -> None:
        """Ask which family the word belongs to."""
        self._wanted = self._strip.search.text().strip()
        self._fill([])
        self._strip.lead.setText(self.tr("Closest to:"))
        homes = []
        for family in self._families.values():
            home = OpeningChip(family.label, self._theme, height=30)
            home.setObjectName(family.id)
            home.setAccessibleName(
                self.tr("Add {word} to {family}").format(word=self._wanted, family=family.label)
            )
            home.clicked.connect(self._on_home)
            self._add_to_strip(home)
            homes.append(home)
        homes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_home(self) -> None:
        self._add(self.sender().objectName(), self._wanted)

    def _on_added(self, text: str) -> None:
        self._add(self._open, text)

    def _add(self, family: str, text: str) -> None:
        """Pick the word of that text; where there is none yet, let it be kept first."""
        same = text.casefold()
        for id_, shown in self._words_of(family):
            if shown.casefold() == same:
                self._pick_word((family, id_))
                return
        self.word_added.emit(family, text)

    def _pick_word(self, pick: Pick) -> None:
        self._picks.discard((pick[0], ""))
        self._picks.add(pick)
        self._open_family(pick[0])
        self._show()
        if pick in self._words:
            self._words[pick].setFocus(Qt.FocusReason.OtherFocusReason)
        self.picked.emit()

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
        self._fill([(id_, word) for word, _ in self._words_of(id_)])
        if self._adds_words:
            adds = AddChip(self.tr("Add a word"), self._theme, height=30)
            adds.added.connect(self._on_added)
            self._add_to_strip(adds)
        self._strip.show()

    def _words_of(self, family_id: str) -> list[tuple[str, str]]:
        """Return id and text of what is offered in a family, own words last."""
        own = [
            (word.id, word.text)
            for word in self._own
            if word.family == family_id and (word.is_shown or (family_id, word.id) in self._picks)
        ]
        return [(word.id, word.text) for word in self._families[family_id].words] + own

    def _close(self) -> None:
        self._open = ""
        self._strip.search.hide()
        self._strip.hide()
        self._fill([])

    def _fill(self, picks: Sequence[Pick]) -> None:
        self._strip.flow.clear()
        self._words = {}
        self._last = self._strip.search
        texts = {
            (family, id_): text
            for family in {family for family, _ in picks}
            for id_, text in self._words_of(family)
        }
        for pick in picks:
            chip = Chip(texts[pick], self._theme, height=30)
            chip.setChecked(pick in self._picks)
            chip.clicked.connect(self._on_word)
            self._add_to_strip(chip)
            self._words[pick] = chip

    def _add_to_strip(self, widget: QWidget) -> None:
        self._strip.flow.add(widget)
        # At once, so that the keyboard can go there.
        widget.show()
        # A widget made late comes last in the order of Tab unless told otherwise.
        QWidget.setTabOrder(self._last, widget)
        self._last = widget

    def _show(self) -> None:
        """Bring the row of families in line with what is chosen and what is open."""
        for id_, chip in self._chips.items():
            is_chosen = any(family == id_ for family, _ in self._picks)
            chip.set_chosen(is_chosen)
            chip.set_open(id_ == self._open)
            chip.setVisible(self._shows_all or is_chosen or id_ in self._first)
        hidden = any(not chip.isVisibleTo(self) for chip in self._chips.values())
        self._more.setVisible(hidden)
