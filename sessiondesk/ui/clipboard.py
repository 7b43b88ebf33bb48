"""What is copied out of the window: as plain text, marked as secret, and taken back at the lock.

Programs that keep a history of the clipboard leave out what carries such a mark, if they are
kind. Other programs can read it all the same; that is what copying is for.
"""

import sys
from typing import Final

from PySide6.QtCore import QByteArray, QMimeData, QObject, Slot
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

# What password managers put beside a password, on each system.
_MARKS: Final = (
    {
        'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
        'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
        'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': bytes(4),
    }
    if sys.platform == "win32"
    else {"x-kde-passwordManagerHint": b"secret"}
)


class SecretClipboard(QObject):
    """Watches what this program puts on the clipboard."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._clipboard: QClipboard = application.clipboard()
        self._clipboard.dataChanged.connect(self._on_changed)

    def clear_if_ours(self) -> None:
        """Empty the clipboard, unless another program has put something there since."""
        if self._clipboard.ownsClipboard():
            self._clipboard.clear()
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    @Slot()
    def _on_changed(self) -> None:
        text = self._clipboard.text() if self._clipboard.ownsClipboard() else ""
        # The second time it is told of its own doing.
        if text and not is_marked(self._clipboard.mimeData()):
            self._clipboard.setMimeData(marked(text))


def marked(text: str) -> QMimeData:
    """Return ``text`` as it goes out of the window: plain, and marked as secret."""
    data = QMimeData()
    data.setText(text)
    for name, value in _MARKS.items():
        data.setData(name, QByteArray(value))
    return data


def is_marked(data: QMimeData) -> bool:
    """Tell whether ``data`` carries the marks."""
    return all(data.hasFormat(name) for name in _MARKS)
