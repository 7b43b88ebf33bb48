"""Pages as a PDF: real text, vectors, fonts inside, and nothing about who made it or when."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QUuid
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from sessiondesk import paths
from sessiondesk.ui.paper.marks import Page, paint
from sessiondesk.ui.paper.measures import DOTS_PER_INCH, PaperSize

_QT_SIZES: Final = {
    PaperSize.A4: QPageSize.PageSizeId.A4,
    PaperSize.LETTER: QPageSize.PageSizeId.Letter,
}
_NO_ID: Final = QUuid()
_PRODUCER: Final = re.compile(rb"(?<=/Producer \()(?:[^()\\]|\\.)*(?=\))", re.DOTALL)
_DATES: Final = re.compile(rb"(?<=Date \(D:)\d{14}")
# The description is the first object of the file; nothing else must be touched.
_INFO: Final = 1024
_NO_METADATA: Final = b"<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><?xpacket end='r'?>"


def page_layout(size: PaperSize) -> QPageLayout:
    """Return Qt's description of a sheet of ``size`` without margins: the drawing has its own."""
    return QPageLayout(
        QPageSize(_QT_SIZES[size]), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
    )


def make_pdf(pages: Sequence[Page], *, title: str, on: date) -> bytes:
    """Return ``pages`` as a PDF. The same pages always give the same bytes.

    Args:
        pages: What is painted, one page or more.
        title: The title in its description; author, creator and producer stay empty.
        on: The day it says it was made.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS_PER_INCH)
    writer.setColorModel(QPdfWriter.ColorModel.Grayscale)
    writer.setTitle(title)
    writer.setCreator("")
    writer.setAuthor("")
    writer.setDocumentId(_NO_ID)
    writer.setDocumentXmpMetadata(_NO_METADATA)
    writer.setPageLayout(page_layout(pages[0].size))
    painter = QPainter(writer)
    paint_pages(painter, writer, pages)
    painter.end()
    return _neutral(bytes(buffer.data().data()), on)


def write_pdf(path: Path, data: bytes) -> None:
    """Put a PDF where the person wants it, whole or not at all, for their eyes only.

    Raises:
        OSError: Nothing was written, and what was there is as it was.
    """
    paths.write_whole(path, data)


def paint_pages(painter: QPainter, device: QPagedPaintDevice, pages: Sequence[Page]) -> None:
    """Paint ``pages``, each on a new sheet of ``device``."""
    for number, page in enumerate(pages):
        if number:
            device.newPage()
        paint(painter, page)


def _neutral(data: bytes, on: date) -> bytes:
    """Take out when and by what the file was made; nothing in it changes its place."""
    info, rest = data[:_INFO], data[_INFO:]
    info = _DATES.sub(f"{on:%Y%m%d}000000".encode(), info)
    return _PRODUCER.sub(lambda found: _blank(found.group()), info) + rest


def _blank(text: bytes) -> bytes:
    # A PDF string of UTF-16 begins with a mark; what follows is two bytes a letter.
    return text[:2] + b"\0 " * ((len(text) - 2) // 2)
