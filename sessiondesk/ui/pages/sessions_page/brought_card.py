"""What I brought: the bring-ups of a therapy session, and where each of them went."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from sessiondesk.domain.bring_up import BringUp, BringUpState, Want
from sessiondesk.domain.ids import BringUpId
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.line_draft import LineDraft
from sessiondesk.ui.pages.sessions_page.around import Around
from sessiondesk.ui.pages.sessions_page.line_dialog import LineDialog
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.text_field import TextField
from sessiondesk.ui.widgets.tick_list import TickLine, TickList


class BroughtCard(Card):
    """A tick means: brought up in this session. An unticked line says where it went.

    Signals:
        failed: Something could not be kept: (the error, what tries again or None).
    """

    failed = Signal(object, object)

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._journal = journal
        self._theme = theme
        self._session: TherapySession | None = None
        self._around = Around()
        self._chosen: BringUpId | None = None
        self._list = TickList(theme, more_name=self.tr("More for: {line}"))
        self._new = TextField(
            self.tr("Something to bring up"),
            theme,
            placeholder=self.tr("Something to bring up…"),
            icon="plus",
            is_low=True,
            hides_label=True,
            most=10_000,
        )
        self._draft = LineDraft(self._new, "bring_up.sessions", "bring_up", journal, self)
        self._menu = QMenu(self)
        self.body.addWidget(self._list)
        self.body.addWidget(self._new)
        self._list.ticked.connect(self._on_ticked)
        self._list.more_asked.connect(self._on_more)
        self._new.entered.connect(self._on_add)
        self._draft.failed.connect(self.failed)

    def show_session(self, session: TherapySession, around: Around) -> None:
        """Show what was brought to ``session``, or is to be brought."""
        if self._session is None:
            self._draft.put_back()
        self._session = session
        self._around = around
        found = self._found(session)
        is_planned = session.outcome is Outcome.PLANNED
        is_next = around.is_next(session)
        self.set_title(
            self.tr("What I want to bring") if is_planned else self.tr("What I brought")
        )
        ticked = sum(each.state is BringUpState.BROUGHT_UP for each in found)
        covered = self.tr("{ticked} of {all} covered").format(ticked=ticked, all=len(found))
        self.set_caption(covered if found and not is_planned else "")
        carried_to = self._carried_to(session)
        self._list.show_lines([self._line(each, carried_to) for each in found])
        self._list.setVisible(bool(found))
        self._new.setVisible(is_next)
        self.setVisible(bool(found) or is_next)

    def settle(self) -> None:
        """Keep what is being typed as a draft; only Enter adds it to the list.

        Raises:
            StoreError: It was not kept.
        """
        self._draft.settle()

    def unsaved(self) -> list[Draft]:
        """Return the line that is being typed, as a draft."""
        return self._draft.unsaved()

    def _line(self, each: BringUp, carried_to: str) -> TickLine:
        captions = {
            BringUpState.CARRIED_OVER: carried_to,
            BringUpState.LET_GO: self.tr("Let go"),
        }
        where = captions.get(each.state, "")
        if self._session is not None and each.session_id not in {None, self._session.id}:
            where = self._from(each)
        want = "" if each.want is None else wording_sessions.want(each.want)
        private = self.tr("Stays private") if each.stays_private else ""
        said = ". ".join(part for part in (where, want, private) if part)
        return TickLine(
            id=each.id,
            text=each.text,
            is_ticked=each.state is BringUpState.BROUGHT_UP,
            caption=said,
        )

    def _from(self, each: BringUp) -> str:
        number = None if each.session_id is None else self._around.numbers.get(each.session_id)
        if number is None:
            return self.tr("From an earlier session")
        return self.tr("From session {number}").format(number=number)

    def _carried_to(self, session: TherapySession) -> str:
        coming = self._around.coming
        number = None if coming is None else self._around.numbers.get(coming.id)
        if number is None or session.outcome is Outcome.PLANNED:
            return self.tr("Not reached. Carried over")
        return self.tr("Not reached. Carried to session {number}").format(number=number)

    def _found(self, session: TherapySession) -> Sequence[BringUp]:
        """Return what was brought; for the next one also what is still to be said."""
        found = list(self._journal.bring_ups.of_session(session.id))
        is_unwritten = (
            session.outcome is Outcome.PLANNED and session.starts_at <= self._journal.now()
        )
        if self._around.is_next(session) or is_unwritten:
            known = {each.id for each in found}
            found += [each for each in self._journal.bring_ups.open() if each.id not in known]
        return sorted(found, key=lambda each: each.rank)

    # What the person does.

    def _keep(self, keeps: Callable[[], object]) -> None:
        try:
            keeps()
        except StoreError as error:
            if self._session is not None:
                self.show_session(self._session, self._around)
            self.failed.emit(error, None)

    def _on_ticked(self, id_: str, on: bool) -> None:  # noqa: FBT001 - Qt sends it
        session, found = self._session, self._journal.bring_ups.find(BringUpId(id_))
        if session is None or found is None:
            return
        if on:
            changed = replace(found, state=BringUpState.BROUGHT_UP, session_id=session.id)
        elif session.outcome.is_held:
            changed = replace(found, state=BringUpState.CARRIED_OVER, session_id=session.id)
        else:
            changed = replace(found, state=BringUpState.OPEN, session_id=None)
        self._keep(partial(self._journal.bring_ups.record, changed))

    def _on_add(self) -> None:
        text = self._new.text.strip()
        if not text:
            return
        try:
            self._journal.bring_ups.add(text)
            self._draft.forget()
        except StoreError as error:
            self.failed.emit(error, self._on_add)

    def _on_more(self, id_: str, button: QWidget) -> None:
        found = self._journal.bring_ups.find(BringUpId(id_))
        if found is None:
            return
        self._chosen = found.id
        self._menu.clear()
        self._menu.addAction(self.tr("Change the words…")).triggered.connect(self._on_reword)
        self._menu.addAction(self.tr("Move up")).triggered.connect(self._on_up)
        self._menu.addAction(self.tr("Move down")).triggered.connect(self._on_down)
        self._offer_wants(found)
        private = self._menu.addAction(self.tr("Stays private"))
        private.setCheckable(True)
        private.setChecked(found.stays_private)
        private.triggered.connect(self._on_private)
        self._menu.addSeparator()
        if found.state is not BringUpState.LET_GO:
            self._menu.addAction(self.tr("Let it go")).triggered.connect(self._on_let_go)
        self._menu.addAction(self.tr("Remove")).triggered.connect(self._on_remove)
        self._menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _offer_wants(self, found: BringUp) -> None:
        wants = self._menu.addMenu(self.tr("What I want from it"))
        group = QActionGroup(wants)
        for want in (None, *Want):
            text = self.tr("Not said") if want is None else wording_sessions.want(want)
            action = wants.addAction(text)
            action.setCheckable(True)
            action.setChecked(want is found.want)
            action.setData("" if want is None else want.value)
            group.addAction(action)
        group.triggered.connect(self._on_want)

    def _on_want(self, action: QAction) -> None:
        found = self._picked()
        if found is not None:
            want = Want(action.data()) if action.data() else None
            self._keep(partial(self._journal.bring_ups.record, replace(found, want=want)))

    def _picked(self) -> BringUp | None:
        return None if self._chosen is None else self._journal.bring_ups.find(self._chosen)

    def _on_reword(self) -> None:
        found = self._picked()
        if found is not None:
            dialog = LineDialog(self.tr("Say it differently?"), found.text, self._theme, self)
            dialog.given.connect(self._on_reworded)
            dialog.open()

    def _on_reworded(self, text: str) -> None:
        found = self._picked()
        if found is not None:
            self._keep(partial(self._journal.bring_ups.record, replace(found, text=text)))

    def _on_private(self, on: bool) -> None:  # noqa: FBT001 - Qt sends it
        found = self._picked()
        if found is not None:
            changed = replace(found, stays_private=on)
            self._keep(partial(self._journal.bring_ups.record, changed))

    def _on_let_go(self) -> None:
        found, session = self._picked(), self._session
        if found is not None and session is not None:
            home = session.id if session.outcome.is_held else None
            changed = replace(found, state=BringUpState.LET_GO, session_id=home)
            self._keep(partial(self._journal.bring_ups.record, changed))

    def _on_remove(self) -> None:
        if self._chosen is not None:
            self._keep(partial(self._journal.bring_ups.remove, self._chosen))

    def _on_up(self) -> None:
        self._move(-1)

    def _on_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        if self._session is None or self._chosen is None:
            return
        ids = [each.id for each in self._found(self._session)]
        if self._chosen not in ids:
            return
        place = ids.index(self._chosen)
        to = max(0, min(len(ids) - 1, place + by))
        ids.insert(to, ids.pop(place))
        rest = [each.id for each in self._journal.bring_ups.all() if each.id not in ids]
        self._keep(partial(self._journal.bring_ups.rank, [*ids, *rest]))
