"""What I brought: the bring-ups of a therapy session, and where each of them went."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sessiondesk.domain.bring_up import BringUp, BringUpState
from sessiondesk.domain.ids import BringUpId
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import bring_up_lines
from sessiondesk.ui.bring_up_lines import BringUpLines
from sessiondesk.ui.line_draft import LineDraft
from sessiondesk.ui.pages.sessions_page.around import Around
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.text_field import TextField
from sessiondesk.ui.widgets.tick_list import TickLine

_SHOWN_AT_FIRST: Final = 24
_MORE_AT_ONCE: Final = 24


class BroughtCard(Card):
    """A tick means: brought up in this session. An unticked line says where it went.

    Signals:
        failed: Something could not be kept: (the error, what tries again or None).
        opens: A ``Link`` to where something to bring up came from.
    """

    failed = Signal(object, object)
    opens = Signal(object)

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._journal = journal
        self._theme = theme
        self._session: TherapySession | None = None
        self._around = Around()
        self._most = _SHOWN_AT_FIRST
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
            most=10_000,
        )
        self._draft = LineDraft(self._new, "bring_up.sessions", "bring_up", journal, self)
        self.body.addWidget(self._list)
        self.body.addWidget(self._all, 0, buttons.AT_START)
        self.body.addWidget(self._new)
        self._list.ticked.connect(self._on_ticked)
        self._lines.failed.connect(self._on_failed)
        self._lines.opens.connect(self.opens)
        self._all.clicked.connect(self._on_all)
        self._new.entered.connect(self._on_add)
        self._draft.failed.connect(self.failed)

    def show_session(self, session: TherapySession, around: Around) -> None:
        """Show what was brought to ``session``, or is to be brought."""
        if self._session is None:
            self._draft.put_back()
        if self._session is None or self._session.id != session.id:
            self._most = _SHOWN_AT_FIRST
        self._session = session
        self._lines.belong_to(session)
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
        shown = found[: self._most]
        self._list.show_lines([self._line(each, carried_to) for each in shown])
        self._all.setVisible(len(found) > len(shown))
        self._all.setText(self.tr("Show more of {count}").format(count=len(found)))
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
        return bring_up_lines.line(self._journal, each, where=where)

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
            self._on_failed(error, None)

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

    def _on_all(self) -> None:
        self._most += _MORE_AT_ONCE
        if self._session is not None:
            self.show_session(self._session, self._around)

    def _on_failed(self, error: StoreError, again: object) -> None:
        if self._session is not None:
            # A tick that was not kept must not look as if it had been.
            self.show_session(self._session, self._around)
        self.failed.emit(error, again)
