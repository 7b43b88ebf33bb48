"""The colours, named by duty: two themes, and one made from the system in high contrast.

No literal colour appears anywhere else in the window's code.
"""

from dataclasses import dataclass

from PySide6.QtGui import QPalette


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of one theme, each as ``#RRGGBB``.

    Attributes:
        paper: Window ground.
        side: Sidebar, preview stage.
        card: Cards, inputs.
        sunken: Inset strips, alternate rows.
        hover: Hover fill.
        line: Hairlines, card borders (decorative).
        edge: Borders of inputs, scales, ticks (3:1 duty).
        ink: Text.
        ink2: Secondary text, icons.
        ink3: Captions, placeholders, axis text.
        disabled: Disabled text only.
        accent: Main action, chosen state, links.
        accent_h: Main action hover.
        on_accent: Text on accent.
        accent_soft: Chosen chip, chosen row.
        accent_line: Border inside accent_soft areas (decorative).
        focus: Focus ring.
        hit: Search hit ground.
        hit_ink: Search hit text.
        info_bg: Information and support ground.
        info_ink: Its text.
        info_line: Its border.
        care_bg: Please-look ground.
        care_ink: Its text.
        care_line: Its border.
        stop_bg: Something failed ground.
        stop_ink: Its text.
        stop_line: Its border.
        stop: Destructive button, field error.
        mood: Mood series.
        anx: Anxiety series.
        energy: Energy series.
        sleep: Sleep series.
        over: Overwhelm series.
        band1: Severity band, lowest.
        band2: Second.
        band3: Third.
        band4: Fourth.
        band5: Highest.
        band6: Sixth, where an instrument has six.
        event: Life-event band.
        event_ink: Its label.
        prev: Earlier-period band.
    """

    paper: str
    side: str
    card: str
    sunken: str
    hover: str
    line: str
    edge: str
    ink: str
    ink2: str
    ink3: str
    disabled: str
    accent: str
    accent_h: str
    on_accent: str
    accent_soft: str
    accent_line: str
    focus: str
    hit: str
    hit_ink: str
    info_bg: str
    info_ink: str
    info_line: str
    care_bg: str
    care_ink: str
    care_line: str
    stop_bg: str
    stop_ink: str
    stop_line: str
    stop: str
    mood: str
    anx: str
    energy: str
    sleep: str
    over: str
    band1: str
    band2: str
    band3: str
    band4: str
    band5: str
    band6: str
    event: str
    event_ink: str
    prev: str


LIGHT = Tokens(
    paper="#F5F0E6",
    side="#ECE5D7",
    card="#FFFDF8",
    sunken="#F3EDE1",
    hover="#EFE8DA",
    line="#DDD3C1",
    edge="#8A7F6D",
    ink="#2A2620",
    ink2="#554D42",
    ink3="#6B6356",
    disabled="#9A9183",
    accent="#2E5E57",
    accent_h="#254D47",
    on_accent="#FFFFFF",
    accent_soft="#DFEAE4",
    accent_line="#9DBDB2",
    focus="#1F5FA8",
    hit="#F6DF9B",
    hit_ink="#2A2620",
    info_bg="#E4ECF0",
    info_ink="#274657",
    info_line="#A9C0CC",
    care_bg="#F6E8C8",
    care_ink="#5C4309",
    care_line="#D8BE82",
    stop_bg="#F7E1DA",
    stop_ink="#7C2C1C",
    stop_line="#DDA897",
    stop="#9A3B28",
    mood="#1F6F78",
    anx="#A64826",
    energy="#866511",
    sleep="#4F5C93",
    over="#7B4A70",
    band1="#F9F6EE",
    band2="#F3EEE2",
    band3="#EDE5D6",
    band4="#E6DCC9",
    band5="#DED1BA",
    band6="#D5C6AB",
    event="#E9E3F0",
    event_ink="#54466B",
    prev="#F2ECE0",
)


DARK = Tokens(
    paper="#1A1815",
    side="#151310",
    card="#24211D",
    sunken="#1D1B17",
    hover="#2E2A25",
    line="#3C372F",
    edge="#8C8272",
    ink="#EEE7DA",
    ink2="#C6BCAB",
    ink3="#A89E8E",
    disabled="#7A7264",
    accent="#92C4B7",
    accent_h="#A6D2C6",
    on_accent="#10211D",
    accent_soft="#2A3A36",
    accent_line="#4E7A70",
    focus="#8DBBF0",
    hit="#5E4A14",
    hit_ink="#FBF1D2",
    info_bg="#22303A",
    info_ink="#C3D8E4",
    info_line="#3F5766",
    care_bg="#372C14",
    care_ink="#EFD9A2",
    care_line="#6B5626",
    stop_bg="#3B221C",
    stop_ink="#F3C0B1",
    stop_line="#7A4538",
    stop="#E79A84",
    mood="#79C2C9",
    anx="#E8A07F",
    energy="#DDBB66",
    sleep="#A9B4E2",
    over="#D0A3C6",
    band1="#221F1B",
    band2="#2A2620",
    band3="#322D25",
    band4="#3B342A",
    band5="#453C2F",
    band6="#4F4535",
    event="#2D2838",
    event_ink="#CFC3E6",
    prev="#292520",
)


_GROUNDS = (
    *("paper", "side", "card", "sunken", "hover", "accent_soft", "info_bg", "care_bg", "stop_bg"),
    *("band1", "band2", "band3", "band4", "band5", "band6", "event", "prev"),
)
_INKS = (
    *("line", "edge", "ink", "ink2", "ink3", "accent_line", "info_ink", "info_line", "care_ink"),
    *("care_line", "stop_ink", "stop_line", "stop", "mood", "anx", "energy", "sleep", "over"),
    "event_ink",
)


def from_system(palette: QPalette) -> Tokens:
    """Return the system's own colours under our names, for its high-contrast themes.

    Every ground becomes the window's, every border and every series the text's: shape, weight
    and words carry the rest.
    """
    ground = palette.color(QPalette.ColorRole.Window).name()
    ink = palette.color(QPalette.ColorRole.WindowText).name()
    chosen = palette.color(QPalette.ColorRole.Highlight).name()
    on_chosen = palette.color(QPalette.ColorRole.HighlightedText).name()
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText).name()
    roles = dict.fromkeys(_GROUNDS, ground) | dict.fromkeys(_INKS, ink)
    return Tokens(
        **roles,
        disabled=disabled,
        accent=chosen,
        accent_h=chosen,
        on_accent=on_chosen,
        focus=ink,
        hit=chosen,
        hit_ink=on_chosen,
    )
