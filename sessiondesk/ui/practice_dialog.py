"""The little dialog that logs a practice: did it help, and what got in the way."""

from contextlib import suppress

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sessiondesk.domain.ids import PracticeId
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.line_draft import LineDraft
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.scale import Placed, Scale
from sessiondesk.ui.widgets.text_field import TextField


class PracticeDialog(Question):
    """Asks how a practice went; both answers may be left open.

    Signals:
        given: The person logs it: (how much it helped, 0 to 10, or None; what got in the way).
    """

    given = Signal(object, str)

    def __init__(
        self,
        practice_text: str,
        practice_id: PracticeId | None,
        journal: Journal,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            self.tr("How did it go?"),
            "",
            theme,
            verb=self.tr("Log it"),
            keep=self.tr("Not now"),
            width=500,
            parent=parent,
        )
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
        self.body.addWidget(Label(practice_text, theme, Role.OWN_WORDS, max_lines=4))
        self.body.addWidget(self._helped)
        self.body.addWidget(self._obstacle)
        self._helped.setFocus()
        self._draft = LineDraft(self._obstacle, "practice.obstacle", "practice", journal, self)
        with suppress(StoreError):
            self._draft.put_back(practice_id or "")
        self.accepted.connect(self._on_accepted)

    def settle(self) -> None:
        """Keep what is being typed as a draft.

        Raises:
            StoreError: It was not kept.
        """
        self._draft.settle()

    def unsaved(self) -> list[Draft]:
        """Return what is being typed, as a draft."""
        return self._draft.unsaved()

    def _on_accepted(self) -> None:
        obstacle = self._obstacle.text.strip()
        # The page says so where the answer itself cannot be kept.
        with suppress(StoreError):
            self._draft.forget()
        self.given.emit(self._helped.value, obstacle)
