"""The notes of a therapy session: Markdown as it is typed, and four buttons for its marks."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from sessiondesk.journal import Journal
from sessiondesk.ui.pages.sessions_page.markdown_marks import Highlighter, Mark, put_in
from sessiondesk.ui.pages.sessions_page.session_words import SessionWords
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, painting
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.own_words import OwnWords

_LINES: Final = (6, 24)


class NotesCard(Card):
    """One editor that grows with the words, and the time of the last keeping.

    Attributes:
        words: What ties the editor to the session.
    """

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.set_title(self.tr("Notes"))
        self._theme = theme
        self._editor = OwnWords(
            self.tr("Notes"),
            theme,
            lines=_LINES,
            has_frame=False,
        )
        # Without a border of its own the editor shows its focus by the ring, as buttons do.
        self._editor.editor.setProperty(painting.RING, 6)
        self._editor.editor.document().setDocumentMargin(0)
        self.words = SessionWords("notes", self._editor, journal, self)
        self._highlighter = Highlighter(self._editor.editor.document(), self._quiet_colour)
        # Before the buttons: they must not move while somebody types.
        self._kept = Label("", theme, Role.CAPTION, wraps=False)
        self.add_to_head(self._kept)
        self._marks: dict[Mark, buttons.Button] = {}
        icons = (
            (Mark.BOLD, "bold", self.tr("Bold")),
            (Mark.ITALIC, "italic", self.tr("Italic")),
            (Mark.LIST, "list", self.tr("List")),
            (Mark.QUOTE, "quote", self.tr("Quote")),
        )
        for mark, icon, name in icons:
            button = buttons.icon_alone(icon, name, theme)
            button.set_height(32)
            button.clicked.connect(self._on_mark)
            self.add_to_head(button)
            self._marks[mark] = button
        self.body.addWidget(self._editor)
        for mark, key in (
            (Mark.BOLD, QKeySequence.StandardKey.Bold),
            (Mark.ITALIC, QKeySequence.StandardKey.Italic),
        ):
            shortcut = QShortcut(QKeySequence(key), self._editor.editor)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self._on_bold if mark is Mark.BOLD else self._on_italic)
        self.words.kept.connect(self._on_kept)
        theme.changed.connect(self._highlighter.rehighlight)
        self.setFocusProxy(self._editor)

    @property
    def selected(self) -> str:
        """The words that are selected; empty where none are."""
        found = self._editor.editor.textCursor().selection().toPlainText()
        return found.strip()

    def set_ahead(self, is_ahead: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Ask for what to remember before the appointment, or for what stayed afterwards."""
        self._editor.set_placeholder(
            self.tr("What I want to remember before it")
            if is_ahead
            else self.tr("What stayed with me")
        )

    def forget_time(self) -> None:
        """Say nothing about keeping: another session is shown."""
        self._kept.setText("")

    def _quiet_colour(self) -> QColor:
        return self._theme.colour("ink3")

    def _on_kept(self, words: str) -> None:
        if self._kept.text() != words:
            # Once a minute is enough to be heard while typing goes on.
            self._kept.setText(words)
            announce(self._editor, words)

    def _on_bold(self) -> None:
        self._put(Mark.BOLD)

    def _on_italic(self) -> None:
        self._put(Mark.ITALIC)

    def _on_mark(self) -> None:
        for mark, button in self._marks.items():
            if button is self.sender():
                self._put(mark)
                return

    def _put(self, mark: Mark) -> None:
        editor = self._editor.editor
        cursor = editor.textCursor()
        put_in(mark, cursor)
        editor.setTextCursor(cursor)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
