"""How everything looks: one object that knows the colours, the type, the sizes and the icons.

Pass the ``Theme`` to every widget that asks for one; there is no global. Widgets that paint
themselves connect to ``changed`` and call ``update()`` and ``updateGeometry()``; stock widgets
are dressed by the one style sheet and need nothing.
"""

import os
import sys
from enum import Enum
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import QApplication

from sessiondesk.ui import style_sheet
from sessiondesk.ui.icons import REST_STROKE, Icons
from sessiondesk.ui.tokens import DARK, LIGHT, Tokens, from_system

# Which style Qt is to begin with.
STYLE_VARIABLE: Final = "QT_STYLE_OVERRIDE"
STYLE: Final = "Fusion"
TEXT_SIZES: Final = (90, 100, 115, 130, 150)
LEAST_TARGET: Final = 28

_SERIF: Final = "Literata"
_SANS: Final = "Inter"
_POINTS_PER_INCH: Final = 72
_USUAL_POINTS: Final = {"win32": 9.0, "darwin": 13.0}


class _Type(NamedTuple):
    """A font of the design: family, size and line in pixels, weight, slope, colour."""

    family: str
    size: float
    line: float
    weight: int
    colour: str
    italic: bool = False


class Role(Enum):
    """What a piece of text is for; it decides font, size, line and colour.

    What the person wrote is serif (``OWN_WORDS``), what the program says is sans. Titles and
    read-outs are serif too, because they are read as sentences.
    """

    TITLE = _Type(_SERIF, 26, 34, 500, "ink")
    HEADLINE = _Type(_SERIF, 21, 30, 500, "ink")
    SUB_HEADLINE = _Type(_SERIF, 20, 28, 500, "ink")
    FIGURE = _Type(_SERIF, 26, 32, 500, "ink")
    READOUT = _Type(_SERIF, 15.5, 23, 500, "ink")
    OWN_WORDS = _Type(_SERIF, 15, 24, 400, "ink")
    OWN_LINE = _Type(_SERIF, 14, 21, 400, "ink")
    QUOTE = _Type(_SERIF, 14.5, 22, 400, "ink", italic=True)
    CARD_TITLE = _Type(_SANS, 15, 20, 600, "ink")
    BODY = _Type(_SANS, 14, 20, 400, "ink")
    BODY_QUIET = _Type(_SANS, 14, 20, 400, "ink2")
    LABEL = _Type(_SANS, 14, 20, 500, "ink")
    STRONG = _Type(_SANS, 14, 20, 600, "ink")
    NOTICE = _Type(_SANS, 13.5, 20, 400, "ink")
    GROUP = _Type(_SANS, 12.5, 16, 600, "ink2")
    CAPTION = _Type(_SANS, 12.5, 17, 400, "ink3")
    ANCHOR = _Type(_SANS, 12, 16, 400, "ink3")
    SMALL = _Type(_SANS, 11.5, 15, 500, "ink2")


