"""One line for something to say at the next appointment, from wherever one is."""

from contextlib import suppress

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import problems
from sessiondesk.ui.line_draft import LineDraft
from sessiondesk.ui.page import BringUpOffer
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.text_field import TextField


class BringUpPanel(Card):
    """Takes one line after another until it is closed."""

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(16, 12), parent=parent)
        self._journal = journal
        self._came_from: QWidget | None = None
        self._offer: BringUpOffer | None = None
        self._field = TextField(
            self.tr("Something to bring up"), theme, icon="corner-up-right", hides_label=True
        )
        self._field.entered.connect(self._on_entered)
        self._draft = LineDraft(self._field, "bring_up.anywhere", "bring_up", journal, self)
        self._draft.failed.connect(self._on_failed)
        with suppress(StoreError):
            self._draft.put_back()
        self._said = labels.caption(self._hint(), theme, wraps=False)
        close = buttons.icon_alone("x", self.tr("Close"), theme)
        close.clicked.connect(self.put_away)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(labels.group(self.tr("Bring up"), theme))
        row.addWidget(self._field, 1)
        row.addWidget(self._said)
        row.addWidget(close)
        self.body.addLayout(row)
        self.hide()

    def bring(self, offer: BringUpOffer | None = None) -> None:
        """Show the panel with the cursor in it.

        Args:
            offer: What the person wants to bring up, from a page. Its words are proposed where
                no other line is begun.
        """
        if self.isHidden():
            self._came_from = QApplication.focusWidget()
            self._said.setText(self._hint())
        if offer is not None and not self._field.text.strip():
            self._field.text = offer.text
            self._offer = offer
        self.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def settle(self) -> None:
        """Keep the line that is begun as a draft; only Enter makes it something to bring up.

        Raises:
            StoreError: It was not kept.
        """
        self._draft.settle()

    def unsaved(self) -> list[Draft]:
        """Return the line that is begun, as a draft."""
        return self._draft.unsaved()

    @Slot()
    def put_away(self) -> None:
        """Close the panel and go back to where the person was. A line begun stays in it."""
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_entered(self) -> None:
        text = self._field.text.strip()
        if not text:
            return
        self._field.set_error("")
        try:
            offer = self._offer
            self._journal.bring_ups.add(
                text,
                source=None if offer is None else offer.source,
                source_id="" if offer is None else offer.source_id,
            )
            self._offer = None
            self._draft.forget()
        except StoreError as error:
            self._on_failed(error)
            return
        words = self.tr("Kept for the next appointment")
        self._said.setText(words)
        announce(self, words)

    def _on_failed(self, error: StoreError, _again: object = None) -> None:
        problem = problems.describe(error)
        self._field.set_error(f"{problem.happened} {problem.advice}")

    def _hint(self) -> str:
        return self.tr("Enter keeps it, Esc closes")
