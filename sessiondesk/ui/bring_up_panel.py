"""One line for something to say at the next appointment, from wherever one is."""

from contextlib import suppress
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.bring_up import SourceKind, Want
from sessiondesk.domain.record_prompts import OpenerPrompts
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import bring_up_origin, problems
from sessiondesk.ui.bring_up_lines import WANT_KEYS
from sessiondesk.ui.line_draft import LineDraft
from sessiondesk.ui.openers import Openers
from sessiondesk.ui.page import BringUpOffer
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.page_frame import Scroll
from sessiondesk.ui.widgets.segmented import Segmented
from sessiondesk.ui.widgets.text_field import TextField

_MOST_OF_WINDOW: Final = 0.3
_LEAST: Final = 96


class BringUpPanel(Card):
    """Takes one line after another until it is closed."""

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        openers: OpenerPrompts | None = None,
    ) -> None:
        """Make the panel, out of sight.

        Args:
            journal: The open journal.
            theme: The look in force.
            parent: The owner.
            openers: Sentences to start with. None: none are offered.
        """
        super().__init__(theme, padding=(16, 12), parent=parent)
        self._journal = journal
        self._scaled = theme
        self._came_from: QWidget | None = None
        self._offer: BringUpOffer | None = None
        # What was proposed; as long as it stands unchanged, another sentence may take its place.
        self._proposed = ""
        self._field = TextField(
            self.tr("Something to bring up"), theme, icon="corner-up-right", hides_label=True
        )
        self._field.entered.connect(self._on_entered)
        self._draft = LineDraft(self._field, "bring_up.anywhere", "bring_up", journal, self)
        self._draft.failed.connect(self._on_failed)
        with suppress(StoreError):
            self._draft.put_back()
        self._said = labels.caption(self._hint(), theme, wraps=False)
        self._want = Segmented(
            self.tr("What I want from it"),
            [(want.value, self._short(want)) for want in WANT_KEYS.values()],
            theme,
            keys="".join(WANT_KEYS),
            can_clear=True,
        )
        self._from = QWidget()
        self._from_says = labels.caption("", theme, wraps=False)
        self._openers = None if openers is None else Openers(openers, theme)
        self._begin_with = buttons.quiet(
            "" if openers is None else openers.title, theme, icon="message-circle", opens=True
        )
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        theme = self._scaled
        close = buttons.icon_alone("x", self.tr("Close"), theme)
        close.clicked.connect(self.put_away)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(labels.group(self.tr("Bring up"), theme))
        row.addWidget(self._field, 1)
        row.addWidget(self._said)
        row.addWidget(close)
        unlink = buttons.icon_alone("x", self.tr("Keep it without where it came from"), theme)
        unlink.set_height(28)
        unlink.clicked.connect(self._on_unlink)
        came = QHBoxLayout(self._from)
        came.setContentsMargins(0, 0, 0, 0)
        came.setSpacing(theme.px(4))
        came.addWidget(self._from_says)
        came.addWidget(unlink)
        came.addStretch(1)
        self._from.hide()
        asks = QWidget()
        want = QHBoxLayout(asks)
        want.setContentsMargins(0, 0, 0, 0)
        want.setSpacing(theme.px(12))
        want.addWidget(labels.caption(self.tr("What I want from it"), theme, wraps=False))
        want.addWidget(self._want)
        # Side by side where there is room, with large letters one under the other.
        below = Flow(spacing=theme.px(12))
        below.add(asks)
        below.add(self._begin_with)
        self._begin_with.setVisible(self._openers is not None)
        self._begin_with.clicked.connect(self._on_openers)
        self.body.addLayout(row)
        self.body.addWidget(self._from)
        self.body.addWidget(below)
        if self._openers is not None:
            self._openers_room = _Room(self._openers, theme)
            self.body.addWidget(self._openers_room)
            self._openers_room.hide()
            self._openers.picked.connect(self._on_opener)

    def bring(self, offer: BringUpOffer | None = None) -> None:
        """Show the panel with the cursor in it.

        Args:
            offer: What the person wants to bring up, from a page. Its words are proposed where
                no other line is begun.
        """
        if self.isHidden():
            self._came_from = QApplication.focusWidget()
            self._said.setText(self._hint())
        if offer is not None:
            if self._is_free:
                self._propose(offer)
            else:
                self._said.setText(self.tr("Keep this line first, then bring up the next"))
        self.show()
        # By a shortcut all would be selected, and the next letter would take its place.
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

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
        if self._is_free:
            # What was only proposed is not begun.
            self._field.text = ""
            self._forget_offer()
        self._show_openers(False)
        self.hide()
        if self._came_from is not None and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # From any part of the panel; the field has told of it already.
            if not self._field.isAncestorOf(QApplication.focusWidget() or self):
                self._on_entered()
        else:
            super().keyPressEvent(event)

    @property
    def _is_free(self) -> bool:
        """Whether nothing stands in the line but what was proposed."""
        text = self._field.text.strip()
        return not text or text == self._proposed

    def _propose(self, offer: BringUpOffer) -> None:
        self._field.text = offer.text
        self._proposed = offer.text.strip()
        self._offer = offer
        found = None
        with suppress(StoreError):
            found = bring_up_origin.origin(self._journal, offer.source, offer.source_id)
        self._from.setVisible(found is not None)
        self._from_says.setText("" if found is None else found.words)

    @Slot()
    def _on_entered(self) -> None:
        text = self._field.text.strip()
        if not text:
            return
        self._field.set_error("")
        offer, want = self._offer, self._want.value
        try:
            self._journal.bring_ups.add(
                text,
                want=None if want is None else Want(want),
                source=None if offer is None else offer.source,
                source_id="" if offer is None else offer.source_id,
            )
            self._forget_offer()
            self._want.value = None
            self._draft.forget()
        except StoreError as error:
            self._on_failed(error)
            return
        self._show_openers(False)
        words = self.tr("Kept for the next appointment")
        self._said.setText(words)
        announce(self, words)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget_offer(self) -> None:
        self._offer = None
        self._proposed = ""
        self._from.hide()

    def _on_unlink(self) -> None:
        self._forget_offer()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_openers(self) -> None:
        openers = self._openers
        if openers is not None:
            self._show_openers(self._openers_room.isHidden())
            if openers.isVisible():
                openers.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_openers(self, is_open: bool) -> None:  # noqa: FBT001 - as Qt has it
        if self._openers is not None:
            if is_open:
                self._openers.begin()
            self._openers_room.setVisible(is_open)

    def _on_opener(self, id_: str, words: str) -> None:
        if self._is_free:
            self._propose(BringUpOffer(text=words, source=SourceKind.OPENER, source_id=id_))
        else:
            # What the person wrote is theirs; the sentence goes behind it.
            self._field.text = f"{self._field.text.rstrip()} {words}"
            self._field.edited.emit(self._field.text)

    def _on_failed(self, error: StoreError, _again: object = None) -> None:
        problem = problems.describe(error)
        self._field.set_error(f"{problem.happened} {problem.advice}")

    def _short(self, want: Want) -> str:
        return {
            Want.UNDERSTAND: self.tr("Understand"),
            Want.DECIDE: self.tr("Decide"),
            Want.PRACTISE: self.tr("Practise"),
            Want.BE_HEARD: self.tr("Be heard"),
        }[want]

    def _hint(self) -> str:
        return self.tr("Enter keeps it, Esc closes")


class _Room(Scroll):
    """Room for the sentences: as high as they are, but leaving the page its own."""

    def __init__(self, content: Openers, theme: Theme) -> None:
        super().__init__(content, theme)
        self._scaled = theme

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    @override
    def sizeHint(self) -> QSize:
        wished = self.content.sizeHint()
        high = self.content.heightForWidth(self.viewport().width())
        most = round(self.window().height() * _MOST_OF_WINDOW)
        return QSize(wished.width(), min(max(wished.height(), high), most))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self.sizeHint().height(), self._scaled.px(_LEAST)))
