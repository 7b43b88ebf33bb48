"""The entries a pattern was seen in, and a search for others it was in before it had a name."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QTimer, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.journal import Journal
from sessiondesk.journal.entries import EntryKey, Filters
from sessiondesk.journal.patterns import LINKABLE
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.pages.patterns_page.entry_faces import EntryFaces
from sessiondesk.ui.pages.patterns_page.pattern_record import PatternRecord
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.disclosure import Disclosure
from sessiondesk.ui.widgets.entry_list import EntryList
from sessiondesk.ui.widgets.entry_row import Listed
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.text_field import TextField

_LOWEST: Final = 140
_A_ROW: Final = 92
_A_HEADING: Final = 40
_HIGHEST: Final = 420
_SEARCH_AFTER_MS: Final = 150


class LinkedView(QWidget):
    """Two lists: what is linked, and what is found.

    Signals:
        opens: An entry should be shown where it is kept; carries its key.
        unlinks: A pattern is not in that entry after all; carries its key.
        links: A pattern is in that entry as well; carries its key.
        failed: Something could not be read: (the error, what tries again).
    """

    opens = Signal(object)
    unlinks = Signal(object)
    links = Signal(object)
    failed = Signal(object, object)

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._record: PatternRecord | None = None
        self._found: Sequence[EntryKey] = ()
        faces = EntryFaces(journal)
        self._count = labels.group("", theme)
        self._list = EntryList(self.tr("Entries linked to it"), theme, faces.fetch)
        self._open = buttons.second(self.tr("Open this entry"), theme)
        self._unlink = buttons.quiet(self.tr("It is not in this one"), theme)
        self._search = Disclosure(
            self.tr("Look for earlier entries"), theme, hide=self.tr("Close the search")
        )
        self._faces = EntryFaces(journal)
        self._field = TextField(
            self.tr("Words that may stand for it"),
            theme,
            icon="search",
            help_text=self.tr("Nothing is linked before you say so."),
        )
        self._says = labels.caption("", theme)
        self._results = EntryList(self.tr("Entries found"), theme, self._faces.fetch)
        self._link = buttons.second(self.tr("Yes, link this entry"), theme, icon="check")
        self._look = buttons.quiet(self.tr("Open the one found"), theme)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(_SEARCH_AFTER_MS)
        self._clock.timeout.connect(self._on_search)
        self._lay_out()
        self._connect()

    def show_record(self, record: PatternRecord) -> None:
        """Show what is linked to a pattern; a search for this very one stays."""
        is_same = self._record is not None and self._record.pattern.id == record.pattern.id
        chosen = self._list.current_key if is_same else None
        self._record = record
        keys = record.linked
        self._count.setText(self.tr("Linked entries"))
        self._fill(self._list, keys, chosen=chosen)
        self._list.setVisible(bool(keys))
        self._acting.setVisible(bool(keys))
        self._count.setVisible(bool(keys))
        if not is_same:
            self._field.text = " ".join(record.pattern.words)
            self._search.set_open(False)
        elif self._search.is_open:
            self._find()

    def _fill(
        self, entries: EntryList, keys: Sequence[EntryKey], *, chosen: Listed | None = None
    ) -> None:
        first = keys[0] if keys else None
        entries.show_places(
            keys, today=self._journal.today(), chosen=chosen if chosen in keys else first
        )
        rows = min(len(keys), 4)
        px = self._theme.px
        wished = px(_A_HEADING) * min(rows, 2) + px(_A_ROW) * rows
        entries.setFixedHeight(max(px(_LOWEST), min(px(_HIGHEST), wished)))

    def _lay_out(self) -> None:
        px = self._theme.px
        self._acting = QWidget()
        acting = QHBoxLayout(self._acting)
        acting.setContentsMargins(0, 0, 0, 0)
        acting.setSpacing(px(8))
        acting.addWidget(self._open)
        acting.addWidget(self._unlink)
        acting.addStretch(1)
        self._offering = QWidget()
        offering = QHBoxLayout(self._offering)
        offering.setContentsMargins(0, 0, 0, 0)
        offering.setSpacing(px(8))
        offering.addWidget(self._link)
        offering.addWidget(self._look)
        offering.addStretch(1)
        for widget in (self._field, self._says, self._results, self._offering):
            self._search.body.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._count)
        column.addWidget(self._list)
        column.addWidget(self._acting)
        column.addWidget(self._search)

    def _connect(self) -> None:
        self._list.opened.connect(self._on_open)
        self._open.clicked.connect(self._on_open)
        self._unlink.clicked.connect(self._on_unlink)
        self._search.toggled.connect(self._on_toggled)
        self._field.edited.connect(self._on_typed)
        self._field.entered.connect(self._on_search)
        self._results.opened.connect(self._on_look)
        self._look.clicked.connect(self._on_look)
        self._link.clicked.connect(self._on_link)

    def _find(self) -> None:
        """Look for what stands in the field, in what is not linked yet."""
        if self._record is None:
            return
        words = self._field.text.strip()
        linked = frozenset(self._record.linked)
        try:
            found: list[EntryKey] = []
            if words:
                # Any of the words: what it was called before it had its name is not known.
                for word in dict.fromkeys(words.split()):
                    filters = Filters(text=word, kinds=LINKABLE)
                    found += self._journal.entries.find(filters)
        except StoreError as error:
            self.failed.emit(error, self._find)
            return
        new = {key for key in found if key not in linked}
        self._found = sorted(new, key=_by_day)
        self._faces.text = words
        self._fill(self._results, self._found, chosen=self._results.current_key)
        self._results.setVisible(bool(self._found))
        self._offering.setVisible(bool(self._found))
        self._say(words)

    def _say(self, words: str) -> None:
        count = len(self._found)
        if not words:
            said = ""
        elif not count:
            said = self.tr("Nothing else was found with these words.")
        elif count == 1:
            said = self.tr("One entry that is not linked. Is this it?")
        else:
            said = self.tr("{count} entries that are not linked, the earliest first.").format(
                count=count
            )
        self._says.setText(said)
        announce(self, said)

    @Slot(bool)
    def _on_toggled(self, is_open: bool) -> None:  # noqa: FBT001 - a slot
        if is_open:
            self._find()

    @Slot()
    def _on_typed(self) -> None:
        self._clock.start()

    @Slot()
    def _on_search(self) -> None:
        self._clock.stop()
        self._find()

    @Slot()
    def _on_open(self) -> None:
        self._tell(self.opens, self._list)

    @Slot()
    def _on_unlink(self) -> None:
        self._tell(self.unlinks, self._list)

    @Slot()
    def _on_look(self) -> None:
        self._tell(self.opens, self._results)

    @Slot()
    def _on_link(self) -> None:
        self._tell(self.links, self._results)

    @staticmethod
    def _tell(signal: SignalInstance, entries: EntryList) -> None:
        if entries.current_key is not None:
            signal.emit(entries.current_key)


def _by_day(key: EntryKey) -> tuple[date, str]:
    return key.day, key.id
