"""The name of a pattern as a headline, which can be changed where it stands."""

from contextlib import suppress
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.pattern import Pattern
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.line_draft import LineDraft
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.text_field import TextField

_MOST_LINES: Final = 6
_LONGEST: Final = 1000


class NameLine(QWidget):
    """Shows the name; a pencil turns it into a field. Enter keeps, Esc leaves it as it was.

    Signals:
        renamed: Another name was given; carries it, without blanks at the ends.
        failed: What is typed could not be kept: (the error, what tries again).
    """

    renamed = Signal(str)
    failed = Signal(object, object)

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._pattern_id = ""
        self._label = Label("", theme, Role.HEADLINE, max_lines=_MOST_LINES)
        self._change = buttons.icon_alone("pencil", self.tr("Change the name"), theme)
        self._field = TextField(self.tr("Name"), theme, hides_label=True, most=_LONGEST)
        self._field.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self._label, 1)
        row.addWidget(self._field, 1)
        row.addWidget(self._change, 0, Qt.AlignmentFlag.AlignTop)
        self._change.clicked.connect(self._on_change)
        self._field.entered.connect(self._on_entered)
        self._field.left.connect(self._on_left)
        self._field.edited.connect(self._on_edited)
        self._draft = LineDraft(self._field, "pattern.rename", "pattern", journal, self)
        self._draft.failed.connect(self.failed)

    @property
    def text(self) -> str:
        """The name that is being given; the one shown while none is."""
        return self._field.text.strip() if self.is_open else self._name

    @property
    def is_open(self) -> bool:
        """Whether the field is open."""
        return not self._field.isHidden()

    def show_pattern(self, pattern: Pattern) -> None:
        """Show the name of ``pattern``; a field that is open for this very one stays."""
        self._name = pattern.name
        self._label.setText(pattern.name)
        if pattern.id != self._pattern_id:
            self._pattern_id = pattern.id
            self._close()

    def done(self) -> None:
        """Close the field: the name is kept."""
        had_focus = _is_within(self._field)
        self._close()
        with suppress(StoreError):
            self._draft.forget()
        if had_focus:
            self._change.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why the name cannot be that; the field stays open."""
        self._field.set_error(sentence)
        self._open()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_open and event.key() == Qt.Key.Key_Escape:
            self.done()
        else:
            super().keyPressEvent(event)

    def settle(self) -> None:
        """Give the name that stands in the field, if it is another one.

        Raises:
            StoreError: What is typed could not be kept as a draft either.
        """
        if self.is_open:
            self._draft.settle()
            self._give()

    def unsaved(self) -> list[Draft]:
        """Return the name that is being given, as a draft."""
        return self._draft.unsaved() if self.is_open and self.text != self._name else []

    def _open(self) -> None:
        self._label.hide()
        self._change.hide()
        self._field.show()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self) -> None:
        self._field.set_error("")
        self._field.hide()
        self._label.show()
        self._change.show()

    def _give(self) -> None:
        if not self.text or self.text == self._name:
            self.done()
        else:
            self.renamed.emit(self.text)

    @Slot()
    def _on_change(self) -> None:
        with suppress(StoreError):
            self._draft.put_back(self._pattern_id)
        if not self._field.text.strip():
            self._field.text = self._name
            self._field.select_all()
        self._open()

    @Slot()
    def _on_entered(self) -> None:
        self._give()

    @Slot()
    def _on_left(self) -> None:
        # Enter tells both; after it the field is closed, or says what is wrong.
        if self.is_open and not self._field.has_error:
            self._give()

    @Slot()
    def _on_edited(self) -> None:
        if self._field.has_error:
            self._field.set_error("")


def _is_within(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)
