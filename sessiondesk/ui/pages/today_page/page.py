"""Today: the check-in, the next appointment, what is due, and yesterday."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.ids import CheckInId, PracticeId
from sessiondesk.domain.practice import Practice, PracticeLog, PracticeState
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.backup_keeper import BackupKeeper
from sessiondesk.ui.pages.today_page import due
from sessiondesk.ui.pages.today_page.appointment_card import AppointmentCard
from sessiondesk.ui.pages.today_page.backup_line import BackupLine
from sessiondesk.ui.pages.today_page.checkin_card import CheckinCard
from sessiondesk.ui.pages.today_page.checkin_in_hand import CheckInInHand
from sessiondesk.ui.pages.today_page.earlier_day_dialog import EarlierDayDialog
from sessiondesk.ui.pages.today_page.moment_card import MomentCard
from sessiondesk.ui.pages.today_page.other_entries import OtherEntries
from sessiondesk.ui.pages.today_page.yesterday_card import YesterdayCard
from sessiondesk.ui.practice_dialog import PracticeDialog
from sessiondesk.ui.problems import NotSavedBar
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.page_frame import PageFrame

_RIGHT: Final = 356
_RIGHT_NARROW: Final = 296
_LOOK_AT_THE_CLOCK_EVERY_MS: Final = 30_000


class TodayPage(QWidget):
    """The page that a day begins and ends with.

    Signals:
        wants: Name of the page the person wants to go to.
    """

    wants = Signal(str)

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
        self._put_off: dict[str, date] = {}
        self._logging: Practice | None = None
        self._retry: Callable[[], None] | None = None
        self._frame = PageFrame("", theme)
        self._earlier = buttons.plain(self.tr("Earlier day"), theme, icon="calendar")
        self._today = buttons.second(self.tr("Back to today"), theme, icon="sun")
        self._new = buttons.second(self.tr("New entry"), theme, icon="pen-line")
        self._not_saved = NotSavedBar(theme)
        self._others = OtherEntries(theme)
        self._card = CheckinCard(journal, theme, prompts)
        self._appointment = AppointmentCard(journal, theme)
        self._moment = MomentCard(theme)
        self._yesterday = YesterdayCard(journal, theme)
        self._right = QWidget()
        self._lay_out()
        self._connect()
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_AT_THE_CLOCK_EVERY_MS)
        self._clock.timeout.connect(self._on_clock)
        self._clock.start()
        self._open(journal.today())
        self._try(self._appointment.put_words_back)

    # What the window asks.

    def refresh(self) -> None:
        """Read everything again."""
        if not self._card.has_unsaved_words:
            # Words that are being typed stay where they are, whatever happened elsewhere.
            self._hand.read_again()
        self._show()

    def settle(self) -> None:
        """Make what is being typed part of the check-in.

        Raises:
            StoreError: It was not kept; the words stay in the editor, and the page says so.
        """
        try:
            self._settle()
        except StoreError as error:
            self._on_failed(error, self._settle)
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
        self._try(self._take_drafts)
        self._show()

    def _take_drafts(self) -> None:
        left_over = self._hand.find_draft()
        self._card.show_checkin(self._hand.value)
        if left_over is not None:
            self._card.put_words_back(left_over)

    def _show(self) -> None:
        today = self._journal.today()
        self._frame.set_title(
            wording_sessions.long_day(self._hand.day, today=today), self._subtitle(today)
        )
        self._today.setVisible(not self._follows_today)
        self._card.show_checkin(self._hand.value)
        self._others.show_entries(self._journal.checkins.on(self._hand.day), self._hand.value.id)
        self._appointment.refresh()
        self._yesterday.refresh()
        self._show_due()

    def _show_due(self) -> None:
        today = self._journal.today()
        hidden = {id_ for id_, day in self._put_off.items() if day == today}
        self._moment.show_due(due.find(self._journal, today, hidden=hidden))

    def _subtitle(self, today: date) -> str:
        if not self._follows_today:
            return wording_sessions.from_today(self._hand.day, today).capitalize()
        last = self._journal.checkins.last_before(today)
        return "" if last is None else wording_sessions.last_checkin(last, today)

    def _lay_out(self) -> None:
        px = self._theme.px
        for button in (self._earlier, self._today, self._new):
            self._frame.add_action(button)
        self._new.setToolTip(self.tr("Ctrl+N"))
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(px(16))
        right.addWidget(self._appointment)
        right.addWidget(self._moment)
        right.addWidget(self._yesterday)
        if self._backups is not None:
            right.addWidget(self._backups)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(px(20))
        left = QVBoxLayout()
        left.addWidget(self._others)
        left.addWidget(self._card)
        left.addStretch(1)
        columns.addLayout(left, 1)
        columns.addWidget(self._right)
        self._frame.put_above(self._not_saved)
        self._frame.body.addLayout(columns)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._frame)
        self._fit_columns()

    def _fit_columns(self) -> None:
        narrow = self._frame.is_narrow
        width = _RIGHT_NARROW if narrow else _RIGHT
        self._appointment.set_narrow(narrow)
        self._right.setFixedWidth(self._theme.px(width))

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
        self._card.words_edited.connect(self._on_words_edited)
        self._card.words_left.connect(self._on_words_left)
        self._appointment.wants.connect(self.wants)
        self._appointment.failed.connect(self._on_failed)
        self._moment.begun.connect(self._on_begun)
        self._moment.put_off.connect(self._on_put_off)
        self._yesterday.opened.connect(self._on_yesterday)
        self._not_saved.retry.connect(self._on_retry)

    # Keeping.

    def _try(self, keeps: Callable[[], None]) -> bool:
        """Do what writes; say so where it could not, and keep what was typed in the window."""
        try:
            keeps()
        except StoreError as error:
            self._on_failed(error, keeps)
            return False
        return True

    def _settled(self) -> bool:
        """Settle, and tell whether that worked; a page with unsaved words goes nowhere."""
        with suppress(StoreError):
            self.settle()
            return True
        return False

    def _say_kept(self) -> None:
        now = wording_sessions.clock(self._journal.now())
        self._card.say_kept(self.tr("Kept {time}").format(time=now))
        self._not_saved.clear()

    def _settle_words(self) -> None:
        self._hand.settle(self._card.lines)
        self._card.words_were_kept()
        self._card.show_checkin(self._hand.value)
        self._say_kept()

    def _keep_draft(self) -> None:
        self._hand.keep_draft(self._card.lines)
        self._say_kept()

    def _on_failed(self, error: StoreError, keeps: Callable[[], None] | None) -> None:
        self._not_saved.show_problem(error, is_final=keeps is None)
        self._retry = keeps

    def _on_retry(self) -> None:
        keeps = self._retry
        if keeps is None or self._try(keeps):
            self._not_saved.clear()

    def _on_given(self, fields: Mapping[str, Any]) -> None:
        try:
            self._hand.give(**fields)
        except StoreError as error:
            if self._journal.is_read_only:
                # No second try could keep it, and the page must not be held for its sake.
                self._hand.take_back()
                self._on_failed(error, None)
            else:
                self._on_failed(error, self._keep_again)
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
            self._on_failed(error, None)
            self._card.show_checkin(self._hand.value)
            return
        tags = self._hand.value.tags
        self._on_given({"tags": tags | {tag.id} if on else tags - {tag.id}})

    def _on_words_edited(self) -> None:
        self._try(self._keep_draft)

    def _on_words_left(self) -> None:
        self._settled()

    # Going to other days.

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
        self._try(self._take_drafts)
        self._show()
        self._card.focus_first()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_clock()
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
        self._try(partial(self._read_again, topic))

    def _read_again(self, topic: Topic) -> None:
        if topic in {Topic.CHECKINS, Topic.SCALES, Topic.TAGS, Topic.SETTINGS}:
            self.refresh()
        elif topic in {Topic.SESSIONS, Topic.COURSES, Topic.BRING_UPS}:
            self._appointment.refresh()
            self._show_due()
        else:
            self._show_due()

    # What is due.

    def _on_begun(self, what: due.Due) -> None:
        if what.kind is due.DueKind.GOAL_REVIEW:
            self.wants.emit("goals")
            return
        self._logging = self._journal.practices.find(PracticeId(what.id))
        if self._logging is not None:
            practice = self._logging
            dialog = PracticeDialog(practice.text, practice.id, self._journal, self._theme, self)
            dialog.given.connect(self._on_logged)
            dialog.open()

    def _on_logged(self, helped: int | None, obstacle: str) -> None:
        practice = self._logging
        if practice is None:
            return
        entry = PracticeLog(
            practice_id=practice.id,
            done_at=self._journal.now(),
            day=self._journal.today(),
            helped=helped,
            obstacle=obstacle,
        )
        try:
            self._journal.practices.log(entry)
            if practice.days_a_week is None:
                done = replace(practice, state=PracticeState.DONE, ended_on=entry.day)
                self._journal.practices.record(done)
        except StoreError as error:
            self._on_failed(error, None)

    def _on_put_off(self, what: due.Due) -> None:
        self._put_off[what.id] = self._journal.today()
        self._show_due()
