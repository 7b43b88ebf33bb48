"""The one more line of the day after a session: how it is, in one of five answers."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.afterwards import DayAfter
from sessiondesk.domain.ids import TherapySessionId
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.choice_chips import ChoiceChips
from sessiondesk.ui.widgets.labels import Hairline, Label


class DayAfterLine(QWidget):
    """Asks after the session of the day before; not there when there was none.

    The answer belongs to the session's private part, not to the check-in.

    Signals:
        failed: The answer could not be kept: (the error, what tries again).
        kept: It was kept.
    """

    failed = Signal(object, object)
    kept = Signal()

    def __init__(
        self, journal: Journal, theme: Theme, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._session_id = TherapySessionId("")
        self._wanted: DayAfter | None = None
        self._question = Label("", theme, Role.LABEL)
        self._choices = ChoiceChips(
            self.tr("The day after the session"),
            [(choice.id, choice.text) for choice in prompts.after_session.day_after],
            theme,
            height=30,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._question)
        column.addWidget(self._choices)
        column.addWidget(Hairline(theme))
        self._choices.picked.connect(self._on_picked)
        self.hide()

    def show_day(self, day: date) -> None:
        """Ask after the session held on the day before ``day``, if there was one."""
        session = self._journal.sessions.day_after(day)
        self.setVisible(session is not None)
        if session is None:
            return
        self._session_id = session.id
        number = self._journal.sessions.number_of(session)
        self._question.setText(
            self.tr("A day after the session, I feel:")
            if number is None
            else self.tr("A day after session {number}, I feel:").format(number=number)
        )
        noted = self._journal.afterwards.of(session.id)
        self._choices.value = None if noted.day_after is None else noted.day_after.value

    def _on_picked(self, id_: str | None) -> None:
        self._wanted = None if id_ is None else DayAfter(id_)
        try:
            self._keep()
        except StoreError as error:
            self.failed.emit(error, self._keep)

    def _keep(self) -> None:
        noted = replace(self._journal.afterwards.of(self._session_id), day_after=self._wanted)
        if noted.is_empty:
            self._journal.afterwards.remove(noted.id)
        else:
            self._journal.afterwards.record(noted)
        self.kept.emit()
