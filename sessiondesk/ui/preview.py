"""The page as it will print, on its stage."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.paper.marks import Page, paint
from sessiondesk.ui.paper.measures import DOTS_PER_MM, MM_PER_INCH
from sessiondesk.ui.reading_dialog import ReadingDialog
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels, painting
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.notice import announce

_SCREEN_DPI: Final = 96
_ROOM: Final = 20
_SHADOW: Final = 10
_LEFT: Final = 16
_BETWEEN: Final = 16
_RIGHT: Final = 8
_ZOOMS: Final = (0.25, 0.33, 0.5, 0.67, 0.75, 1.0, 1.25, 1.5, 2.0)


class PagePreview(QWidget):
    """One page, at any size; always black on white, whatever the theme."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._page: Page | None = None
        self._zoom = 0.5
        self._picture: QImage | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(painting.RING, 0)

    @property
    def zoom(self) -> float:
        """How large it is shown; 1 is as large as on paper."""
        return self._zoom

    def show_page(self, page: Page, zoom: float) -> None:
        """Show ``page`` at ``zoom``."""
        if page is self._page and zoom == self._zoom:
            return
        self._page = page
        self._zoom = zoom
        self._picture = None
        self.setFixedSize(self.sizeHint())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        if self._page is None:
            return QSize(0, 0)
        pixels = self._zoom * _SCREEN_DPI / MM_PER_INCH
        across, down = self._page.size.width * pixels, self._page.size.height * pixels
        return QSize(round(across) + 2 * _SHADOW, round(down) + 2 * _SHADOW)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._page is None:
            return
        painter = painting.begin(self)
        sheet = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        if not self._theme.is_dark:
            self._paint_shadow(painter, sheet)
        painter.drawImage(sheet, self._drawn(self._page, sheet))
        painter.end()

    def _drawn(self, page: Page, sheet: QRectF) -> QImage:
        ratio = self.devicePixelRatioF()
        size = (sheet.size() * ratio).toSize()
        if self._picture is None or self._picture.size() != size:
            # Grey, as printers make it: an emoji would bring colour in.
            picture = QImage(size, QImage.Format.Format_Grayscale8)
            picture.fill(QColor("white"))
            painter = QPainter(picture)
            scale = size.width() / (page.size.width * DOTS_PER_MM)
            painter.scale(scale, scale)
            paint(painter, page)
            painter.end()
            self._picture = picture
        return self._picture

    def _paint_shadow(self, painter: QPainter, sheet: QRectF) -> None:
        # A copy: the theme hands out the one that everybody paints with.
        shade = QColor(self._theme.colour("ink"))
        shade.setAlphaF(0.03)
        painter.setBrush(shade)
        painter.setPen(Qt.PenStyle.NoPen)
        for spread in range(_SHADOW, 0, -2):
            grown = sheet.adjusted(-spread, -spread / 2, spread, spread)
            painter.drawRoundedRect(grown, spread, spread)


