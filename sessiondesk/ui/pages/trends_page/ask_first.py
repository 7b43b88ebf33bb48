"""When something was first written about: a pattern, or words that are typed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QMenu
from typing_extensions import override

from sessiondesk.domain.pattern import Pattern
from sessiondesk.insights.asked import Question
from sessiondesk.journal import Journal, first_asked
from sessiondesk.journal.entry import Entry
from sessiondesk.journal.first_asked import FirstAsked
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import problems
from sessiondesk.ui.insight_names import WORDS, quoted
from sessiondesk.ui.page import Link
from sessiondesk.ui.pages.trends_page import ask_menus
from sessiondesk.ui.pages.trends_page.ask_card import AskCard, Reply
from sessiondesk.ui.pages.trends_page.ask_record import AskRecord
from sessiondesk.ui.pages.trends_page.ask_sentence import MenuChip
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.wording_insights import said, worked_out
from sessiondesk.ui.wording_patterns import in_short

_MOST: int = 200
_OTHER_WORDS = "other words"


class FirstWrote(AskCard):
    """When did I first write about it? An earlier entry is proposed and never asserted.

    Signals:
        opens: The entry that is proposed should be shown; carries a ``Link``.
    """

    opens = Signal(object)

    def __init__(self, journal: Journal, theme: Theme) -> None:
        super().__init__("first", theme, {"what": self.tr("What")})
        self._journal = journal
        self._pattern_asked: Pattern | None = None
        self._text = ""
        self._suggestion: Entry | None = None
        self._line = QLineEdit()
        self._line.setProperty("size", "low")
        self._line.setAccessibleName(self.tr("Words to look for"))
        self._line.setPlaceholderText(self.tr("Words to look for, then Enter"))
        self._line.setMaxLength(_MOST)
        self._line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self._quote = Label("", theme, Role.OWN_LINE, max_lines=3)
        self._yes = buttons.quiet(self.tr("Yes, link it"), theme)
        self._no = buttons.quiet(self.tr("No"), theme)
        self._no.setAccessibleName(self.tr("No, it is not this one"))
        self._look = buttons.quiet(self.tr("Show it"), theme)
        self._choices = Flow(spacing=theme.px(4))
        for each in (self._yes, self._no, self._look):
            each.set_height(28)
            self._choices.add(each)
        self.body.insertWidget(1, self._line)
        self.body.insertWidget(4, self._quote)
        self.body.insertWidget(5, self._choices)
        self._line.returnPressed.connect(self._on_entered)
        self._yes.clicked.connect(self._on_yes)
        self._no.clicked.connect(self._on_no)
        self._look.clicked.connect(self._on_look)
        self._propose(None)

    @override
    def show_nothing(self, words: str) -> None:
        self._propose(None)
        super().show_nothing(words)

    @override
    def _pattern(self) -> str:
        return self.tr("When did I first write about {what}?")

    @override
    def _settle_choices(self, record: AskRecord) -> None:
        asked = self._pattern_asked
        known = {each.id: each for each in record.patterns}
        found = None if asked is None else known.get(asked.id)
        if found is None and not self._text and record.patterns:
            found = record.patterns[0]
        self._pattern_asked = found
        self._line.setVisible(found is None)

    @override
    def _words(self, record: AskRecord) -> Mapping[str, str]:
        if self._pattern_asked is not None:
            return {"what": in_short(self._pattern_asked.name)}
        return {"what": quoted(in_short(self._text)) if self._text else self.tr("these words")}

    @override
    def _menu(self, slot: str, chip: MenuChip, record: AskRecord) -> QMenu:
        choices: list[tuple[str, object]] = [
            (in_short(each.name), each) for each in record.patterns
        ]
        choices.append((self.tr("Other words…"), _OTHER_WORDS))
        return ask_menus.of_choices(chip, choices, self._pattern_asked, self._picker(slot))

    @override
    def _choose(self, slot: str, value: object) -> None:
        self._pattern_asked = value if isinstance(value, Pattern) else None
        self._line.setVisible(self._pattern_asked is None)
        if self._pattern_asked is None:
            self._line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._line.selectAll()

    @override
    def _questions(self, record: AskRecord) -> Sequence[Question] | str:
        """Answer at once: it is looked up, and nothing is worked out."""
        pattern, text = self._pattern_asked, self._text.strip()
        if pattern is None and not first_asked.has_words(text):
            return self.tr("Type the words, and press Enter.")
        try:
            found = (
                first_asked.of_words(self._journal, text)
                if pattern is None
                else first_asked.of_pattern(self._journal, pattern)
            )
        except StoreError as error:
            problems.show(self, error)
            return self.tr("The journal could not be read just now. Ask again in a moment.")
        key = f"{WORDS}:{text}" if pattern is None else f"pattern:{pattern.id}"
        self._show_found(key, found, record)
        return ()

    @override
    def _put(self) -> None:
        """Look it up in a turn of its own: the first time the list of all entries is read."""
        self.show_nothing(self.tr("Looking through your record …"))
        self.is_waiting = True
        QTimer.singleShot(0, self, self._look_up)

    @Slot()
    def _look_up(self) -> None:
        if self._record is None or not self.is_waiting:
            return
        questions = self._questions(self._record)
        if isinstance(questions, str):
            self.show_nothing(questions)
            self.tell(questions)

    def _show_found(self, key: str, found: FirstAsked, record: AskRecord) -> None:
        names = record.names
        words = said(key, found.claim, names)
        if words is None:
            self.show_nothing(self.tr("What this asks about is there no more."))
            return
        self.show_reply(
            Reply(
                question=self.sentence,
                said=words,
                worked_out=worked_out(key, found.claim, names),
                entries=found.entries,
            )
        )
        self._propose(found.suggestion)
        if not self._journal.entries.is_ready:
            self._detail.setText(
                self.tr("{words} Not all of your entries can be searched yet.").format(
                    words=self._detail.text()
                )
            )

    def _propose(self, entry: Entry | None) -> None:
        self._suggestion = entry
        self._quote.setText("" if entry is None else entry.words or entry.private)
        for each in (self._quote, self._choices):
            each.setVisible(entry is not None)

    @Slot()
    def _on_entered(self) -> None:
        self._text = self._line.text()
        self._say()
        self._put()

    @Slot()
    def _on_yes(self) -> None:
        entry, pattern = self._suggestion, self._pattern_asked
        if entry is not None and pattern is not None:
            try:
                self._journal.patterns.link(pattern.id, entry.kind, entry.id)
            except StoreError as error:
                problems.show(self, error)
                return
            self._put()

    @Slot()
    def _on_no(self) -> None:
        entry, pattern = self._suggestion, self._pattern_asked
        if entry is not None and pattern is not None:
            try:
                self._journal.patterns.refuse(pattern.id, entry.kind, entry.id)
            except StoreError as error:
                problems.show(self, error)
                return
            self._put()

    @Slot()
    def _on_look(self) -> None:
        if self._suggestion is not None:
            self.opens.emit(Link(kind=self._suggestion.kind, id=self._suggestion.id))
