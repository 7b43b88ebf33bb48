"""The Journal page: search and filters, the list, and the entry that is chosen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal, Topic
from sessiondesk.journal.entries import EntryKey, Filters
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.pages.journal_page.calendar_card import CalendarCard
from sessiondesk.ui.pages.journal_page.columns import Columns
from sessiondesk.ui.pages.journal_page.editing import Editing
from sessiondesk.ui.pages.journal_page.entry_acts import EntryActs
from sessiondesk.ui.pages.journal_page.entry_detail import EntryDetail
from sessiondesk.ui.pages.journal_page.entry_reader import EntryReader
from sessiondesk.ui.pages.journal_page.faces import Faces
from sessiondesk.ui.pages.journal_page.filter_bar import FilterBar
from sessiondesk.ui.pages.journal_page.finding import Finding
from sessiondesk.ui.pages.journal_page.found_line import FoundLine
from sessiondesk.ui.pages.journal_page.naming import Naming
from sessiondesk.ui.pages.journal_page.nothing_found import NothingFound, NothingWritten, Widen
from sessiondesk.ui.problems import NotSavedBar
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.entry_list import EntryList
from sessiondesk.ui.widgets.page_frame import PageFrame

_SHOWN: Final = set(Topic) - {Topic.SAFETY}


class JournalPage(QWidget):
    """Everything that was written, newest first.

    Signals:
        wants: Name of the page the person wants to go to.
        opens: A record on another page should be shown; carries a ``Link``.
        brings_up: Something should be brought up; carries a ``BringUpOffer``.
        begins: A check-in should be begun on Today: a day, or None for a new one now.
    """

    wants = Signal(str)
    opens = Signal(object)
    brings_up = Signal(object)
    begins = Signal(object)

    def __init__(
        self,
        journal: Journal,
        *,
        theme: Theme,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._prompts = prompts
        self._is_stale = False
        self._shown_on = journal.today()
        self._is_reading_words = False
        self._retry: Callable[[], None] | None = None
        self._naming = Naming(journal, prompts)
        self._finding = Finding(journal, self._naming)
        self._reader = EntryReader(journal, prompts, self._naming)
        self._faces = Faces(journal, self._naming)
        self._frame = PageFrame(self.tr("Journal"), theme, " ", scrolls=False)
        self._this_day = buttons.plain(self.tr("On this day"), theme, icon="clock")
        self._calendar_button = buttons.plain(self.tr("Calendar"), theme, icon="calendar")
        self._new = buttons.main(self.tr("New entry"), theme, icon="pen-line")
        self._not_saved = NotSavedBar(theme)
        self._bar = FilterBar(journal, prompts, self._naming, theme)
        self._line = FoundLine(theme)
        self._calendar = CalendarCard(journal, theme)
        self._list = EntryList(self.tr("Entries"), theme, self._faces.fetch)
        self._nothing = NothingFound(theme)
        self._detail = EntryDetail(journal, self._reader, theme)
        self._editing = Editing(journal, self._detail, prompts, self)
        self._acts = EntryActs(journal, self._detail, prompts, theme, self)
        self._empty = NothingWritten(theme)
        self._parts = Columns(self._calendar, self._list, self._detail, self._nothing, theme=theme)
        self._lay_out()
        self._connect()
        self._read()

    # What the window asks.

    def refresh(self) -> None:
        """Read again, if the page is in view; else when it next is."""
        self._is_stale = True
        if self.isVisible():
            self._read()

    def settle(self) -> None:
        """Make what is being typed part of its entry.

        Raises:
            StoreError: It was not kept; the words stay in the editor, and the page says so.
        """
        self._editing.settle()

    def unsaved(self) -> list[Draft]:
        """Return what was not kept, as drafts."""
        return self._editing.unsaved()

    def focus_first(self) -> None:
        """Put the cursor into the search, or the keyboard on the way to the first entry."""
        if self._finding.everything:
            self._bar.focus_field()
        else:
            self._empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self) -> None:
        """Put the cursor into the search."""
        self.focus_first()

    def show_record(self, kind: Kind, record_id: str) -> None:
        """Show one entry, whatever was searched for before; one that is gone is passed over."""
        if not self._editing.settled():
            return
        self._editing.stop()
        if not self._choose(kind, record_id):
            self._finding.is_on_this_day = False
            self._bar.set_filters(Filters())
            if not self._choose(kind, record_id):
                return
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale or self._shown_on != self._journal.today():
            self._read()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self._leave_this_day() or self._bar.clear_one()):
            return
        super().keyPressEvent(event)

    # Reading.

    def _read(self) -> None:
        """Find again; the entry that is chosen stays chosen where it is still listed."""
        try:
            self._naming.read()
            self._find()
        except StoreError as error:
            self._fail(error, self._read)
            return
        self._is_stale = False
        self._shown_on = self._journal.today()

    def _find(self) -> None:
        finding, filters = self._finding, self._bar.filters
        finding.find(filters)
        self._faces.text = "" if finding.is_on_this_day else filters.text
        has_any = bool(finding.everything)
        for widget in (
            self._bar,
            self._line,
            self._parts,
            self._calendar_button,
            self._this_day,
            self._new,
        ):
            widget.setVisible(has_any)
        self._empty.setVisible(not has_any)
        self._frame.set_title(self.tr("Journal"), finding.in_all())
        if has_any:
            self._bar.first_day = min(finding.everything[-1].day, self._journal.today())
        self._bar.say_again()
        self._show()

    def _show(self) -> None:
        finding, filters = self._finding, self._bar.filters
        has_found = bool(finding.keys)
        chosen = finding.still(self._current())
        self._list.show_places(finding.keys, today=self._journal.today(), chosen=chosen)
        self._calendar.refresh()
        self._parts.show_found(has_found=has_found)
        self._make_ready(filters)
        words = finding.in_words(filters)
        if not has_found:
            self._nothing.say(words, Filters() if finding.is_on_this_day else filters)
        self._line.say(
            words,
            is_narrowed=finding.is_on_this_day or not filters.is_empty,
            goes_back=finding.is_on_this_day,
            has_entries=has_found,
        )
        self._show_chosen()

    def _make_ready(self, filters: Filters) -> None:
        """See to it that every word can be found; what is found later comes into the list."""
        entries = self._journal.entries
        if filters.text and not self._is_reading_words and not entries.is_ready:
            self._is_reading_words = True
            entries.make_ready(self._on_progress)

    def _on_progress(self, share: float) -> None:
        if self._is_reading_words and share >= 1:
            self._is_reading_words = False
            self.refresh()
        elif self._is_reading_words:
            self._line.say_progress(share)

    def _current(self) -> EntryKey | None:
        current = self._list.current_key
        return current if isinstance(current, EntryKey) else None

    def _choose(self, kind: Kind, record_id: str) -> bool:
        key = self._finding.key_of(kind, record_id)
        if key is None:
            return False
        self._list.choose(key)
        self._show_chosen()
        return True

    def _show_chosen(self) -> None:
        current = self._current()
        if current is not None and self._editing.follow(current.id):
            return
        self._editing.stop()
        reading = None
        if current is not None:
            reading = self._reader.read(current.kind, current.id, current.day)
        self._parts.show_detail(has_detail=reading is not None)
        if reading is not None:
            self._detail.show_reading(
                reading, self._faces.mark, bring_up=self._acts.bring_up_words()
            )

    # Building.

    def _lay_out(self) -> None:
        for widget in (self._this_day, self._calendar_button, self._new):
            self._frame.add_action(widget)
        body = self._frame.body
        body.addWidget(self._not_saved)
        body.addWidget(self._acts.removed)
        body.addWidget(self._bar)
        body.addWidget(self._line)
        body.addWidget(self._parts, 1)
        body.addWidget(self._empty, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._frame)
        self._fit()

    def _fit(self) -> None:
        self._parts.fit(narrow=self._frame.is_narrow)
        self._frame.body.setSpacing(self._theme.px(10))

    def _connect(self) -> None:
        self._journal.changed.connect(self._on_changed)
        self._theme.changed.connect(self._fit)
        self._frame.narrow_changed.connect(self._fit)
        self._bar.changed.connect(self._on_filters)
        self._bar.moved.connect(self._on_moved)
        self._bar.entered.connect(self._on_opened)
        self._list.picked.connect(self._on_picked)
        self._list.opened.connect(self._on_opened)
        self._nothing.wanted.connect(self._on_widen)
        self._calendar_button.clicked.connect(self._on_calendar)
        self._this_day.clicked.connect(self._on_this_day)
        self._line.all_wanted.connect(self._leave_this_day)
        self._new.clicked.connect(self._on_new)
        self._empty.begun.connect(self._on_new)
        self._empty.wants.connect(self.wants)
        self._calendar.picked.connect(self._on_day)
        self._calendar.write_wanted.connect(self.begins)
        self._detail.goes.connect(self.opens)
        self._editing.failed.connect(self._fail)
        self._editing.kept.connect(self._not_saved.clear)
        self._editing.finished.connect(self._on_finished)
        self._editing.whole_wanted.connect(self.begins)
        self._acts.failed.connect(self._fail)
        self._acts.kept.connect(self._not_saved.clear)
        self._acts.brings_up.connect(self.brings_up)
        self._acts.returned.connect(self.show_record)
        self._not_saved.retry.connect(self._on_again)

    # Keeping.

    def _fail(self, error: StoreError, keeps: Callable[[], None] | None) -> None:
        self._retry = keeps
        self._not_saved.show_problem(error, is_final=keeps is None)

    def _on_again(self) -> None:
        if self._retry is not None and self._acts.try_(self._retry):
            self._retry = None

    def _on_changed(self, topic: Topic) -> None:
        if topic in _SHOWN:
            self.refresh()

    # Looking for something.

    def _on_filters(self) -> None:
        if self._editing.settled():
            self._editing.stop()
            self._finding.is_on_this_day = False
            self._calendar.offer_writing(None)
            self._read()

    def _on_moved(self, key: int) -> None:
        self._list.go_by(self._list.step_of(key))

    def _on_opened(self) -> None:
        if self._detail.isVisible():
            self._detail.focus_first()

    def _on_picked(self) -> None:
        if self._editing.settled():
            self._editing.stop()
            self._show_chosen()
            return
        # The words that could not be kept are not left.
        checkin = self._editing.checkin
        key = None if checkin is None else self._finding.key_of(Kind.CHECKIN, checkin.id)
        if key is not None:
            self._list.choose(key)

    def _on_widen(self, way: Widen) -> None:
        filters = self._bar.filters
        self._bar.set_filters(
            {
                Widen.PERIOD: replace(filters, period=None),
                Widen.FILTERS: Filters(text=filters.text, period=filters.period),
                Widen.TEXT: replace(filters, text=""),
            }[way]
        )
        self._bar.focus_field()

    # Going by days.

    def _on_calendar(self) -> None:
        current = self._current()
        self._parts.toggle_calendar(self._journal.today() if current is None else current.day)

    def _on_day(self, day: date) -> None:
        if not self._list.go_to_day(day):
            has_entries = bool(self._journal.entries.days_with_entries(day, day))
            if has_entries:
                # Something else is searched for: the day is what the person wants to see.
                self._leave_this_day()
                self._bar.set_filters(Filters())
                self._list.go_to_day(day)
        is_past = day <= self._journal.today()
        is_empty = not self._journal.entries.days_with_entries(day, day)
        self._calendar.offer_writing(day if is_past and is_empty else None)

    def _on_this_day(self) -> None:
        if self._editing.settled():
            self._editing.stop()
            self._finding.is_on_this_day = True
            self._read()

    def _leave_this_day(self) -> bool:
        was = self._finding.is_on_this_day
        if was:
            self._finding.is_on_this_day = False
            self._read()
        return was

    def _on_new(self) -> None:
        self.begins.emit(None)

    def _on_finished(self) -> None:
        self._show_chosen()
        self._detail.focus_first()
