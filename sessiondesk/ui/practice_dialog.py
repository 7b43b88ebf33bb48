"""The little dialog that logs a practice: did it help, and what got in the way."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from sessiondesk.domain.ids import PracticeId
from sessiondesk.domain.practice import PracticeLog
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.line_draft import LineDraft
from sessiondesk.ui.problems import NotSavedBar
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.day_picker import DayPicker
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.scale import Placed, Scale
from sessiondesk.ui.widgets.text_field import TextField

Keep = Callable[[int | None, str, date], None]


class PracticeDialog(Question):
    """Asks how a practice went; both answers may be left open.

    Signals:
        given: The person logs it: (how much it helped, 0 to 10, or None; what got in the way).
            Not emitted where the dialog keeps the answer itself.
    """

    given = Signal(object, str)

    def __init__(
        self,
        practice_text: str,
        practice_id: PracticeId | None,
        journal: Journal,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        entry: PracticeLog | None = None,
        asks_day: bool = False,
        keep: Keep | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            practice_text: What was practised, in the person's words.
            practice_id: Identity of the practice.
            journal: The open journal.
            theme: The look in force.
            parent: The window beneath.
            entry: What was logged before, to be put otherwise. None: it is a new entry.
            asks_day: Whether it may be about an earlier day.
            keep: Keeps the answer: (how much it helped, what got in the way, the day). Where that
                fails the dialog stays open with every word.
        """
        super().__init__(
            self.tr("How did it go?"),
            "",
            theme,
            verb=self.tr("Log it") if entry is None else self.tr("Keep it"),
            keep=self.tr("Not now") if entry is None else self.tr("Leave it as it is"),
            width=500,
            parent=parent,
        )
        self._keep = keep
        today = journal.today()
        # Who asks for a day means an earlier one: today is logged with one key.
        fresh = today - timedelta(days=1) if asks_day else today
        day = fresh if entry is None else entry.day
        self._helped = Scale(
            self.tr("Did it help?"),
            self.tr("not at all"),
            self.tr("a lot"),
            theme,
            placed=Placed.ABOVE,
        )
        self._obstacle = TextField(
            self.tr("What got in the way, if anything"), theme, is_low=True, most=10_000
        )
        self._day = DayPicker(self.tr("Day"), day, theme, last=max(today, day))
        if not asks_day:
            self._day.hide()
        self._not_saved = NotSavedBar(theme, is_in_dialog=True)
        self._not_saved.retry.connect(self.accept)
        self.body.addWidget(Label(practice_text, theme, Role.OWN_WORDS, max_lines=4))
        for widget in (self._helped, self._obstacle, self._day, self._not_saved):
            self.body.addWidget(widget)
        self._helped.setFocus()
        editor = "practice.obstacle" if entry is None else "practice_log.obstacle"
        self._draft = LineDraft(self._obstacle, editor, "practice", journal, self)
        self._draft.failed.connect(self._on_draft_failed)
        with suppress(StoreError):
            self._draft.put_back((practice_id or "") if entry is None else entry.id)
        if entry is not None:
            self._helped.value = entry.helped
            self._obstacle.text = self._obstacle.text or entry.obstacle

    def settle(self) -> None:
        """Keep what is being typed as a draft.

        Raises:
            StoreError: It was not kept.
        """
        self._draft.settle()

    def unsaved(self) -> list[Draft]:
        """Return what is being typed, as a draft."""
        return self._draft.unsaved()

    @override
    def accept(self) -> None:
        helped, obstacle = self._helped.value, self._obstacle.text.strip()
        if self._keep is not None:
            try:
                self._keep(helped, obstacle, self._day.day)
            except StoreError as error:
                self._not_saved.show_problem(error)
                return
        # The page says so where the answer itself cannot be kept.
        with suppress(StoreError):
            self._draft.forget()
        if self._keep is None:
            self.given.emit(helped, obstacle)
        super().accept()

    def _on_draft_failed(self, error: StoreError, _again: object) -> None:
        self._not_saved.show_problem(error)
