"""One line of text: a label above, the field, and help or what is wrong below."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label


class TextField(QWidget):
    """A field for one line.

    Signals:
        edited: The person changed the text; carries it.
        entered: Enter was pressed in the field.
        left: The field lost the focus, or Enter was pressed, after a change or not.
    """

    edited = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(
        self,
        name: str,
        theme: Theme,
        *,
        text: str = "",
        help_text: str = "",
        placeholder: str = "",
        icon: str = "",
        is_low: bool = False,
        is_secret: bool = False,
        hides_label: bool = False,
        most: int = 32767,
        parent: QWidget | None = None,
    ) -> None:
        """Make a field.

        Args:
            name: The label above, which is also what a screen reader says.
            theme: The look in force.
            text: What is in it at first.
            help_text: A sentence below.
            placeholder: Faint text while it is empty; never instead of a label.
            icon: Drawn inside at the start, such as "search" or "plus".
            is_low: 40 high instead of 44, for side cards.
            is_secret: Shows dots, with a Show button beside it.
            hides_label: Whether the label is spoken only, where the place says what it is.
            most: Longest text, in UTF-16 units.
            parent: The owner.
        """
        super().__init__(parent)
        self._help_text = help_text
        self._line = QLineEdit(text)
        self._line.setMaxLength(most)
        self._line.setPlaceholderText(placeholder)
        self._line.setAccessibleName(name)
        if is_low:
            self._line.setProperty("size", "low")
        self._label = Label(name, theme, Role.LABEL)
        self._label.setBuddy(self._line)
        if hides_label:
            self._label.hide()
        self._alert = IconMark("circle-alert", theme, colour="stop")
        self._below = Label(help_text, theme, Role.CAPTION)
        self._show_secret: buttons.Button | None = None
        across = QHBoxLayout()
        across.setSpacing(theme.px(8))
        across.addWidget(self._line, 1)
        # Set before the mode, which adds what belongs to a secret.
        self._line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        if is_secret:
            self._line.setEchoMode(QLineEdit.EchoMode.Password)
            self._show_secret = buttons.second(self.tr("Show"), theme, icon="eye")
            self._show_secret.set_height(40 if is_low else 44)
            self._show_secret.clicked.connect(self._on_show_secret)
            across.addWidget(self._show_secret)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(theme.px(6))
        foot.addWidget(self._alert)
        foot.addWidget(self._below, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._label)
        column.addLayout(across)
        column.addWidget(self._foot)
        self.setFocusProxy(self._line)
        self._line.textEdited.connect(self.edited)
        self._line.returnPressed.connect(self.entered)
        self._line.editingFinished.connect(self.left)
        if icon:
            action = _IconAction(icon, theme, self._line)
            self._line.addAction(action, QLineEdit.ActionPosition.LeadingPosition)
            # It looks like a button and is one: a plus adds what is typed, as Enter does.
            adds = icon == "plus"
            action.setText(self.tr("Add") if adds else name)
            action.triggered.connect(self.entered if adds else self._line.setFocus)
        self.set_error("")

    @property
    def text(self) -> str:
        """What is in the field."""
        return self._line.text()

    @text.setter
    def text(self, text: str) -> None:
        if text != self._line.text():
            self._line.setText(text)

    @property
    def has_error(self) -> bool:
        """Whether it says that something is wrong."""
        return bool(self._line.property("state") == "error")

    def set_error(self, sentence: str) -> None:
        """Say what is wrong below the field, or with an empty sentence that nothing is.

        The field keeps its text, and the focus if it has it.
        """
        wrong = bool(sentence)
        self._line.setProperty("state", "error" if wrong else "")
        self._line.style().unpolish(self._line)
        self._line.style().polish(self._line)
        self._alert.setVisible(wrong)
        self._below.setText(sentence or self._help_text)
        self._below.set_colour("stop" if wrong else Role.CAPTION.value.colour)
        self._foot.setVisible(bool(sentence or self._help_text))
        self._line.setAccessibleDescription(sentence or self._help_text)

    def set_help(self, sentence: str) -> None:
        """Say something else below the field."""
        self._help_text = sentence
        if not self.has_error:
            self.set_error("")

    def select_all(self) -> None:
        """Mark the whole text, so that typing replaces it."""
        self._line.selectAll()

    def clear(self) -> None:
        """Empty the field, its way back included: undo brings nothing out again."""
        self._line.setText("")

    def _on_show_secret(self) -> None:
        if self._show_secret is None:
            return
        was_hidden = self._line.echoMode() is QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if was_hidden else QLineEdit.EchoMode.Password
        self._line.setEchoMode(mode)
        self._show_secret.setText(self.tr("Hide") if was_hidden else self.tr("Show"))
        self._show_secret.set_icon("eye-off" if was_hidden else "eye")


class _IconAction(QAction):
    """An icon inside the field, in the colours of the theme for as long as it is there itself."""

    def __init__(self, icon: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self._theme = theme
        # Its own slot: a field that is being taken down may outlive what is in it.
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.setIcon(self._theme.icon(self._icon))
