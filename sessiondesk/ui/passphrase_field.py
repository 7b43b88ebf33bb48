"""A field for a secret: hidden until asked, with Caps Lock said in words."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label

_HINTS: Final = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class PassphraseField(QWidget):
    """One line for a passphrase or a recovery key, with Show and Hide.

    Signals:
        edited: What is typed is different now.
        entered: Enter was pressed.
        caps_lock_noticed: Caps Lock is on (true) or off; said when a letter shows it.
    """

    edited = Signal()
    entered = Signal()
    caps_lock_noticed = Signal(bool)

    def __init__(
        self,
        name: str,
        theme: Theme,
        *,
        height: int = 44,
        is_name_shown: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """Make a field called ``name``; a name not shown above it stands inside it."""
        super().__init__(parent)
        self._theme = theme
        self._height = height
        self._label = Label(name, theme, Role.LABEL)
        self._line = QLineEdit()
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.setInputMethodHints(_HINTS)
        self._line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._line.setFont(theme.font(Role.BODY))
        self._line.setAccessibleName(name)
        self._line.textChanged.connect(self.edited)
        self._line.returnPressed.connect(self.entered)
        self._line.installEventFilter(self)
        self._show = buttons.second(self.tr("Show"), theme, icon="eye")
        self._show.clicked.connect(self._on_show)
        self._mark = IconMark("circle-alert", theme, size=18, colour="stop")
        self._problem = Label("", theme, Role.LABEL, colour="stop")
        self._trouble = QWidget()
        trouble = QHBoxLayout(self._trouble)
        trouble.setContentsMargins(0, 0, 0, 0)
        trouble.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        trouble.addWidget(self._problem, 1)
        self._trouble.hide()
        self._row = QHBoxLayout()
        self._row.addWidget(self._line, 1)
        self._row.addWidget(self._show)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._label)
        self._column.addLayout(self._row)
        self._column.addWidget(self._trouble)
        if is_name_shown:
            self._label.setBuddy(self._line)
        else:
            self._label.hide()
            self._line.setPlaceholderText(name)
        self.setFocusProxy(self._line)
        self._fit()
        theme.changed.connect(self._fit)

    @property
    def secret(self) -> str:
        """What is typed."""
        return self._line.text()

    def set_secret(self, secret: str) -> None:
        """Put something in, as if it had been typed."""
        self._line.setText(secret)

    def take_secret(self) -> str:
        """Return what is typed and empty the field, its undo included."""
        secret = self._line.text()
        # setText() forgets the undo history; clear() would leave the words one Ctrl+Z away.
        self._line.setText("")
        return secret

    def set_name(self, name: str) -> None:
        """Ask for something else."""
        self._label.setText(name)
        self._line.setAccessibleName(name)
        if self._line.placeholderText():
            self._line.setPlaceholderText(name)

    def set_hidden(self, *, hidden: bool) -> None:
        """Show dots, or what is typed."""
        mode = QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal
        self._line.setEchoMode(mode)
        self._line.setInputMethodHints(_HINTS)
        self._show.setText(self.tr("Show") if hidden else self.tr("Hide"))
        self._show.set_icon("eye" if hidden else "eye-off")

    def set_long(self, *, is_long: bool) -> None:
        """Give the line the whole width, with Show below it, for what is long and looked at."""
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if is_long else direction.LeftToRight)
        self._row.setAlignment(self._show, buttons.AT_START)

    def set_problem(self, problem: str) -> None:
        """Mark the field and say why below it; an empty text takes the mark away."""
        is_error = bool(problem)
        self._problem.setText(problem)
        self._trouble.setVisible(is_error)
        self._line.setAccessibleDescription(problem)
        self._line.setProperty("state", "error" if is_error else None)
        style = self._line.style()
        style.unpolish(self._line)
        style.polish(self._line)

    def select_all(self) -> None:
        """Choose everything, so that the next key replaces it."""
        self._line.selectAll()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._notice_caps_lock(event)
        return super().eventFilter(watched, event)

    def _notice_caps_lock(self, event: QKeyEvent) -> None:
        # Qt does not say whether the lock is on, but a letter against the Shift key does.
        letter = event.text()
        if len(letter) != 1 or letter.lower() == letter.upper():
            return
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.caps_lock_noticed.emit(letter.isupper() is not is_shifted)

    @Slot()
    def _on_show(self) -> None:
        self.set_hidden(hidden=self._line.echoMode() is QLineEdit.EchoMode.Normal)
        self._line.setFocus()

    @Slot()
    def _fit(self) -> None:
        px = self._theme.px
        self._line.setFont(self._theme.font(Role.BODY))
        self._line.setFixedHeight(px(self._height))
        self._show.set_height(self._height)
        self._row.setSpacing(px(8))
        self._column.setSpacing(px(6))
