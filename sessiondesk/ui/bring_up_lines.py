"""A list of things to bring up: what can be done with its lines, wherever it stands."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from sessiondesk.domain.bring_up import BringUp, BringUpState, Want
from sessiondesk.domain.ids import BringUpId, TherapySessionId
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import bring_up_origin, wording_sessions
from sessiondesk.ui.reword_dialog import RewordDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.tick_list import TickLine, TickList

WANT_KEYS: Final = {
    "u": Want.UNDERSTAND,
    "d": Want.DECIDE,
    "p": Want.PRACTISE,
    "h": Want.BE_HEARD,
}
_LONGEST: Final = 600


def make_list(theme: Theme) -> TickList:
    """Return an empty list whose lines move, and hear what is wanted from them."""
    return TickList(
        theme,
        more_name=_tr("More for: {line}"),
        can_move=True,
        keys="".join(WANT_KEYS),
        hint=_tr(
            "Alt with Up and Down moves a line. U understand, D decide, P practise, H be heard."
        ),
    )


def line(journal: Journal, each: BringUp, *, where: str = "") -> TickLine:
    """Return a bring-up as a line of such a list.

    Args:
        journal: The open journal.
        each: The bring-up.
        where: What became of it, or where it went; empty: nothing to say.

    Raises:
        StoreError: Where it came from could not be read.
    """
    want = "" if each.want is None else wording_sessions.want(each.want)
    found = bring_up_origin.of(journal, each)
    private = _tr("Stays private") if each.stays_private else ""
    parts = (where, want, "" if found is None else found.words, private)
    return TickLine(
        id=each.id,
        text=each.text[:_LONGEST],
        is_ticked=each.state is BringUpState.BROUGHT_UP,
        caption=". ".join(part for part in parts if part),
    )


class BringUpLines(QObject):
    """Listens to such a list and does what the person wants with a line.

    Signals:
        failed: Something could not be kept: (the error, what tries again or None).
        opens: A ``Link`` to where a line came from.
    """

    failed = Signal(object, object)
    opens = Signal(object)

    def __init__(self, journal: Journal, theme: Theme, lines: TickList, parent: QWidget) -> None:
        super().__init__(parent)
        self._held_id: TherapySessionId | None = None
        self._journal = journal
        self._theme = theme
        self._lines = lines
        self._over = parent
        self._chosen: BringUpId | None = None
        self._menu = QMenu(parent)
        # Made once: clearing the menu would leave it behind, again and again.
        self._wants = QMenu(self.tr("What I want from it"), parent)
        self._make_wants()
        lines.more_asked.connect(self._on_more)
        lines.moved.connect(self._on_moved)
        lines.keyed.connect(self._on_keyed)

    def belong_to(self, session: TherapySession) -> None:
        """Note what becomes of a line as having happened in ``session``, if it was held."""
        self._held_id = session.id if session.outcome.is_held else None

    def _keep(self, keeps: Callable[[], object]) -> None:
        try:
            keeps()
        except StoreError as error:
            self.failed.emit(error, None)

    def _find(self, id_: str | None) -> BringUp | None:
        try:
            return None if id_ is None else self._journal.bring_ups.find(BringUpId(id_))
        except StoreError as error:
            self.failed.emit(error, None)
            return None

    def _change(self, id_: str | None, does: Callable[[BringUp], BringUp]) -> None:
        found = self._find(id_)
        if found is not None:
            self._keep(partial(self._journal.bring_ups.record, does(found)))

    # By keys and by dragging.

    def _on_keyed(self, id_: str, key: str) -> None:
        want = WANT_KEYS[key]
        found = self._find(id_)
        if found is not None:
            # The same key again takes it back.
            changed = replace(found, want=None if found.want is want else want)
            self._keep(partial(self._journal.bring_ups.record, changed))

    def _on_moved(self, id_: str, place: int) -> None:
        ids = [BringUpId(each) for each in self._lines.ids]
        if id_ in ids:
            ids.remove(BringUpId(id_))
            ids.insert(place, BringUpId(id_))
            self._keep(partial(self._journal.bring_ups.rank, ids))

    def _move(self, by: int) -> None:
        ids, id_ = self._lines.ids, self._chosen
        if id_ is not None and id_ in ids:
            self._on_moved(id_, max(0, min(len(ids) - 1, ids.index(id_) + by)))

    # By the menu.

    def _on_more(self, id_: str, button: QWidget) -> None:
        found = self._find(id_)
        if found is None:
            return
        self._chosen = found.id
        menu = self._menu
        menu.clear()
        self._offer(self.tr("Change the words…"), self._on_reword)
        self._offer(self.tr("Move up"), self._on_up, keys="Alt+Up")
        self._offer(self.tr("Move down"), self._on_down, keys="Alt+Down")
        for action in self._wants.actions():
            action.setChecked(action.data() == (found.want or ""))
        menu.addMenu(self._wants)
        private = self._offer(self.tr("Stays private"), self._on_private)
        private.setCheckable(True)
        private.setChecked(found.stays_private)
        self._offer_origin(found)
        menu.addSeparator()
        if self._held_id is not None and found.state is not BringUpState.CARRIED_OVER:
            self._offer(self.tr("Carry it over"), self._on_carry_over)
        if found.state is BringUpState.LET_GO:
            self._offer(self.tr("Take it up again"), self._on_take_up)
        else:
            self._offer(self.tr("Let it go"), self._on_let_go)
        self._offer(self.tr("Remove"), self._on_remove)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _offer(self, words: str, does: Callable[[], None], *, keys: str = "") -> QAction:
        action = self._menu.addAction(words)
        _show_keys(action, keys)
        action.triggered.connect(does)
        return action

    def _make_wants(self) -> None:
        keys = {want: key for key, want in WANT_KEYS.items()}
        group = QActionGroup(self._wants)
        for want in (None, *Want):
            text = self.tr("Not said") if want is None else wording_sessions.want(want)
            action = self._wants.addAction(text)
            action.setCheckable(True)
            action.setData("" if want is None else want.value)
            if want is not None:
                _show_keys(action, keys[want].upper())
            group.addAction(action)
        group.triggered.connect(self._on_want)

    def _offer_origin(self, found: BringUp) -> None:
        try:
            came_from = bring_up_origin.of(self._journal, found)
        except StoreError as error:
            self.failed.emit(error, None)
            return
        if came_from is not None and came_from.link is not None:
            self._offer(self.tr("Open where it came from"), self._on_open)

    def _on_want(self, action: QAction) -> None:
        want = Want(action.data()) if action.data() else None
        self._change(self._chosen, lambda found: replace(found, want=want))

    def _on_private(self) -> None:
        self._change(
            self._chosen, lambda found: replace(found, stays_private=not found.stays_private)
        )

    def _on_open(self) -> None:
        found = self._find(self._chosen)
        if found is None:
            return
        try:
            came_from = bring_up_origin.of(self._journal, found)
        except StoreError as error:
            self.failed.emit(error, None)
            return
        if came_from is not None and came_from.link is not None:
            self.opens.emit(came_from.link)

    def _on_reword(self) -> None:
        found = self._find(self._chosen)
        if found is not None:
            RewordDialog(
                self.tr("Say it differently?"),
                found.text,
                ("bring_up.words", Kind.BRING_UP, found.id),
                self._journal,
                self._theme,
                keep=partial(self._reword, found.id),
                parent=self._over,
            ).open()

    def _reword(self, id_: BringUpId, text: str) -> None:
        found = self._journal.bring_ups.find(id_)
        if found is not None:
            self._journal.bring_ups.record(replace(found, text=text))

    def _on_let_go(self) -> None:
        self._end(BringUpState.LET_GO)

    def _on_carry_over(self) -> None:
        self._end(BringUpState.CARRIED_OVER)

    def _on_take_up(self) -> None:
        self._end(BringUpState.OPEN)

    def _end(self, state: BringUpState) -> None:
        home = None if state is BringUpState.OPEN else self._held_id
        self._change(self._chosen, lambda found: replace(found, state=state, session_id=home))

    def _on_remove(self) -> None:
        if self._chosen is not None:
            self._keep(partial(self._journal.bring_ups.remove, self._chosen))

    def _on_up(self) -> None:
        self._move(-1)

    def _on_down(self) -> None:
        self._move(1)


def _show_keys(action: QAction, keys: str) -> None:
    """Show which keys do the same on a line. The list itself hears them, not the menu."""
    if keys:
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)


def _tr(text: str) -> str:
    return QCoreApplication.translate("bring_up_lines", text)