class Scheme(Enum):
    """Whether to follow the system's light or dark, or to keep to one."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def system_text_percent() -> int:
    """Return the text size that suits the system's own setting, for the very first start.

    Only ever larger than usual: a small system font says more about the desktop than about
    the eyes in front of it.
    """
    usual = _USUAL_POINTS.get(sys.platform, 11.0)
    chosen = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    return max(size for size in TEXT_SIZES if size <= max(100.0, chosen / usual * 100))


class Theme(QObject):
    """The look in force: colours, fonts, sizes and icons.

    Signals:
        changed: Any of them is different now: ask again, measure again, paint again.
    """

    changed = Signal()

    def __init__(self, resources: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.icons = Icons(resources / "icons")
        self._scheme = Scheme.SYSTEM
        self._text_percent = 100
        self._reduced_motion = False
        self._distinguish_by_pattern = False
        self._fonts: dict[tuple[Role, int | None, bool], QFont] = {}
        self._colours: dict[str, QColor] = {}
        self._application: QApplication | None = None
        for path in sorted((resources / "fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(path))
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)
        self.tokens = self._tokens_in_force()

    # The settings.

    @property
    def is_dark(self) -> bool:
        """Whether the ground is darker than the ink."""
        return self.colour("paper").lightness() < self.colour("ink").lightness()

    @property
    def scheme(self) -> Scheme:
        """The person's choice between light, dark and the system's own."""
        return self._scheme

    def set_scheme(self, scheme: Scheme) -> None:
        """Follow the system, or keep to light or dark."""
        self._scheme = scheme
        self._renew()

    @property
    def text_percent(self) -> int:
        """Size of the text in per cent; one of ``TEXT_SIZES``."""
        return self._text_percent

    def set_text_percent(self, percent: int) -> None:
        """Let text, rows and cells grow or shrink together, 90 to 150."""
        self._text_percent = max(TEXT_SIZES[0], min(TEXT_SIZES[-1], percent))
        self._renew()

    @property
    def reduced_motion(self) -> bool:
        """Whether nothing may move by itself."""
        return self._reduced_motion

    def set_reduced_motion(self, reduced: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Switch the fades off or on."""
        self._reduced_motion = reduced
        self.changed.emit()

    @property
    def distinguish_by_pattern(self) -> bool:
        """Whether lines of a chart differ by dashes as well as by colour and marker."""
        return self._distinguish_by_pattern

    def set_distinguish_by_pattern(self, patterns: bool) -> None:  # noqa: FBT001 - as above
        """Draw the lines of a chart with dashes of their own, or solid."""
        self._distinguish_by_pattern = patterns
        self.changed.emit()

    # What widgets ask.

    def colour(self, token: str) -> QColor:
        """Return the colour with this name in ``Tokens``."""
        found = self._colours.get(token)
        if found is None:
            found = self._colours[token] = QColor(getattr(self.tokens, token))
        return found

    def px(self, length: float) -> int:
        """Return a length of the design in logical pixels, grown with the text."""
        return round(length * self._text_percent / 100)

    def target(self, length: float) -> int:
        """Return the height or width of something to be hit: as ``px``, but never under 28."""
        return max(LEAST_TARGET, self.px(length))

    def font(self, role: Role, *, weight: int | None = None, figures: bool = False) -> QFont:
        """Return the font of a role.

        Args:
            role: What the text is for.
            weight: Another weight than the role's own (400, 500 or 600).
            figures: Whether figures line up under each other: tables, strips and axes. Not for
                sentences, whose hyphens would take a figure's width too.
        """
        found = self._fonts.get((role, weight, figures))
        if found is None:
            type_ = role.value
            found = QFont(type_.family)
            found.setPointSizeF(self.points(type_.size))
            found.setWeight(QFont.Weight(weight or type_.weight))
            found.setItalic(type_.italic)
            found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            if figures and type_.family == _SANS:
                found.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[role, weight, figures] = found
        return QFont(found)

    def line_height(self, role: Role) -> float:
        """Return the distance of two lines of a role, in logical pixels."""
        return role.value.line * self._text_percent / 100

    def points(self, pixels: float) -> float:
        """Return a text size of the design in points of this screen, fractions and all."""
        screen = QGuiApplication.primaryScreen()
        return pixels * self._text_percent / 100 * _POINTS_PER_INCH / screen.logicalDotsPerInch()

    def icon(
        self,
        name: str,
        size: int = 18,
        colour: str = "ink2",
        *,
        stroke: float = REST_STROKE,
    ) -> QIcon:
        """Return an icon for a stock widget; ask again when the theme has changed."""
        return self.icons.icon(
            name,
            self.px(size),
            self.colour(colour),
            disabled=self.colour("disabled"),
            stroke=stroke,
        )

    def paint_icon(
        self,
        painter: QPainter,
        name: str,
        rect: QRectF,
        colour: str,
        *,
        stroke: float = REST_STROKE,
    ) -> None:
        """Draw an icon inside a widget's own painting; ``rect`` is square."""
        self.icons.paint(painter, name, rect, self.colour(colour), stroke=stroke)

    def palette(self) -> QPalette:
        """Return the palette for what neither we nor the style sheet paint."""
        palette = QPalette()
        for role, token in _PALETTE.items():
            palette.setColor(role, self.colour(token))
        for role in _CAN_BE_DISABLED:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("disabled"))
        return palette

    # Bringing it about.

    def apply(self, application: QApplication) -> None:
        """Dress the whole application, now and whenever something changes."""
        self._application = application
        # The program asks for Fusion before Qt begins; asking here makes PySide sort through all
        # kinds of style, which the start would wait for.
        if os.environ.get(STYLE_VARIABLE) != STYLE:
            application.setStyle(STYLE)
        self._dress(application)

    @Slot()
    def _on_system_changed(self) -> None:
        self._renew()

    def _tokens_in_force(self) -> Tokens:
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            # An empty palette stands for the system's own; without it we would read ours back.
            QGuiApplication.setPalette(QPalette())
            return from_system(QGuiApplication.palette())
        # Unknown means light: most Linux desktops never say.
        is_system_dark = hints.colorScheme() is Qt.ColorScheme.Dark
        is_dark = self._scheme is Scheme.DARK or (self._scheme is Scheme.SYSTEM and is_system_dark)
        return DARK if is_dark else LIGHT

    def _renew(self) -> None:
        self.tokens = self._tokens_in_force()
        self._fonts.clear()
        self._colours.clear()
        if self._application is not None:
            self._dress(self._application)
        self.changed.emit()

    def _dress(self, application: QApplication) -> None:
        application.setPalette(self.palette())
        application.setFont(self.font(Role.BODY))
        group = self.points(Role.GROUP.value.size)
        application.setStyleSheet(style_sheet.make(self.tokens, self.px, group))


_PALETTE: Final = {
    QPalette.ColorRole.Window: "paper",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Button: "card",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "on_accent",
    QPalette.ColorRole.Light: "card",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "edge",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "card",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Accent: "accent",
}
_CAN_BE_DISABLED: Final = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.HighlightedText,
)
