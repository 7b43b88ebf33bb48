"""The keys that exist, in groups, as a page to read."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from sessiondesk.ui.commands import Act, Commands
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.labels import Label


class KeysList(QWidget):
    """Every shortcut beside what it does."""

    def __init__(self, commands: Commands, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, theme.px(12), 0)
        grid.setHorizontalSpacing(theme.px(20))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        row = 0
        for title, lines in _groups(commands):
            grid.setRowMinimumHeight(row, theme.px(12) if row else 0)
            grid.addWidget(labels.group(title, theme), row + 1, 0, 1, 2)
            row += 2
            for keys, does in lines:
                name = Label(keys, theme, Role.LABEL, wraps=False)
                grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(labels.body(does, theme), row, 1)
                row += 1
        grid.setRowStretch(row, 1)


def _tr(text: str) -> str:
    return QCoreApplication.translate("KeysList", text)


def _groups(commands: Commands) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
    everywhere = [
        (commands.keys_of(act), commands.action(act).text())
        for act in Act
        if commands.keys_of(act) and commands.action(act).isEnabled()
    ]
    return (
        (_tr("Everywhere"), everywhere),
        (
            _tr("Scales"),
            (
                (_tr("0 to 9"), _tr("answer")),
                (_tr("T or End"), _tr("ten")),
                (_tr("Home"), _tr("zero")),
                (_tr("Left and Right"), _tr("one down or up")),
                (_tr("Backspace"), _tr("take the answer back")),
                (_tr(". (dot)"), _tr("hours slept: half an hour more or less")),
            ),
        ),
        (
            _tr("Check-in"),
            (
                (_tr("N, L, C, K"), _tr("sleep question: no, a little, clearly, kept me awake")),
                (_tr("F"), _tr("feelings: search all words")),
            ),
        ),
        (
            _tr("Notes"),
            ((_tr("Ctrl+B, Ctrl+I"), _tr("bold, italic")), (_tr("Tab"), _tr("leave the note"))),
        ),
        (
            _tr("Journal"),
            (
                (_tr("Up and Down"), _tr("from entry to entry, also from the search")),
                (_tr("Page Up, Page Down"), _tr("several entries at a time")),
                (_tr("Home, End"), _tr("newest entry, oldest entry")),
                (_tr("Enter"), _tr("go to the entry that is shown")),
                (_tr("Esc"), _tr("clear the search, then the filters; stop changing an entry")),
            ),
        ),
        (
            _tr("Chart"),
            (
                (_tr("Left and Right"), _tr("from day to day")),
                (_tr("Ctrl+Left, Ctrl+Right"), _tr("from session to session")),
                (_tr("Enter"), _tr("what was written that day")),
                (_tr("E"), _tr("add a life event on that day")),
            ),
        ),
        (
            _tr("Signs"),
            ((_tr("1, 2, 3"), _tr("not yet, once or twice, more and more")),),
        ),
        (
            _tr("Questionnaires"),
            (
                (_tr("The digit of an answer"), _tr("answer and move on")),
                (_tr("Left and Right"), _tr("from answer to answer")),
                (_tr("Up and Down"), _tr("from row to row")),
                (_tr("Home, End"), _tr("first row, last row")),
                (_tr("Backspace"), _tr("take the answer back")),
            ),
        ),
        (
            _tr("Prep sheet"),
            (
                (_tr("Space"), _tr("put a section on the sheet or take it off")),
                (_tr("Enter"), _tr("open a section")),
                (_tr("Ctrl+P, Ctrl+Shift+S"), _tr("print, save PDF")),
            ),
        ),
    )
