"""The system's dialogs for choosing folders and files, none of which blocks the window."""

import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPainter
from PySide6.QtWidgets import (
    QFileDialog,
    QSplitter,
    QToolButton,
    QWidget,
)

# In letters and lines, so that they grow with the text.
_WIDE: Final = 96
_HIGH: Final = 28
_AROUND: Final = 80
# Qt's own names; where one is gone, that button looks as Qt draws it.
_ARROWS: Final = frozenset({"backButton", "forwardButton", "toParentButton"})


def folder_dialog(parent: QWidget, title: str, start: Path) -> QFileDialog:
    """Return a dialog that asks for a folder; connect to ``fileSelected`` and ``open()`` it."""
    dialog = _dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return dialog


def open_dialog(parent: QWidget, title: str, start: Path, kinds: str) -> QFileDialog:
    """Return a dialog that asks for a file that exists, of ``kinds`` such as "Text (*.txt)"."""
    dialog = _dialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    return dialog


def save_dialog(parent: QWidget, title: str, proposed: Path, suffix: str) -> QFileDialog:
    """Return a dialog that asks where to put a new file ending in ``suffix``."""
    dialog = _dialog(parent, title, proposed.parent)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(proposed.name)
    return dialog


def _dialog(parent: QWidget, title: str, start: Path) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(start))
    # A portal cannot read a process whose memory is closed to others: on Linux it is Qt's own.
    if sys.platform not in {"win32", "darwin"}:
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        _dress(dialog, parent.window().size())
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def _dress(dialog: QFileDialog, window: QSize) -> None:
    """Give Qt's own dialog room for its names, and marks that are seen on a dark ground too."""
    words = dialog.fontMetrics()
    wished = QSize(_WIDE * words.averageCharWidth(), _HIGH * words.lineSpacing())
    dialog.resize(wished.boundedTo(window - QSize(_AROUND, _AROUND)))
    for splitter in dialog.findChildren(QSplitter):
        splitter.setSizes([dialog.width() // 4, dialog.width() - dialog.width() // 4])
    ink = dialog.palette().buttonText().color()
    for tool in dialog.findChildren(QToolButton):
        if tool.objectName() in _ARROWS:
            tool.setIcon(_inked(tool.icon(), tool.iconSize(), ink))


def _inked(icon: QIcon, size: QSize, ink: QColor) -> QIcon:
    """Return ``icon`` as its outline, filled with one colour."""
    picture = icon.pixmap(size)
    painter = QPainter(picture)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(picture.rect(), ink)
    painter.end()
    return QIcon(picture)
