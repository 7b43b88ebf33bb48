"""The person's own words for feelings: offered or hidden, put otherwise, removed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QMenu, QWidget

from sessiondesk.domain.feeling_word import FeelingWord
from sessiondesk.domain.ids import FeelingWordId
from sessiondesk.domain.prompts import Family
from sessiondesk.journal import Journal
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.reword_dialog import RewordDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.chips import AddChip
from sessiondesk.ui.widgets.fields import ChoiceBox
from sessiondesk.ui.widgets.tick_list import TickLine, TickList


class OwnWordsCard(Card):
    """Shows the own words of one family at a time; there may be many in all."""

    def __init__(
        self,
        journal: Journal,
        families: Sequence[Family],
        theme: Theme,
        keep: Callable[[Callable[[], None]], None],
    ) -> None:
        """Make the card.

        Args:
            journal: Where the words are kept.
            families: The families of feelings, in order.
            theme: The look in force.
            keep: Does what writes, and says so where that failed.
        """
        super().__init__(
            theme, self.tr("Words for feelings"), self.tr("Hidden ones stay on their entries")
        )
        self._journal = journal
        self._families = families
        self._theme = theme
        self._keep = keep
        self._chosen = FeelingWordId("")
        self._names = {family.id: family.label for family in families}
        self._family = ChoiceBox(
            self.tr("Close to"), [(each.id, each.label) for each in families], theme
        )
        self._family.picked.connect(self.refresh)
        self._words = TickList(theme, more_name=self.tr("More for the word {line}"), fades=False)
        self._words.ticked.connect(self._on_ticked)
        self._words.more_asked.connect(self._on_more)
        self._none = labels.caption("", theme)
        self._add = AddChip(self.tr("Add a word for a feeling"), theme)
        self._add.added.connect(self._on_added)
        self._menu = QMenu(self)
        self._menu.addAction(self.tr("Put it otherwise…")).triggered.connect(self._on_reword)
        self._menu.addAction(self.tr("Remove it")).triggered.connect(self._on_remove)
        self.body.addWidget(self._family)
        self.body.addWidget(self._words)
        self.body.addWidget(self._none)
        self.body.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeading)

    @Slot()
    def refresh(self) -> None:
        """Read the words again."""
        words = [
            word for word in self._journal.feelings.all() if word.family == self._family.value
        ]
        self._words.show_lines(
            [TickLine(id=word.id, text=word.text, is_ticked=word.is_shown) for word in words]
        )
        said = self.tr("None of your own close to “{family}” yet.")
        self._none.setText(said.format(family=self._names[self._family.value]))
        self._none.setVisible(not words)

    def _find(self) -> FeelingWord | None:
        return self._journal.feelings.find(self._chosen)

    @Slot(str, bool)
    def _on_ticked(self, word_id: str, is_shown: bool) -> None:  # noqa: FBT001 - a slot
        self._chosen = FeelingWordId(word_id)
        word = self._find()
        if word is not None:
            self._keep(partial(self._journal.feelings.record, replace(word, is_shown=is_shown)))

    @Slot(str)
    def _on_added(self, text: str) -> None:
        self._keep(partial(self._add_word, self._family.value, text))

    def _add_word(self, family: str, text: str) -> None:
        self._journal.feelings.named(family, text)

    @Slot(str, QWidget)
    def _on_more(self, word_id: str, button: QWidget) -> None:
        self._chosen = FeelingWordId(word_id)
        self._menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    @Slot()
    def _on_reword(self) -> None:
        word = self._find()
        if word is not None:
            RewordDialog(
                self.tr("How would you put it?"),
                word.text,
                ("feeling_word.text", Kind.FEELING_WORD, word.id),
                self._journal,
                self._theme,
                keep=partial(self._reword, word),
                parent=self,
            ).open()

    def _reword(self, word: FeelingWord, text: str) -> None:
        self._journal.feelings.record(replace(word, text=" ".join(text.split())))

    @Slot()
    def _on_remove(self) -> None:
        self._keep(partial(self._journal.feelings.remove, self._chosen))
