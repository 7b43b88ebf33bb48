"""What a person does with the entry that is chosen, besides changing it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.form import FormTotal
from sessiondesk.domain.ids import PatternId
from sessiondesk.domain.practice import DAYS_IN_A_WEEK
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Review
from sessiondesk.journal import Journal
from sessiondesk.store import records
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.page import BringUpOffer
from sessiondesk.ui.pages.journal_page.entry_detail import EntryDetail
from sessiondesk.ui.pages.journal_page.reading import Reading
from sessiondesk.ui.pages.journal_page.remove_dialog import Removable, RemoveDialog
from sessiondesk.ui.pattern_dialog import PatternDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.notice import Kind as NoticeKind
from sessiondesk.ui.widgets.notice import Notice


class EntryActs(QObject):
    """Removes it, brings it back, brings it up, links it to a pattern, copies its words.

    Signals:
        failed: It could not be kept: (the error, what tries again).
        kept: It was kept after all.
        brings_up: It should be brought up; carries a ``BringUpOffer``.
        returned: An entry was brought back: (its kind, its identity).

    Attributes:
        removed: The notice that says what was removed, for the page to place.
    """

    failed = Signal(object, object)
    kept = Signal()
    brings_up = Signal(object)
    returned = Signal(object, str)

    def __init__(
        self,
        journal: Journal,
        detail: EntryDetail,
        prompts: Prompts,
        theme: Theme,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._journal = journal
        self._detail = detail
        self._prompts = prompts
        self._theme = theme
        self._page = page
        self._in_question: Removable | None = None
        self._gone: Removable | None = None
        self.removed = Notice(NoticeKind.INFO, "", "", theme, icon="trash-2", can_close=True)
        self._undo = self.removed.add_action(self.tr("Bring it back"))
        self.removed.hide()
        detail.remove_wanted.connect(self._on_remove)
        detail.bring_up_wanted.connect(self._on_bring_up)
        detail.name_wanted.connect(self._on_name)
        detail.pattern_toggled.connect(self._on_pattern)
        detail.copy_wanted.connect(self._on_copy)
        self._undo.clicked.connect(self._on_put_back)

    def try_(self, keeps: Callable[[], None]) -> bool:
        """Do what writes; where it could not, say so and offer to try again."""
        try:
            keeps()
        except StoreError as error:
            self.failed.emit(error, keeps)
            return False
        self.kept.emit()
        return True

    @property
    def _reading(self) -> Reading | None:
        return self._detail.reading

    # Removing.

    def _on_remove(self) -> None:
        reading = self._reading
        if reading is None:
            return
        record = self._journal.find(reading.link.kind, reading.link.id)
        if not isinstance(record, Removable):
            return
        self._in_question = record
        day = wording_sessions.long_day(reading.day, today=self._journal.today())
        dialog = RemoveDialog(record, day, self._theme, self._page)
        dialog.accepted.connect(self._on_removal)
        dialog.words_only.connect(self._on_words_removal)
        dialog.open()

    def _on_removal(self) -> None:
        if self._in_question is not None:
            self.try_(partial(self._remove, self._in_question))

    def _remove(self, record: Removable) -> None:
        match record:
            case CheckIn():
                self._journal.checkins.remove(record.id)
            case Assessment():
                self._journal.measures.remove(record.id)
            case FormTotal():
                self._journal.measures.remove_total(record.id)
            case Review():
                self._journal.reviews.remove(record.id)
            case Recall():
                self._journal.recalls.remove(record.id)
        self._say_gone(
            record,
            self.tr("The entry is removed"),
            self.tr("It is in Recently deleted for 30 days."),
        )

    def _on_words_removal(self) -> None:
        if isinstance(self._in_question, CheckIn):
            self.try_(partial(self._remove_words, self._in_question))

    def _remove_words(self, checkin: CheckIn) -> None:
        self._journal.checkins.record(replace(checkin, lines=()))
        self._say_gone(
            checkin,
            self.tr("The words are removed"),
            self.tr("The ratings stay. Until the journal locks, the words can come back."),
        )

    def _say_gone(self, record: Removable, title: str, body: str) -> None:
        self._gone = record
        self.removed.set_words(title, body)
        self.removed.show()
        self.removed.announce()

    def _on_put_back(self) -> None:
        if self._gone is not None:
            self.try_(partial(self._bring_back, self._gone))

    def _bring_back(self, record: Removable) -> None:
        kind = records.kind_of(record)
        if isinstance(record, CheckIn):
            # Kept again as it was, it comes out of the bin as well.
            self._journal.checkins.record(record)
        else:
            self._journal.bin.restore(kind, record.id)
        self._gone = None
        self.removed.hide()
        self.returned.emit(kind, record.id)

    # The rest.

    def bring_up_words(self) -> str:
        """Return what the button that brings it up says: "Bring up on Thursday"."""
        coming = self._journal.sessions.coming(self._journal.now())
        if coming is None:
            return self.tr("Bring up next time")
        today = self._journal.today()
        distance = (coming.day - today).days
        if distance == 0:
            return self.tr("Bring up today")
        day = wording_sessions.weekday(coming.day)
        if distance >= DAYS_IN_A_WEEK:
            day = wording_sessions.short_day(coming.day, today=today)
        return self.tr("Bring up on {day}").format(day=day)

    def _on_bring_up(self) -> None:
        reading = self._reading
        if reading is not None and reading.source is not None:
            offer = BringUpOffer(
                text=reading.offer, source=reading.source, source_id=reading.source_id
            )
            self.brings_up.emit(offer)

    def _on_name(self) -> None:
        if self._reading is not None:
            dialog = PatternDialog(
                self._journal,
                self._theme,
                self._prompts,
                self._page,
                link_to=self._reading.link,
            )
            dialog.open()

    def _on_pattern(self, id_: str, on: bool) -> None:  # noqa: FBT001 - Qt sends it
        if self._reading is not None:
            link = self._reading.link
            patterns = self._journal.patterns
            do = patterns.link if on else patterns.unlink
            self.try_(partial(do, PatternId(id_), link.kind, link.id))

    def _on_copy(self) -> None:
        if self._reading is not None:
            words = "\n\n".join(block.text for block in self._reading.blocks)
            QGuiApplication.clipboard().setText(words)
