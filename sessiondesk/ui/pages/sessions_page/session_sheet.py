"""One therapy session on its page: when it was, what became of it, and what was written."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from sessiondesk.domain.bring_up import SourceKind
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.page import BringUpOffer
from sessiondesk.ui.pages.sessions_page.afterwards_card import AfterwardsCard
from sessiondesk.ui.pages.sessions_page.agreed_card import AgreedCard
from sessiondesk.ui.pages.sessions_page.appointment_acts import Act
from sessiondesk.ui.pages.sessions_page.around import Around
from sessiondesk.ui.pages.sessions_page.brought_card import BroughtCard
from sessiondesk.ui.pages.sessions_page.cancelled_dialog import CancelledDialog
from sessiondesk.ui.pages.sessions_page.notes_card import NotesCard
from sessiondesk.ui.pages.sessions_page.notes_history import NotesHistory, earlier_notes
from sessiondesk.ui.pages.sessions_page.outcomes import CANCELLED, set_outcome
from sessiondesk.ui.pages.sessions_page.take_away_card import TakeAwayCard
from sessiondesk.ui.pages.sessions_page.taken_link import TakenLink
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.chips import OpeningChip
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.tab_order import put_in_reading_order

if TYPE_CHECKING:
    from sessiondesk.ui.kept_words import FieldWords

# Milliseconds: the page is seen first.
_PAINTED: Final = 20


class SessionSheet(QWidget):
    """Headline, time, the status with its six outcomes, and the cards.

    Signals:
        failed: Something could not be kept: (the error, what tries again or None).
        wanted: What the person wants to do with the session, an ``Act``.
        opens: A ``Link`` to a record on another page.
        brings_up: A ``BringUpOffer``.
    """

    failed = Signal(object, object)
    wanted = Signal(object)
    opens = Signal(object)
    brings_up = Signal(object)

    def __init__(
        self, journal: Journal, theme: Theme, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._session: TherapySession | None = None
        self._around = Around()
        self._is_narrow = False
        self._headline = Label("", theme, Role.HEADLINE)
        self._when = labels.quiet("", theme)
        self._moved = labels.caption("", theme)
        self._taken = TakenLink(journal, theme)
        self._status = OpeningChip("", theme, opens=True, height=34)
        self._more = buttons.icon_alone("ellipsis", self.tr("More for this session"), theme)
        self._brought = BroughtCard(journal, theme)
        self._notes = NotesCard(journal, theme)
        self._agreed = AgreedCard(journal, prompts.therapy_sessions.agreed, theme)
        self._take_away = TakeAwayCard(journal, prompts, theme)
        self._prompts = prompts
        self._afterwards: AfterwardsCard | None = None
        self._private = QVBoxLayout()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAINTED)
        self._soon.timeout.connect(self._make_afterwards)
        self._words: list[FieldWords] = [self._notes.words, *self._take_away.words]
        self._outcomes = QMenu(self)
        self._actions = QMenu(self)
        self._grid = QGridLayout()
        self._lay_out()
        self._make_menus()
        self._status.clicked.connect(self._on_status)
        self._more.clicked.connect(self._on_more)
        for card in (self._brought, self._agreed, self._take_away):
            card.failed.connect(self.failed)
        for opener in (self._taken, self._brought, self._agreed):
            opener.opens.connect(self.opens)
        for words in self._words:
            words.failed.connect(self.failed)

    @property
    def session(self) -> TherapySession | None:
        """The therapy session that is shown."""
        return self._session

    @property
    def around(self) -> Around:
        """What it knows of the other sessions."""
        return self._around

    @property
    def is_being_made(self) -> bool:
        """Whether a card of it is still to come."""
        return self._soon.isActive()

    def show_session(self, session: TherapySession, around: Around) -> None:
        """Show a therapy session; words being typed into this very one stay."""
        self._around = around
        today = self._journal.today()
        if self._session is None or self._session.id != session.id:
            self._notes.forget_time()
        self._session = session
        number = around.numbers.get(session.id)
        self._headline.setText(wording_sessions.therapy_session_name(number, session.outcome))
        self._when.setText(wording_sessions.time_and_place(session, today=today))
        self._moved.setText(_what_changed(session, self._journal))
        self._moved.setVisible(bool(self._moved.text()))
        status = wording_sessions.outcome(session.outcome)
        self._status.setText(status)
        self._status.setAccessibleName(
            self.tr("What became of it: {status}").format(status=status)
        )
        self._status.set_chosen(session.outcome is not Outcome.PLANNED)
        for action in self._outcomes.actions():
            action.setChecked(action.data() == session.outcome.value)
        self._say_when.setVisible(session.outcome in CANCELLED)
        self._cancel_later.setVisible(
            session.series_id is not None and session.outcome is Outcome.PLANNED
        )
        is_over = session.starts_at <= self._journal.now()
        is_written = session.outcome is not Outcome.PLANNED or is_over
        has_afterwards = False
        try:
            self._taken.show_session(session)
            self._brought.show_session(session, around)
            self._agreed.show_session(session)
            self._notes.words.show_session(session)
            self._take_away.show_session(session)
            has_afterwards = self._show_afterwards(session, is_over=is_over)
        except StoreError as error:
            self.failed.emit(error, None)
        # Before its time there is nothing to take away from an appointment.
        for card in (self._agreed, self._take_away):
            card.setVisible(is_written)
        self._right.setVisible(has_afterwards)
        self._notes.set_ahead(not is_written)
        self.fit(narrow=self._is_narrow)

    def show_afterwards(self) -> None:
        """Read again what is noted after the session, and nothing else.

        Raises:
            StoreError: It could not be read.
        """
        if self._afterwards is not None:
            self._afterwards.show_again()

    def settle(self) -> None:
        """Make everything typed part of the session.

        Raises:
            StoreError: Some of it was not kept; it stays in its editor.
        """
        for words in self._words:
            words.settle()
        self._brought.settle()
        self._agreed.settle()

    def unsaved(self) -> list[Draft]:
        """Return the words that are not part of the session yet, as drafts."""
        in_editors = [draft for words in self._words for draft in words.unsaved()]
        return [*in_editors, *self._brought.unsaved(), *self._agreed.unsaved()]

    def fit(self, *, narrow: bool) -> None:
        """Put the cards into two columns, or into one where there is no room for two."""
        self._is_narrow = narrow
        sides = (self._left, self._right)
        for side in sides:
            self._grid.removeWidget(side)
        for place, side in enumerate(sides):
            self._grid.addWidget(side, place if narrow else 0, 0 if narrow else place)
        self._grid.setColumnStretch(0, 10)
        self._grid.setColumnStretch(1, 0 if narrow or self._right.isHidden() else 9)

    def focus_first(self) -> None:
        """Put the keyboard into the notes."""
        self._notes.setFocus()

    def _lay_out(self) -> None:
        px = self._theme.px
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (self._headline, self._when, self._moved):
            words.addWidget(label)
        words.addWidget(self._taken, 0, buttons.AT_START)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addLayout(words, 1)
        head.addWidget(self._status)
        head.addWidget(self._more)
        self._left, self._right = QWidget(), QWidget()
        column = QVBoxLayout(self._left)
        for card in (self._brought, self._notes, self._agreed, self._take_away):
            column.addWidget(card)
        self._right.setLayout(self._private)
        for side in (column, self._private):
            side.setContentsMargins(0, 0, 0, 0)
            side.setSpacing(px(16))
            side.addStretch(1)
        self._grid.setSpacing(px(16))
        whole = QVBoxLayout(self)
        # Room for the ring of the last button; at the left nothing with a ring stands.
        whole.setContentsMargins(0, px(4), px(4), px(16))
        whole.setSpacing(px(12))
        whole.addLayout(head)
        whole.addLayout(self._grid)
        whole.addStretch(1)
        self.fit(narrow=False)

    def _show_afterwards(self, session: TherapySession, *, is_over: bool) -> bool:
        """Show the private part where there was a session; tell whether there is one."""
        is_held = session.outcome.is_held or (session.outcome is Outcome.PLANNED and is_over)
        if self._afterwards is not None:
            self._afterwards.show_session(session)
            return is_held or self._afterwards.has_something
        has_one = is_held or not self._journal.afterwards.of(session.id).is_empty
        if has_one:
            self._soon.start()
        return has_one

    def _make_afterwards(self) -> None:
        """Make the card for it, in its place: a hundred cells would hold up the page."""
        if self._afterwards is not None or self._session is None:
            return
        card = AfterwardsCard(self._journal, self._prompts, self._theme, self._right)
        self._private.insertWidget(0, card)
        card.show()
        card.failed.connect(self.failed)
        for words in card.words:
            words.failed.connect(self.failed)
        self._words += card.words
        self._afterwards = card
        put_in_reading_order(self)
        self.show_session(self._session, self._around)

    def _make_menus(self) -> None:
        group = QActionGroup(self)
        for outcome in Outcome:
            action = self._outcomes.addAction(wording_sessions.outcome(outcome))
            action.setCheckable(True)
            action.setData(outcome.value)
            group.addAction(action)
        group.triggered.connect(self._on_outcome)
        self._offer(Act.MOVE, self.tr("Move to another time…"))
        self._offer(Act.CORRECT, self.tr("Correct time or place…"))
        self._say_when = self._actions.addAction(self.tr("When it was cancelled…"))
        self._say_when.triggered.connect(self._on_say_when)
        self._cancel_later = self._offer(
            Act.CANCEL_LATER, self.tr("Cancel this and all later ones…")
        )
        self._actions.addSeparator()
        self._actions.addAction(self.tr("Bring something from it up…")).triggered.connect(
            self._on_bring_up
        )
        self._earlier = self._actions.addAction(self.tr("Earlier versions of the notes…"))
        self._earlier.triggered.connect(self._on_earlier)
        self._forget = self._actions.addAction(self.tr("Remove what is noted afterwards"))
        self._forget.triggered.connect(self._on_forget)
        self._actions.addSeparator()
        self._offer(Act.REMOVE, self.tr("Remove…"))

    def _offer(self, act: Act, text: str) -> QAction:
        action = self._actions.addAction(text)
        action.setData(act.value)
        action.triggered.connect(self._on_offered)
        return action

    def _on_offered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.wanted.emit(Act(action.data()))

    def _on_status(self) -> None:
        self._outcomes.popup(self._status.mapToGlobal(QPoint(0, self._status.height())))

    def _on_more(self) -> None:
        session = self._session
        if session is None:
            return
        # Asked when the menu opens, not at every change of the page.
        try:
            has_earlier = bool(earlier_notes(self._journal, session.id))
        except StoreError:
            has_earlier = False
        self._earlier.setEnabled(has_earlier)
        self._forget.setVisible(self._afterwards is not None and self._afterwards.has_something)
        self._actions.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _on_bring_up(self) -> None:
        session = self._session
        if session is not None:
            self.brings_up.emit(
                BringUpOffer(
                    text=self._notes.selected or session.left_open,
                    source=SourceKind.SESSION,
                    source_id=session.id,
                )
            )

    def _on_earlier(self) -> None:
        if self._session is not None:
            dialog = NotesHistory(self._journal, self._session, self._theme, self)
            dialog.given.connect(self._on_put_back)
            dialog.open()

    def _on_put_back(self, notes: str) -> None:
        if self._session is None:
            return
        try:
            # What is being typed becomes an earlier version itself.
            self._notes.words.settle()
            kept = self._journal.sessions.find(self._session.id) or self._session
            self._journal.sessions.record(replace(kept, notes=notes))
        except StoreError as error:
            self.failed.emit(error, None)

    def _on_forget(self) -> None:
        if self._session is None:
            return
        try:
            self.settle()
            noted = self._journal.afterwards.of(self._session.id)
            self._journal.afterwards.remove(noted.id)
        except StoreError as error:
            self.failed.emit(error, None)

    def _on_say_when(self) -> None:
        if self._session is not None:
            dialog = CancelledDialog(self._session, self._theme, self)
            dialog.given.connect(self._on_cancelled)
            dialog.open()

    def _on_cancelled(self, at: datetime) -> None:
        if self._session is None:
            return
        kept = self._journal.sessions.find(self._session.id) or self._session
        try:
            self._journal.sessions.record(replace(kept, cancelled_at=at))
        except StoreError as error:
            self.failed.emit(error, None)

    def _on_outcome(self) -> None:
        group = self.sender()
        chosen = group.checkedAction() if isinstance(group, QActionGroup) else None
        if chosen is not None and self._session is not None:
            try:
                set_outcome(self._journal, self._session, Outcome(chosen.data()))
            except StoreError as error:
                self.show_session(self._session, self._around)
                self.failed.emit(error, None)


def _what_changed(session: TherapySession, journal: Journal) -> str:
    today = journal.today()
    said = [wording_sessions.moved(session, today=today)]
    if session.cancelled_at is not None:
        said.append(wording_sessions.cancelled(session.cancelled_at, today=today))
    return ". ".join(part for part in said if part)
