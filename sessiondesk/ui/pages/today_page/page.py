"""Today: the check-in, the next appointment, what is due, and yesterday."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.ids import CheckInId
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.backup_keeper import BackupKeeper
from sessiondesk.ui.pages.today_page.appointment_card import AppointmentCard
from sessiondesk.ui.pages.today_page.backup_line import BackupLine
from sessiondesk.ui.pages.today_page.checkin_card import CheckinCard
from sessiondesk.ui.pages.today_page.checkin_in_hand import CheckInInHand
from sessiondesk.ui.pages.today_page.columns import Columns
from sessiondesk.ui.pages.today_page.day_dialogs import EarlierDayDialog
from sessiondesk.ui.pages.today_page.keeping import Keeping
from sessiondesk.ui.pages.today_page.moment_card import MomentCard
from sessiondesk.ui.pages.today_page.other_entries import OtherEntries
from sessiondesk.ui.pages.today_page.practice_card import PracticeCard
from sessiondesk.ui.pages.today_page.yesterday_card import YesterdayCard
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.page_frame import PageFrame
from sessiondesk.ui.widgets.tab_order import put_in_reading_order

_ONLY_ENTRY: Final = {Topic.CHECKINS, Topic.TAGS, Topic.PATTERNS, Topic.FEELINGS}
_LOOK_AT_THE_CLOCK_EVERY_MS: Final = 30_000


class TodayPage(QWidget):
    """The page that a day begins and ends with.

    Signals:
        wants: Name of the page the person wants to go to.
        opens: A record on another page that the person wants to see (a ``Link``).
        brings_up: Words of an entry that should be brought up (a ``BringUpOffer``).
        begins_measure: A questionnaire that the person wants to fill in, by its id.
    """

    wants = Signal(str)
    opens = Signal(object)
    brings_up = Signal(object)
    begins_measure = Signal(str)

    def __init__(
        self,
        journal: Journal,
        *,
        theme: Theme,
        prompts: Prompts,
        keeper: BackupKeeper | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._backups = BackupLine(journal, keeper, theme) if keeper is not None else None
        self._theme = theme
        self._hand = CheckInInHand(journal)
        self._follows_today = True
        self._frame = PageFrame("", theme)
        self._earlier = buttons.plain(self.tr("Earlier day"), theme, icon="calendar")
        self._today = buttons.second(self.tr("Back to today"), theme, icon="sun")
        self._new = buttons.second(self.tr("New entry"), theme, icon="pen-line")
        self._keeping = Keeping(theme, self)
        self._others = OtherEntries(theme)
        self._card = CheckinCard(journal, theme, prompts)
        self._appointment = AppointmentCard(journal, theme)
        self._practices = PracticeCard(journal, theme)
        self._moment = MomentCard(journal, theme)
        self._yesterday = YesterdayCard(journal, theme)
        self._columns = Columns(theme)
        self._lay_out()
        self._connect()
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_AT_THE_CLOCK_EVERY_MS)
        self._clock.timeout.connect(self._on_clock)
        self._clock.start()
        self._open(journal.today())
        self._keeping.do(self._appointment.put_words_back)

    # What the window asks.

    def refresh(self) -> None:
        """Read everything again."""
        self._read_entry()
        self._show()

    def settle(self) -> None:
        """Make what is being typed part of the check-in.

        Raises:
            StoreError: It was not kept; the words stay in the editor, and the page says so.
        """
        try:
            self._settle()
        except StoreError as error:
            self._keeping.say(error, self._settle)
            raise

    def _settle(self) -> None:
        if self._card.has_unsaved_words or self._hand.is_ahead:
            self._settle_words()
        self._appointment.settle()

    def unsaved(self) -> list[Draft]:
        """Return what was not kept, as drafts: the check-in in hand, and the line."""
        is_kept = not (self._card.has_unsaved_words or self._hand.is_ahead)
        checkin = [] if is_kept else self._hand.as_drafts(self._card.lines)
        return [*checkin, *self._appointment.unsaved()]

    def focus_first(self) -> None:
        """Put the keyboard where the next answer goes."""
        self._card.focus_first()

    def new_entry(self) -> None:
        """Begin one more check-in; it is kept once something is in it."""
        if not self._settled():
            return
        if not self._follows_today:
            self._hand.open(self._journal.today())
            self._follows_today = True
        if not self._hand.value.is_empty:
            self._hand.begin_another()
        self._show()
        self._card.focus_first()

    def open_day(self, day: date) -> None:
        """Show the check-in of an earlier day, or begin one for it."""
        if not self._settled():
            return
        self._open(min(day, self._journal.today()))
        self._card.focus_first()

    # Showing.

    def _open(self, day: date) -> None:
        self._follows_today = day == self._journal.today()
        self._hand.open(day)
        self._keeping.do(self._take_drafts)
        self._show()

    def _take_drafts(self) -> None:
        left_over = self._hand.find_draft()
        if left_over is not None:
            self._card.show_checkin(self._hand.value)
            self._card.put_words_back(left_over)

    def _show(self) -> None:
        today = self._journal.today()
        self._frame.set_title(
            wording_sessions.long_day(self._hand.day, today=today), self._subtitle(today)
        )
        self._show_entry()
        self._card.day_after.show_day(self._hand.day)
        self._appointment.refresh()
        self._practices.refresh()
        self._moment.refresh()
        put_in_reading_order(self._columns)

    def _show_entry(self) -> None:
        """Show what a check-in changes; it changes with every answer, so no more than that."""
        self._today.setVisible(not self._follows_today)
        self._card.show_checkin(self._hand.value)
        self._others.show_entries(self._journal.checkins.on(self._hand.day), self._hand.value.id)
        self._yesterday.refresh()

    def _subtitle(self, today: date) -> str:
        if not self._follows_today:
            return wording_sessions.from_today(self._hand.day, today).capitalize()
        last = self._journal.checkins.last_before(today)
        return "" if last is None else wording_sessions.last_checkin(last, today)

    def _lay_out(self) -> None:
        for button in (self._earlier, self._today, self._new):
            self._frame.add_action(button)
        self._new.setToolTip(self.tr("Ctrl+N"))
        left, right = self._columns.left, self._columns.right
        left.setSpacing(0)
        for widget in (self._others, self._card):
            left.addWidget(widget)
        cards = (self._appointment, self._practices, self._moment, self._yesterday, self._backups)
        for card in cards:
            if card is not None:
                right.addWidget(card)
        for column in (left, right):
            column.addStretch(1)
        self._frame.put_above(self._keeping.bar)
        self._frame.body.addWidget(self._columns)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._frame)
        self._fit_columns()

    def _fit_columns(self) -> None:
        narrow = self._frame.is_narrow
        self._appointment.set_narrow(narrow)
        margins = self._frame.body.contentsMargins()
        room = self.width() - 2 * max(margins.left(), margins.right())
        self._columns.fit(room, narrow=narrow)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _connect(self) -> None:
        self._journal.changed.connect(self._on_changed)
        self._theme.changed.connect(self._fit_columns)
        self._frame.narrow_changed.connect(self._fit_columns)
        self._earlier.clicked.connect(self._on_earlier)
        self._today.clicked.connect(self._on_back_to_today)
        self._new.clicked.connect(self.new_entry)
        self._others.chosen.connect(self._on_other)
        self._card.given.connect(self._on_given)
        self._card.tag_toggled.connect(self._on_tag)
        self._card.word_added.connect(self._on_word_added)
        self._card.log_wanted.connect(self._practices.log_one)
        self._card.more_turned.connect(self._on_more_turned)
        self._card.day_after.kept.connect(self._say_kept)
        self._card.menu.changed.connect(self._on_moved)
        self._card.menu.brings_up.connect(self.brings_up)
        self._card.words_edited.connect(self._on_words_edited)
        self._card.words_left.connect(self._on_words_left)
        self._appointment.wants.connect(self.wants)
        self._moment.wants.connect(self.wants)
        self._moment.begins_measure.connect(self.begins_measure)
        shown = (self._appointment, self._practices, self._moment)
        for part in shown:
            part.opens.connect(self.opens)
        for teller in (self._card.day_after, self._card.menu, *shown):
            teller.failed.connect(self._keeping.say)
        self._yesterday.opened.connect(self._on_yesterday)

    # Keeping.

    def _settled(self) -> bool:
        """Settle, and tell whether that worked; a page with unsaved words goes nowhere."""
        with suppress(StoreError):
            self.settle()
            return True
        return False

    def _say_kept(self) -> None:
        now = wording_sessions.clock(self._journal.now())
        self._card.say_kept(self.tr("Kept {time}").format(time=now))
        self._keeping.bar.clear()

    def _settle_words(self) -> None:
        self._hand.settle(self._card.lines)
        self._card.words_were_kept()
        self._card.show_checkin(self._hand.value)
        self._say_kept()

    def _keep_draft(self) -> None:
        self._hand.keep_draft(self._card.lines)
        self._say_kept()

    def _on_given(self, fields: Mapping[str, Any]) -> None:
        try:
            self._hand.give(**fields)
        except StoreError as error:
            if self._journal.is_read_only:
                # No second try could keep it, and the page must not be held for its sake.
                self._hand.take_back()
                self._keeping.say(error, None)
            else:
                self._keeping.say(error, self._keep_again)
        else:
            self._say_kept()
        self._card.show_checkin(self._hand.value)

    def _keep_again(self) -> None:
        self._hand.keep()
        self._say_kept()

    def _on_tag(self, name: str, on: bool) -> None:  # noqa: FBT001 - Qt sends it
        try:
            tag = self._journal.tags.named(name)
        except StoreError as error:
            self._keeping.say(error, None)
            self._card.show_checkin(self._hand.value)
            return
        tags = self._hand.value.tags
        self._on_given({"tags": tags | {tag.id} if on else tags - {tag.id}})

    def _on_word_added(self, family: str, text: str) -> None:
        try:
            word = self._journal.feelings.named(family, text)
        except StoreError as error:
            self._keeping.say(error, None)
        else:
            self._card.take_word(word)

    def _on_more_turned(self, is_open: bool) -> None:  # noqa: FBT001 - Qt sends it
        # Not worth a word where it cannot be kept: it is only how the card looks next time.
        with suppress(StoreError):
            self._journal.settings.change(more_is_open=is_open)

    def _on_words_edited(self) -> None:
        self._keeping.do(self._keep_draft)

    def _on_words_left(self) -> None:
        self._settled()

    # Going to other days.

    def _on_moved(self) -> None:
        """Follow the entry to its day, or stay where it was removed."""
        self._follows_today = self._hand.is_for_today
        self._show()
        self._card.focus_first()

    def _on_earlier(self) -> None:
        dialog = EarlierDayDialog(self._journal.today(), self._theme, self)
        dialog.picked.connect(self.open_day)
        dialog.open()

    def _on_back_to_today(self) -> None:
        self.open_day(self._journal.today())

    def _on_yesterday(self) -> None:
        self.open_day(self._journal.today() - timedelta(days=1))

    def _on_other(self, id_: str) -> None:
        if not self._settled():
            return
        self._hand.go_to(CheckInId(id_))
        self._keeping.do(self._take_drafts)
        self._show()
        self._card.focus_first()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_clock()
        # A questionnaire put aside half filled in changes no record, so nobody is told.
        self._keeping.do(self._moment.refresh)
        if self._backups is not None:
            self._backups.refresh()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self._on_clock()

    def _on_clock(self) -> None:
        """Follow the day when it ends, but never under the person's hands."""
        if self._follows_today and not self._hand.is_for_today and not self._card.is_writing:
            if self._settled():
                self._open(self._journal.today())
        elif self.isVisible():
            self._appointment.look_at_clock()

    def _on_changed(self, topic: Topic) -> None:
        self._keeping.do(partial(self._read_again, topic))

    def _read_again(self, topic: Topic) -> None:
        day = self._hand.day
        self._read_entry()
        if topic in _ONLY_ENTRY and day == self._hand.day:
            self._show_entry()
        else:
            self._show()

    def _read_entry(self) -> None:
        if self._card.has_unsaved_words:
            # Words that are being typed stay where they are, whatever happened elsewhere.
            return
        day = self._hand.day
        self._hand.read_again()
        if self._hand.day != day:
            self._follows_today = self._hand.is_for_today
