"""The system's dialogs for choosing folders and files, none of which blocks the window."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


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
    dialog.finished.connect(dialog.deleteLater)
    return dialog
