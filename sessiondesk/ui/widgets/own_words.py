"""The editor for a person's own words: plain text, several lines, nothing lost.

What is typed is told within a second and a half, also while typing goes on, so that the page
can keep a draft of it.
"""

from math import ceil

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.text_block import wrap_mode

TELL_AFTER_MS = 1500

_PARAGRAPH = "\u2029"
_LINE = "\u2028"


class _Editor(QPlainTextEdit):
    """The editor itself: Tab leaves it, paste and drop bring plain text only."""

    left = Signal()
    paused = Signal()
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setWordWrapMode(wrap_mode(""))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty(painting.RING, -1)
        # What learns from typing, to propose words later, is asked not to learn from this.
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)

    @override
    def loadResource(self, type: int, name: object) -> object:
        return None

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        # Copied and dragged out as plain text, without a trace of fonts and colours. Not
        # selectedText as it is: its breaks are of Qt's own kind.
        data = QMimeData()
        data.setText(_plain(self.textCursor().selectedText()))
        return data

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            if wrap_mode(source.text()) is not wrap_mode(""):
                self.setWordWrapMode(wrap_mode(source.text()))
            self.insertPlainText(source.text())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Lines break elsewhere now, and the document does not tell of that by itself.
        self.resized.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.paused.emit()
        # A menu or another window on top is not leaving: the person comes back to it.
        if event.reason() not in {
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        }:
            self.left.emit()


class OwnWords(QWidget):
    """A field for the person's own words that grows with them.

    Signals:
        typed: The text has changed by the person's hand; at every change, carries nothing.
        edited: There is a change to keep: at most 1.5 seconds after the first change that was
            not told yet, also while typing goes on, and whenever the focus goes.
        left: The editor lost the focus to something else in the window.
    """

    typed = Signal()
    edited = Signal()
    left = Signal()

    def __init__(
        self,
        name: str,
        theme: Theme,
        *,
        text: str = "",
        placeholder: str = "",
        lines: tuple[int, int] = (2, 8),
        role: Role = Role.OWN_WORDS,
        hides_label: bool = True,
        has_frame: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Make an editor.

        Args:
            name: The label, which is also what a screen reader says.
            theme: The look in force.
            text: What is in it at first.
            placeholder: Faint text while it is empty.
            lines: Fewest and most lines shown; beyond that it scrolls.
            role: How the words are set.
            hides_label: Whether the label is spoken only.
            has_frame: Whether it has a border of its own.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self._lines = lines
        self._is_setting = False
        self._has_frame = has_frame
        self._edit = _Editor()
        self._edit.setAccessibleName(name)
        self._edit.setPlaceholderText(placeholder)
        if not has_frame:
            self._edit.setProperty("frame", "none")
        self._edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._label = Label(name, theme, Role.LABEL)
        self._label.setBuddy(self._edit)
        if hides_label:
            self._label.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._label)
        column.addWidget(self._edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._edit)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(TELL_AFTER_MS)
        self._clock.timeout.connect(self.edited)
        self._edit.textChanged.connect(self._on_text_changed)
        self._edit.paused.connect(self.flush)
        self._edit.left.connect(self.left)
        self._edit.resized.connect(self._grow)
        layout = self._edit.document().documentLayout()
        layout.documentSizeChanged.connect(self._grow)
        theme.changed.connect(self._fit)
        self.text = text
        self._fit()

    @property
    def text(self) -> str:
        r"""The words, byte for byte as typed; line breaks are ``\n``.

        Not ``toPlainText``, which turns every no-break space into a plain one.
        """
        return _plain(self._edit.document().toRawText())

    @text.setter
    def text(self, text: str) -> None:
        self._is_setting = True
        self._edit.setWordWrapMode(wrap_mode(text))
        self._edit.setPlainText(text)
        self._is_setting = False
        self._clock.stop()
        self._grow()

    @property
    def has_news(self) -> bool:
        """Whether something was typed that ``edited`` has not told yet."""
        return self._clock.isActive()

    def flush(self) -> None:
        """Tell at once what is waiting to be told."""
        if self._clock.isActive():
            self._clock.stop()
            self.edited.emit()

    def insert(self, text: str) -> None:
        """Type ``text`` at the cursor on the person's behalf; undo takes it back."""
        self._edit.insertPlainText(text)

    def set_placeholder(self, placeholder: str) -> None:
        """Show other faint text while the field is empty."""
        self._edit.setPlaceholderText(placeholder)

    @property
    def editor(self) -> QPlainTextEdit:
        """The editor inside, for a highlighter or for moving the cursor."""
        return self._edit

    def _on_text_changed(self) -> None:
        if self._is_setting:
            return
        # Not restarted by the next key: typing without a pause is told as well.
        if not self._clock.isActive():
            self._clock.start()
        self.typed.emit()

    def _grow(self) -> None:
        fewest, most = self._lines
        document = self._edit.document()
        # A plain-text document measures its height in lines.
        shown = max(fewest, min(most, round(document.size().height())))
        line = self._edit.fontMetrics().lineSpacing()
        frame = 2 * self._theme.px(8 if self._has_frame else 0)
        frame += ceil(2 * document.documentMargin())
        self._edit.setFixedHeight(shown * line + frame + 2)
        is_long = document.size().height() > most
        policy = Qt.ScrollBarPolicy
        self._edit.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if is_long else policy.ScrollBarAlwaysOff
        )

    def _fit(self) -> None:
        font = self._theme.font(self._role)
        self._edit.setFont(font)
        # The faint words are drawn in the font of what scrolls, which keeps its first one.
        self._edit.viewport().setFont(font)
        self._edit.document().setDefaultFont(font)
        self._grow()


def _plain(text: str) -> str:
    return text.replace(_PARAGRAPH, "\n").replace(_LINE, "\n")
