"""Practices on the day's page: one key on a line writes down that it was done."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from sessiondesk.domain.ids import PracticeId, TherapySessionId
from sessiondesk.domain.period import ending
from sessiondesk.domain.practice import DAYS_IN_A_WEEK, Practice, PracticeLog, PracticeState
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import practice_asking, wording_practices, wording_sessions
from sessiondesk.ui.practice_view import PracticeView
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.tick_list import TickLine, TickList

_KEYS: Final = "0123456789t"
_TEN: Final = "t"
_SHOWN_AT_FIRST: Final = 5
_LONGEST: Final = 300
_MOVES_NUMBERS: Final = {Topic.SESSIONS, Topic.COURSES}


class PracticeCard(Card):
    """What was agreed to practise, each with a tick for today; not there without any.

    Signals:
        failed: Something could not be kept or read: (the error, what tries again or None).
        opens: A ``Link`` to a record on another page.
    """

    failed = Signal(object, object)
    opens = Signal(object)

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.set_title(self.tr("To practise"))
        self._journal = journal
        self._theme = theme
        self._shows_all = False
        self._chosen: PracticeId | None = None
        self._numbers: dict[TherapySessionId, int | None] = {}
        hint = self.tr("Space logs it. 0 to 9 also says how much it helped, T is ten.")
        self._list = TickList(theme, more_name=self.tr("More for: {line}"), keys=_KEYS, hint=hint)
        self._hint = labels.caption(hint, theme)
        self._all = buttons.quiet("", theme)
        self._all.set_height(32)
        self._shows_paused = False
        self._paused = buttons.quiet("", theme)
        self._paused.set_height(32)
        self._menu = QMenu(self)
        self.body.addWidget(self._list)
        self.body.addWidget(self._hint)
        self.body.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self._paused, 0, Qt.AlignmentFlag.AlignLeading)
        self._list.ticked.connect(self._on_ticked)
        self._list.keyed.connect(self._on_keyed)
        self._list.more_asked.connect(self._on_more)
        self._all.clicked.connect(self._on_all)
        self._paused.clicked.connect(self._on_paused)
        journal.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Read again what is practised.

        Raises:
            StoreError: It could not be read.
        """
        found = self._journal.practices.for_day(self._journal.today())
        paused = self._journal.practices.paused()
        shown = [*found] if self._shows_all else [*found[:_SHOWN_AT_FIRST]]
        aside = paused if self._shows_paused else ()
        self._list.show_lines([self._line(each) for each in (*shown, *aside)])
        self._hint.setVisible(bool(shown or aside))
        self.setVisible(bool(found or paused))
        self._paused.setVisible(bool(paused))
        self._paused.setText(
            self.tr("Hide what is paused")
            if self._shows_paused
            else self.tr("Paused ({count})").format(count=len(paused))
        )
        self._all.setVisible(len(found) > len(shown))
        self._all.setText(self.tr("Show all {count}").format(count=len(found)))

    def focus_first(self) -> None:
        """Put the keyboard on the first line."""
        self._list.focus_line()

    def log_one(self) -> None:
        """Ask how it went, where there is one practice; with several, let the person choose."""
        try:
            found = self._journal.practices.going_on()
            if len(found) == 1:
                practice_asking.ask_today(self._journal, found[0], self._theme, self)
                return
        except StoreError as error:
            self.failed.emit(error, None)
            return
        self.focus_first()

    def _line(self, practice: Practice) -> TickLine:
        entry = practice_asking.entry_today(self._journal, practice)
        return TickLine(
            id=practice.id,
            text=practice.text[:_LONGEST],
            is_ticked=entry is not None or practice.is_over,
            caption=self._says(practice, entry),
        )

    def _says(self, practice: Practice, entry: PracticeLog | None) -> str:
        if entry is not None:
            return wording_practices.logged_today(entry)
        if practice.state is not PracticeState.GOING_ON:
            return wording_practices.became(practice, today=self._journal.today())
        agreed_in = wording_practices.agreed_in(self._number(practice.session_id))
        week = ending(self._journal.today(), days=DAYS_IN_A_WEEK)
        done = self._journal.practices.days_done(practice.id, week)
        return wording_sessions.practice_line(practice, done, agreed_in=agreed_in)

    def _number(self, session_id: TherapySessionId | None) -> int | None:
        """Return the number of a session; asked once, for it counts all those before."""
        if session_id is None:
            return None
        if session_id not in self._numbers:
            found = self._journal.sessions.find(session_id)
            number = None if found is None else self._journal.sessions.number_of(found)
            self._numbers[session_id] = number
        return self._numbers[session_id]

    # What the person does.

    def _do(self, does: Callable[[], object], *, again: bool = True) -> None:
        try:
            does()
        except StoreError as error:
            self._show_again()
            self.failed.emit(error, does if again else None)

    def _show_again(self) -> None:
        try:
            self.refresh()
        except StoreError as error:
            self.failed.emit(error, None)

    def _find(self, id_: str | None) -> Practice | None:
        try:
            return None if id_ is None else self._journal.practices.find(PracticeId(id_))
        except StoreError as error:
            self.failed.emit(error, None)
            return None

    def _on_ticked(self, id_: str, on: bool) -> None:  # noqa: FBT001 - Qt sends it
        practice = self._find(id_)
        if practice is None:
            return
        acts = self._journal.practices
        # Without leave to try again by itself: a second try would log it a second time.
        self._do(partial(acts.do if on else acts.take_back, practice), again=False)

    def _on_keyed(self, id_: str, key: str) -> None:
        practice = self._find(id_)
        if practice is not None:
            helped = 10 if key == _TEN else int(key)
            self._do(partial(self._helped, practice, helped), again=False)

    def _helped(self, practice: Practice, helped: int) -> None:
        entry = practice_asking.entry_today(self._journal, practice)
        if entry is None:
            self._journal.practices.do(practice, helped=helped)
        else:
            self._journal.practices.log(replace(entry, helped=helped))

    def _on_more(self, id_: str, button: QWidget) -> None:
        practice = self._find(id_)
        if practice is None:
            return
        self._chosen = practice.id
        menu = self._menu
        menu.clear()
        menu.addAction(self.tr("How it went…")).triggered.connect(self._on_how)
        menu.addAction(self.tr("Log an earlier day…")).triggered.connect(self._on_earlier)
        menu.addAction(self.tr("Days and log…")).triggered.connect(self._on_view)
        menu.addSeparator()
        for state, words in (
            (PracticeState.GOING_ON, self.tr("Take it up again")),
            (PracticeState.PAUSED, self.tr("Pause it")),
            (PracticeState.DONE, self.tr("Done with it")),
            (PracticeState.DROPPED, self.tr("Let it go")),
        ):
            if state is practice.state or (practice.is_over and state is PracticeState.PAUSED):
                continue
            action = menu.addAction(words)
            action.setData(state.value)
            action.triggered.connect(self._on_state)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _on_how(self) -> None:
        self._with_chosen(practice_asking.ask_today)

    def _on_earlier(self) -> None:
        self._with_chosen(practice_asking.ask_for_a_day)

    def _with_chosen(self, ask: Callable[[Journal, Practice, Theme, QWidget], None]) -> None:
        practice = self._find(self._chosen)
        if practice is not None:
            self._do(partial(ask, self._journal, practice, self._theme, self), again=False)

    def _on_view(self) -> None:
        if self._chosen is not None:
            view = PracticeView(self._chosen, self._journal, self._theme, self)
            view.opens.connect(self.opens)
            view.open()

    def _on_state(self) -> None:
        practice, action = self._find(self._chosen), self.sender()
        if practice is not None and isinstance(action, QAction):
            state = PracticeState(action.data())
            self._do(partial(self._journal.practices.end, practice, state))

    def _on_all(self) -> None:
        self._shows_all = True
        self._show_again()
        self.focus_first()

    def _on_paused(self) -> None:
        self._shows_paused = not self._shows_paused
        self._show_again()

    def _on_changed(self, topic: Topic) -> None:
        if topic in _MOVES_NUMBERS:
            self._numbers.clear()