class PreviewStage(QFrame):
    """The ground the page lies on, with its number, its zoom and its plain-text twin."""

    def __init__(self, theme: Theme, name: str = "", parent: QWidget | None = None) -> None:
        """Make an empty stage.

        Args:
            theme: The look in force.
            name: What lies on it: "The hand-over". Empty: the prep sheet.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._name = name or self.tr("The sheet")
        self._pages: Sequence[Page] = ()
        self._place = 0
        self._chosen_zoom: float | None = None
        self._text = ""
        self._paper_name = ""
        self._preview = PagePreview(theme)
        self._number = Label("", theme, Role.BODY_QUIET, wraps=False)
        self._percent = Label("", theme, Role.BODY_QUIET, wraps=False)
        self._back = buttons.icon_alone("chevron-up", self.tr("Page before"), theme)
        self._on = buttons.icon_alone("chevron-down", self.tr("Next page"), theme)
        self._smaller = buttons.icon_alone("zoom-out", self.tr("Smaller"), theme)
        self._larger = buttons.icon_alone("zoom-in", self.tr("Larger"), theme)
        self._as_text = buttons.quiet(self.tr("Read as text"), theme)
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._scroll.setWidget(self._preview)
        self._preview.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.viewport().installEventFilter(self)
        self._lay_out()
        self._back.clicked.connect(self.turn_back)
        self._on.clicked.connect(self.turn_on)
        self._smaller.clicked.connect(self._on_smaller)
        self._larger.clicked.connect(self._on_larger)
        self._as_text.clicked.connect(self._on_as_text)
        theme.changed.connect(self._fit_head)

    def show_pages(self, pages: Sequence[Page], *, paper_name: str, text: str) -> None:
        """Show pages.

        Args:
            pages: One or more; the one that was shown stays in view if it is still there.
            paper_name: What the paper is called: "A4".
            text: The same as plain text, for whoever listens.
        """
        self._pages = pages
        self._place = min(self._place, len(pages) - 1)
        self._paper_name = paper_name
        self._text = text
        self._preview.setAccessibleDescription(text)
        self._show()

    def turn_on(self) -> None:
        """Show the next page, if there is one."""
        self._turn(1)

    def turn_back(self) -> None:
        """Show the page before, if there is one."""
        self._turn(-1)

    @override
    def minimumSizeHint(self) -> QSize:
        # As narrow as the wider half of the bar: in one line it would never become two.
        least = super().minimumSizeHint()
        halves = max(_width(self._where), _width(self._how))
        return QSize(self._theme.px(_LEFT + _RIGHT) + halves, least.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._pages and self._chosen_zoom is None:
            self._show()
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        colour = self._theme.colour
        whole = QRectF(self.rect())
        painting.box(painter, whole, self._theme.px(10), fill=colour("side"), edge=colour("line"))
        painter.end()

    def _lay_out(self) -> None:
        px = self._theme.px
        for button in (self._back, self._on, self._smaller, self._larger):
            button.set_height(32)
        self._as_text.set_height(32)
        self._as_text.set_flush()
        self._where = QHBoxLayout()
        self._where.setSpacing(px(4))
        for widget in (self._number, self._back, self._on):
            self._where.addWidget(widget)
        self._where.addStretch(1)
        self._how = QHBoxLayout()
        self._how.setSpacing(px(4))
        self._how.addWidget(self._as_text)
        self._how.addStretch(1)
        for widget in (self._smaller, self._percent, self._larger):
            self._how.addWidget(widget)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addLayout(self._where, 1)
        self._head.addLayout(self._how)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(_LEFT), px(8), px(_RIGHT), px(8))
        column.setSpacing(px(4))
        column.addLayout(self._head)
        column.addWidget(self._scroll, 1)

    def _fit_head(self) -> None:
        """Say less, then take two lines, before anything is cut short."""
        if not self._pages:
            return
        patterns = [self.tr("Page {number} of {all}, {paper}"), self.tr("Page {number} of {all}")]
        # That it is the only one can be seen.
        shorter = [*patterns, ""] if len(self._pages) == 1 else patterns
        fits = self._say_where(shorter, beside=_width(self._how) + self._theme.px(_BETWEEN))
        if not fits:
            self._say_where(patterns, beside=0)
        direction = QBoxLayout.Direction
        self._head.setDirection(direction.LeftToRight if fits else direction.TopToBottom)
        self._head.setSpacing(self._theme.px(_BETWEEN if fits else 0))
        self._head.update()

    def _say_where(self, patterns: Sequence[str], *, beside: int) -> bool:
        """Say it with the first of ``patterns`` that fits, else the last; return whether one did.

        Args:
            patterns: What to say, longest first.
            beside: The width of what stands in the same line.
        """
        room = self.width() - self._theme.px(_LEFT + _RIGHT) - beside
        number, all_ = self._place + 1, len(self._pages)
        for pattern in patterns:
            self._number.setText(pattern.format(number=number, all=all_, paper=self._paper_name))
            for label in (self._number, self._percent):
                label.setMinimumWidth(label.sizeHint().width())
            if _width(self._where) <= room:
                return True
        return False

    def _turn(self, by: int) -> None:
        if not self._pages:
            return
        place = min(max(self._place + by, 0), len(self._pages) - 1)
        if place != self._place:
            self._place = place
            self._scroll.verticalScrollBar().setValue(0)
            self._show()
            announce(self, self._number.text())

    def _show(self) -> None:
        page = self._pages[self._place]
        zoom = self._chosen_zoom or self._fitting_zoom(page)
        self._preview.show_page(page, zoom)
        number, all_ = self._place + 1, len(self._pages)
        self._preview.setAccessibleName(
            self.tr("{name} as it will print, page {number} of {all}").format(
                name=self._name, number=number, all=all_
            )
        )
        for button in (self._back, self._on):
            button.setVisible(all_ > 1)
        self._back.setEnabled(self._place > 0)
        self._on.setEnabled(number < all_)
        self._percent.setText(self.tr("{percent}%").format(percent=round(zoom * 100)))
        self._smaller.setEnabled(zoom > _ZOOMS[0])
        self._larger.setEnabled(zoom < _ZOOMS[-1])
        self._fit_head()

    def _fitting_zoom(self, page: Page) -> float:
        room = self._scroll.viewport().size() - QSize(_ROOM, _ROOM)
        pixels = _SCREEN_DPI / MM_PER_INCH
        fitting = QPointF(
            room.width() / (page.size.width * pixels), room.height() / (page.size.height * pixels)
        )
        return min(max(min(fitting.x(), fitting.y()), _ZOOMS[0]), _ZOOMS[-1])

    def _on_smaller(self) -> None:
        zoom = self._preview.zoom
        self._chosen_zoom = max((z for z in _ZOOMS if z < zoom - 0.001), default=_ZOOMS[0])
        self._show()

    def _on_larger(self) -> None:
        zoom = self._preview.zoom
        self._chosen_zoom = min((z for z in _ZOOMS if z > zoom + 0.001), default=_ZOOMS[-1])
        self._show()

    def _on_as_text(self) -> None:
        words = labels.own_words(self._text, self._theme)
        title = self.tr("{name} as text").format(name=self._name)
        ReadingDialog(title, words, self._theme, self.window()).open()


def _width(row: QHBoxLayout) -> int:
    """Return how wide a row is; asked of its widgets, for a layout remembers what was."""
    items = [row.itemAt(place) for place in range(row.count())]
    widgets = [widget for item in items if item is not None and (widget := item.widget())]
    shown = [widget.sizeHint().width() for widget in widgets if not widget.isHidden()]
    return sum(shown) + row.spacing() * len(shown)
