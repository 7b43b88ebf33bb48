"""What is said when the program itself made a mistake: calm, and nothing of the journal in it."""

import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from sessiondesk.ui.marks import PROGRAM


def show(kind: type[BaseException], trace: TracebackType | None, parent: QWidget) -> None:
    """Tell the person; the class of the error and the place in the program are all it holds.

    No message and no value: either could quote what was written.
    """
    box = QMessageBox(
        QMessageBox.Icon.Warning,
        PROGRAM,
        _tr("SessionDesk made a mistake."),
        parent=parent,
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(
        _tr(
            "Everything shown as kept is safe. What you are typing is kept as a draft. If "
            "something looks odd, lock the journal and open it again.\n\n{kind}, {place}"
        ).format(kind=kind.__name__, place=place_of(trace))
    )
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def place_of(trace: TracebackType | None) -> str:
    """Return the file and line in which it happened, without the folders before it."""
    frames = traceback.extract_tb(trace)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"


def _tr(text: str) -> str:
    return QCoreApplication.translate("CrashDialog", text)
