"""Asks whether an earlier entry is about a pattern as well. Never asserted, only asked."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.journal import Journal
from sessiondesk.journal.entries import Entry
from sessiondesk.ui import wording_patterns
from sessiondesk.ui.pages.patterns_page.pattern_record import PatternRecord
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.notice import Kind, Notice


class SuggestionNotice(QWidget):
    """One question at a time.

    Signals:
        agreed: The entry is about it; carries its key.
        refused: It is not; carries its key.
        opens: The person wants to read it first; carries its key.
    """

    agreed = Signal(object)
    refused = Signal(object)
    opens = Signal(object)

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._entry: Entry | None = None
        self._notice = Notice(Kind.INFO, "", "", theme, icon="search")
        self._yes = self._notice.add_action(self.tr("Yes, link it"))
        self._no = self._notice.add_action(self.tr("No"))
        self._no.setAccessibleName(self.tr("No, it is not this one"))
        self._look = self._notice.add_action(self.tr("Show it"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._notice)
        self._yes.clicked.connect(self._on_yes)
        self._no.clicked.connect(self._on_no)
        self._look.clicked.connect(self._on_look)
        self.hide()

    def show_entry(self, entry: Entry | None, record: PatternRecord) -> None:
        """Ask about ``entry``; None asks nothing."""
        self._entry = entry
        if entry is not None:
            question = wording_patterns.suggests(
                entry.kind,
                entry.day,
                self._said(entry, record),
                today=record.today,
                is_also=bool(record.linked),
            )
            self._notice.set_words(question, entry.words or entry.private)
        self.setVisible(entry is not None)

    def _said(self, entry: Entry, record: PatternRecord) -> str:
        """Return the words in the entry that made it turn up; empty where it is a tag's name."""
        for text in (entry.words, entry.private):
            for word in record.pattern.words:
                for first, end in self._journal.entries.hits(text, word):
                    return text[first:end]
        return ""

    @Slot()
    def _on_yes(self) -> None:
        if self._entry is not None:
            self.agreed.emit(self._entry.key)

    @Slot()
    def _on_no(self) -> None:
        if self._entry is not None:
            self.refused.emit(self._entry.key)

    @Slot()
    def _on_look(self) -> None:
        if self._entry is not None:
            self.opens.emit(self._entry.key)
