"""The next appointment and what to bring to it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.bring_up import BringUp, BringUpState
from sessiondesk.domain.ids import BringUpId
from sessiondesk.domain.practice import DAYS_IN_A_WEEK
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import bring_up_lines, wording_sessions
from sessiondesk.ui.bring_up_lines import BringUpLines
from sessiondesk.ui.line_draft import LineDraft
from sessiondesk.ui.pages.today_page import appointments
from sessiondesk.ui.pages.today_page.appointments import Appointments
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.text_field import TextField

_SHOWN_AT_FIRST: Final = 6
_MORE_AT_ONCE: Final = 14
_A_MINUTE: Final = timedelta(minutes=1)
_LONGEST_LINE: Final = 10_000
_MOVES_APPOINTMENTS: Final = {Topic.SESSIONS, Topic.COURSES, Topic.SETTINGS}


class AppointmentCard(Card):
    """When the next appointment is, its bring-ups with ticks, and a line to add one.

    Signals:
        wants: The page to go to.
        failed: Something could not be kept: (the error, what tries again).
        opens: A ``Link`` to where something to bring up came from.
    """

    wants = Signal(str)
    failed = Signal(object, object)
    opens = Signal(object)

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.set_title(self.tr("Next appointment"))
        self._journal = journal
        self._theme = theme
        self._around = Appointments(coming=None, unwritten=None, numbers={})
        self._most = _SHOWN_AT_FIRST
        self._read_at = journal.now()
        # Ten years of sessions are not read again for each line that is ticked.
        self._is_stale = True
        self._around_at = self._read_at
        self._asks = _AskHowItWent(theme)
        self._when = Label("", theme, Role.HEADLINE)
        self._what = labels.quiet("", theme)
        self._none = _NoAppointment(theme)
        self._list = bring_up_lines.make_list(theme)
        self._lines = BringUpLines(journal, theme, self._list, self)
        self._all = buttons.quiet("", theme)
        self._all.set_height(32)
        self._new = TextField(
            self.tr("Something to bring up"),
            theme,
            placeholder=self.tr("Something to bring up…"),
            icon="plus",
            is_low=True,
            hides_label=True,
            most=_LONGEST_LINE,
        )
        self._draft = LineDraft(self._new, "bring_up.today", "bring_up", journal, self)
        self._sheet = buttons.second(self.tr("Open prep sheet"), theme, icon="file-text")
        self._lay_out()
        self._asks.wanted.connect(self._on_sessions)
        self._none.wanted.connect(self._on_sessions)
        self._list.ticked.connect(self._on_ticked)
        self._lines.failed.connect(self._on_failed)
        self._lines.opens.connect(self.opens)
        self._all.clicked.connect(self._on_all)
        self._new.entered.connect(self._on_add)
        self._draft.failed.connect(self.failed)
        self._sheet.clicked.connect(self._on_sheet)
        journal.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Read again what is coming and what there is to bring."""
        now = self._journal.now()
        today = self._journal.today()
        self._read_at = now
        if self._is_stale or now.replace(second=0) != self._around_at:
            self._around = appointments.around(self._journal, now)
            self._around_at = now.replace(second=0)
            self._is_stale = False
        found = self._around
        self._asks.show_for(found, today)
        appointment = found.coming
        to_bring = self._to_bring()
        for widget in (self._when, self._what):
            widget.setVisible(appointment is not None)
        self._none.setVisible(appointment is None)
        if appointment is None:
            self.set_caption("")
        else:
            self.set_caption(wording_sessions.from_today(appointment.day, today))
            is_near = 0 <= (appointment.day - today).days < DAYS_IN_A_WEEK
            day = (
                wording_sessions.weekday(appointment.day)
                if is_near
                else wording_sessions.long_day(appointment.day, today=today)
            )
            self._when.setText(f"{day} {wording_sessions.clock(appointment.planned_for)}")
            self._what.setText(
                wording_sessions.appointment_line(
                    found.number_of(appointment),
                    appointment.place,
                    sum(each.is_open for each in to_bring),
                )
            )
        shown = to_bring[: self._most]
        self._list.show_lines([bring_up_lines.line(self._journal, each) for each in shown])
        self._list.setVisible(bool(shown))
        self._all.setVisible(len(to_bring) > len(shown))
        self._all.setText(
            self.tr("Show all {count}").format(count=len(to_bring))
            if len(to_bring) <= self._most + _MORE_AT_ONCE
            else self.tr("Show %n more", "", _MORE_AT_ONCE)
        )

    def put_words_back(self) -> None:
        """Put into the line what was being typed when the program went away.

        Raises:
            StoreError: The drafts could not be read.
        """
        self._draft.put_back()

    def settle(self) -> None:
        """Keep what is being typed as a draft; only Enter adds it to the list.

        Raises:
            StoreError: It was not kept.
        """
        self._draft.settle()

    def unsaved(self) -> list[Draft]:
        """Return the line that is being typed, as a draft."""
        return self._draft.unsaved()

    def look_at_clock(self) -> None:
        """Read again if enough time has passed for something to have begun or ended."""
        if self._journal.now() - self._read_at >= _A_MINUTE:
            self.refresh()

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Leave out what there is no room for beside the buttons."""
        self._keys.setVisible(not narrow)

    def focus_new(self) -> None:
        """Put the keyboard into the line for something new."""
        self._new.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._when)
        head.addWidget(self._what)
        foot = QHBoxLayout()
        foot.addWidget(self._sheet)
        foot.addStretch(1)
        self._keys = labels.caption(self.tr("Ctrl+Shift+B"), self._theme, wraps=False)
        foot.addWidget(self._keys)
        self.body.setSpacing(px(10))
        self.body.addWidget(self._asks)
        self.body.addLayout(head)
        self.body.addWidget(self._none)
        self.body.addWidget(self._list)
        self.body.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self._new)
        self.body.addLayout(foot)

    def _to_bring(self) -> list[BringUp]:
        found = list(self._journal.bring_ups.open())
        appointment = self._around.coming
        if appointment is not None:
            # Ticked a moment ago, or in the hour itself: still on the list, with its tick.
            found += [
                each
                for each in self._journal.bring_ups.of_session(appointment.id)
                if each.state is BringUpState.BROUGHT_UP
            ]
        found.sort(key=lambda each: each.rank)
        return found

    def _on_ticked(self, id_: str, on: bool) -> None:  # noqa: FBT001 - Qt sends it
        found = self._journal.bring_ups.find(BringUpId(id_))
        if found is None:
            return
        appointment = self._around.coming or self._journal.sessions.last_held(self._journal.now())
        if on and appointment is None:
            # Said to whom? Without any session it can only be let go of.
            changed = replace(found, state=BringUpState.LET_GO)
        elif on and appointment is not None:
            changed = replace(found, state=BringUpState.BROUGHT_UP, session_id=appointment.id)
        else:
            changed = replace(found, state=BringUpState.OPEN, session_id=None)
        try:
            self._journal.bring_ups.record(changed)
        except StoreError as error:
            self._on_failed(error, None)

    def _on_failed(self, error: StoreError, again: object) -> None:
        # A tick that was not kept must not look as if it had been.
        self.refresh()
        self.failed.emit(error, again)

    def _on_add(self) -> None:
        text = self._new.text.strip()
        if not text:
            return
        try:
            self._journal.bring_ups.add(text)
            self._draft.forget()
        except StoreError as error:
            self.failed.emit(error, self._on_add)

    def _on_changed(self, topic: Topic) -> None:
        if topic in _MOVES_APPOINTMENTS:
            self._is_stale = True

    def _on_all(self) -> None:
        self._most += _MORE_AT_ONCE
        self.refresh()

    def _on_sessions(self) -> None:
        self.wants.emit("sessions")

    def _on_sheet(self) -> None:
        self.wants.emit("prep_sheet")


class _AskHowItWent(QWidget):
    """Asks to write down an appointment whose time has passed.

    Signals:
        wanted: The person wants to.
    """

    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = labels.body("", theme)
        button = buttons.quiet(self.tr("Write it down"), theme, icon="pen-line")
        button.set_height(32)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._words)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(labels.Hairline(theme))
        button.clicked.connect(self.wanted)

    def show_for(self, found: Appointments, today: date) -> None:
        """Ask about the latest appointment that is over and not written down."""
        unwritten = found.unwritten
        self.setVisible(unwritten is not None)
        if unwritten is not None:
            self._words.setText(
                wording_sessions.how_it_went(
                    found.number_of(unwritten), unwritten.planned_for, today=today
                )
            )


class _NoAppointment(QWidget):
    """Says that no appointment is noted, and offers to note one.

    Signals:
        wanted: The person wants to.
    """

    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(labels.quiet(self.tr("No appointment noted"), theme), 1)
        button = buttons.quiet(self.tr("Add"), theme, icon="calendar-plus")
        button.setAccessibleName(self.tr("Add an appointment"))
        row.addWidget(button)
        button.clicked.connect(self.wanted)
