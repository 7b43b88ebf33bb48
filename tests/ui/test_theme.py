"""The theme: contrast, type, sizes, and following what the system says."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette

from sessiondesk import paths
from sessiondesk.ui import tokens
from sessiondesk.ui.theme import TEXT_SIZES, Role, Scheme, system_text_percent
from sessiondesk.ui.tokens import DARK, LIGHT

# What is written, on which ground, what is needed, and what it is in light and in dark.
CONTRAST = [
    ("ink", "card", 4.5, 14.79, 13.03),
    ("ink", "paper", 4.5, 13.24, 14.41),
    ("ink", "accent_soft", 4.5, 12.19, 9.72),
    ("ink", "hover", 4.5, 12.33, 11.59),
    ("ink", "band5", 4.5, 9.98, 8.80),
    ("ink", "band6", 4.5, 8.95, 7.64),
    ("ink2", "card", 4.5, 8.18, 8.53),
    ("ink2", "paper", 4.5, 7.32, 9.43),
    ("ink2", "side", 4.5, 6.63, 9.87),
    ("ink2", "accent_soft", 4.5, 6.74, 6.36),
    ("ink3", "card", 4.5, 5.83, 6.06),
    ("ink3", "paper", 4.5, 5.22, 6.70),
    ("ink3", "side", 4.5, 4.73, 7.02),
    ("ink3", "sunken", 4.5, 5.08, 6.51),
    ("ink3", "accent_soft", 4.5, 4.80, 4.52),
    ("accent", "card", 4.5, 7.24, 8.24),
    ("accent", "paper", 4.5, 6.48, 9.11),
    ("accent", "side", 4.5, 5.87, 9.54),
    ("accent", "accent_soft", 4.5, 5.96, 6.15),
    ("on_accent", "accent", 4.5, 7.36, 8.59),
    ("on_accent", "accent_h", 4.5, 9.41, 10.07),
    ("hit_ink", "hit", 4.5, 11.42, 7.55),
    ("info_ink", "info_bg", 4.5, 8.36, 9.19),
    ("care_ink", "care_bg", 4.5, 7.65, 9.86),
    ("care_ink", "card", 4.5, 9.13, 11.54),
    ("stop_ink", "stop_bg", 4.5, 7.49, 9.07),
    ("stop", "card", 4.5, 6.82, 7.14),
    ("event_ink", "event", 4.5, 6.78, 8.56),
    ("mood", "card", 4.5, 5.73, 7.92),
    ("anx", "card", 4.5, 5.78, 7.45),
    ("energy", "card", 4.5, 5.32, 8.68),
    ("sleep", "card", 4.5, 6.29, 7.87),
    ("over", "card", 4.5, 6.76, 7.43),
    ("mood", "accent_soft", 4.5, 4.73, 5.90),
    ("anx", "accent_soft", 4.5, 4.76, 5.56),
    ("anx", "paper", 4.5, 5.17, 8.24),
    ("edge", "card", 3, 3.87, 4.24),
    ("edge", "paper", 3, 3.46, 4.68),
    ("edge", "side", 3, 3.14, 4.90),
    ("edge", "sunken", 3, 3.37, 4.54),
    ("focus", "card", 3, 6.34, 8.01),
    ("focus", "paper", 3, 5.67, 8.86),
    ("focus", "side", 3, 5.14, 9.27),
    ("focus", "accent_soft", 3, 5.22, 5.98),
    ("mood", "prev", 3, 4.95, 7.52),
    ("anx", "prev", 3, 4.99, 7.08),
    ("mood", "event", 3, 4.64, 7.05),
    ("anx", "event", 3, 4.67, 6.63),
    ("ink3", "prev", 4.5, 5.04, 5.76),
]


@pytest.mark.parametrize(("ink", "ground", "needed", "light", "dark"), CONTRAST)
def test_every_pair_has_the_contrast_it_needs(ink, ground, needed, light, dark):
    found_light = contrast(getattr(LIGHT, ink), getattr(LIGHT, ground))
    found_dark = contrast(getattr(DARK, ink), getattr(DARK, ground))

    assert (round(found_light, 2), round(found_dark, 2)) == (light, dark)
    assert min(found_light, found_dark) >= needed


def test_no_colour_is_written_outside_the_tokens():
    ui = Path(tokens.__file__).parent
    literal = re.compile(r"#[0-9A-Fa-f]{6}\b|GlobalColor\.(?!transparent)|QColor\(\d")
    on_screen = (path for path in ui.rglob("*.py") if "paper" not in path.parts)

    found = [
        f"{path.name}: {line.strip()}"
        for path in on_screen
        if path.name != "tokens.py"
        for line in path.read_text(encoding="utf-8").splitlines()
        if literal.search(line)
    ]

    assert found == []


def test_the_person_can_keep_to_light_or_dark(qtbot, theme):
    with qtbot.waitSignal(theme.changed):
        theme.set_scheme(Scheme.DARK)

    assert theme.is_dark
    assert theme.tokens == DARK
    assert QGuiApplication.palette().color(QPalette.ColorRole.Window).name() == "#1a1815"


def test_a_system_that_says_nothing_is_light(theme):
    assert QGuiApplication.styleHints().colorScheme() != Qt.ColorScheme.Dark

    theme.set_scheme(Scheme.SYSTEM)

    assert theme.tokens == LIGHT


def test_the_system_is_followed_while_the_window_is_open(qtbot, theme, monkeypatch):
    theme.set_scheme(Scheme.SYSTEM)
    hints = QGuiApplication.styleHints()
    monkeypatch.setattr(type(hints), "colorScheme", lambda _self: Qt.ColorScheme.Dark)

    with qtbot.waitSignal(theme.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)

    assert theme.tokens == DARK


def test_high_contrast_takes_the_colours_of_the_system():
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor("black"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("yellow"))

    found = tokens.from_system(palette)

    assert {found.paper, found.card, found.info_bg, found.band6} == {"#000000"}
    assert {found.ink, found.ink3, found.edge, found.mood, found.focus} == {"#ffff00"}


@pytest.mark.parametrize("role", list(Role))
def test_every_role_is_set_in_a_font_that_is_shipped(theme, role):
    info = QFontInfo(theme.font(role))

    assert info.family() == role.value.family
    assert info.weight() == role.value.weight
    assert info.italic() == role.value.italic


def test_half_pixels_of_type_are_kept(theme):
    dots = QGuiApplication.primaryScreen().logicalDotsPerInch()

    assert theme.font(Role.CAPTION).pointSizeF() * dots / 72 == pytest.approx(12.5)


def test_figures_line_up_only_where_asked(theme):
    assert theme.font(Role.BODY, figures=True).featureTags()
    assert not theme.font(Role.BODY).featureTags()


@pytest.mark.parametrize("percent", TEXT_SIZES)
def test_text_and_sizes_grow_together(theme, percent):
    theme.set_text_percent(percent)

    assert theme.px(40) == pytest.approx(40 * percent / 100, abs=0.5)
    dots = QGuiApplication.primaryScreen().logicalDotsPerInch()
    assert theme.font(Role.BODY).pointSizeF() * dots / 72 == pytest.approx(14 * percent / 100)


def test_sizes_beyond_the_range_are_brought_back_into_it(theme):
    theme.set_text_percent(400)

    assert theme.text_percent == 150


@pytest.mark.parametrize(
    ("points", "percent"), [(8, 100), (11, 100), (13, 115), (16.5, 150), (40, 150)]
)
def test_a_large_system_font_is_heeded_at_the_first_start(monkeypatch, points, percent):
    font = QFont("Inter")
    font.setPointSizeF(points)
    monkeypatch.setattr(QFontDatabase, "systemFont", lambda _kind: font)

    assert system_text_percent() == percent


@pytest.mark.parametrize("path", sorted((paths.resources() / "icons").glob("*.svg")))
def test_every_icon_is_drawn_in_the_colour_asked_for(theme, path):
    image = theme.icons.pixmap(path.stem, 48, QColor("#9A3B28"), ratio=2).toImage()

    drawn = {
        image.pixelColor(across, down).name()
        for across in range(image.width())
        for down in range(image.height())
        if image.pixelColor(across, down).alpha() == 255
    }
    assert drawn == {"#9a3b28"}


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of the Web Content Accessibility Guidelines 2.2."""
    lighter, darker = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.red() / 255, colour.green() / 255, colour.blue() / 255)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
