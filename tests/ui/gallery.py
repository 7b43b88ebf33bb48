"""Show every component in one window and save it as a picture, to look at beside the design.

python tests/ui/gallery.py OUT.png [--dark] [--size 150] [--page parts|words|page]
"""

import argparse
import os
import sys
from datetime import date, time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk import paths
from sessiondesk.exchange import prompt_file
from sessiondesk.ui.theme import Role, Scheme, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.attendance_strip import AttendanceStrip, Mark, MarkKind
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.chips import Chip, ChipGroup, OpeningChip
from sessiondesk.ui.widgets.day_picker import DayPicker, TimePicker
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.disclosure import Disclosure
from sessiondesk.ui.widgets.empty_state import EmptyState
from sessiondesk.ui.widgets.feelings import Feelings
from sessiondesk.ui.widgets.fields import ChoiceBox, NumberField
from sessiondesk.ui.widgets.fit_meter import FitMeter
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.focus_ring import FocusRing
from sessiondesk.ui.widgets.hours import Hours
from sessiondesk.ui.widgets.notice import Kind, Notice
from sessiondesk.ui.widgets.own_words import OwnWords
from sessiondesk.ui.widgets.page_frame import PageFrame, is_narrow
from sessiondesk.ui.widgets.pick_card import PickCard
from sessiondesk.ui.widgets.scale import Placed, Scale
from sessiondesk.ui.widgets.segmented import Segmented
from sessiondesk.ui.widgets.sidebar import NavItem, Sidebar
from sessiondesk.ui.widgets.sparkline import Sparkline
from sessiondesk.ui.widgets.step_marks import StepMarks
from sessiondesk.ui.widgets.strength_meter import StrengthMeter
from sessiondesk.ui.widgets.table import Cell, Column, DataTable
from sessiondesk.ui.widgets.text_field import TextField
from sessiondesk.ui.widgets.tick import Radio, Switch, Tick

PLACES = (
    ("today", "Today", "sun"),
    ("sessions", "Sessions", "messages-square"),
    ("goals", "Goals", "target"),
    ("trends", "Trends", "chart-spline"),
    ("sheet", "Prep sheet", "file-text"),
)


def parts(theme: Theme) -> QWidget:
    """Return buttons, strips, chips, ticks, switches, notices and meters."""
    window = QWidget()
    columns = QHBoxLayout(window)
    columns.setContentsMargins(20, 20, 20, 20)
    left, middle, right = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
    for column, share in ((left, 10), (middle, 10), (right, 6)):
        column.setSpacing(14)
        columns.addLayout(column, share)
    left.addWidget(_type(theme))
    left.addWidget(_buttons(theme))
    left.addWidget(_meters(theme))
    left.addStretch(1)
    middle.addWidget(_strips(theme))
    middle.addWidget(_chips(theme))
    middle.addWidget(_ticks(theme))
    middle.addStretch(1)
    right.addWidget(labels.card_title("Notices", theme))
    for kind, title, body in (
        (Kind.INFO, "A copy was made", "The journal was backed up to the stick at 21:40."),
        (Kind.CARE, "The printer is on the network", "Most printers keep a copy for a while."),
        (Kind.STOP, "This page could not be kept", "The disk is full. Your words are here."),
    ):
        right.addWidget(Notice(kind, title, body, theme, can_close=kind is Kind.CARE))
    needed = Notice(
        Kind.INFO,
        "If you need someone now",
        "Your safety plan and the numbers you saved are here.",
        theme,
        icon="life-buoy",
    )
    needed.add_action("Show my safety plan")
    right.addWidget(needed)
    right.addStretch(1)
    return window


def _type(theme: Theme) -> Card:
    card = Card(theme, "Type")
    card.body.addWidget(labels.title("Page title, Literata 26", theme))
    card.body.addWidget(labels.headline("Card headline, Literata 21", theme))
    card.body.addWidget(labels.readout("Read-out, Literata 15.5 medium", theme))
    card.body.addWidget(labels.own_words("A person\u2019s own words, <b>never</b> markup", theme))
    card.body.addWidget(labels.quote("“I notice I hold back sometimes.”", theme))
    card.body.addWidget(labels.card_title("Section title, Inter 15 semibold", theme))
    card.body.addWidget(labels.body("Body and controls, Inter 14, with a check-in", theme))
    card.body.addWidget(labels.group("Group label, Inter 12.5 semibold", theme))
    card.body.addWidget(labels.caption("Help and captions, Inter 12.5 in ink3.", theme))
    return card


def _buttons(theme: Theme) -> Card:
    card = Card(theme, "Buttons")
    first, second = QHBoxLayout(), QHBoxLayout()
    off = buttons.main("Disabled", theme)
    off.setEnabled(False)
    for each in (
        buttons.main("Main action", theme),
        buttons.second("Second", theme),
        buttons.second("With icon", theme, icon="printer"),
        buttons.icon_alone("ellipsis", "More", theme, bordered=True),
    ):
        first.addWidget(each)
    for each in (
        buttons.quiet("Quiet link", theme),
        buttons.plain("Plain", theme),
        buttons.second("Attended", theme, opens=True),
        buttons.remove("Remove…", theme),
        off,
    ):
        second.addWidget(each)
    for row in (first, second):
        row.addStretch(1)
        card.body.addLayout(row)
    return card


def _meters(theme: Theme) -> Card:
    card = Card(theme, "Meters")
    fit, full = FitMeter(theme), FitMeter(theme)
    fit.set_fit("Fits on one page", "7 lines to spare", 0.72, fits=True)
    full.set_fit("4 lines too many for one page", "", 1.1, fits=False)
    strong, fair = StrengthMeter(theme), StrengthMeter(theme)
    strong.set_strength(4, "Strong")
    fair.set_strength(1, "Too short")
    steps = StepMarks(["Where it lives", "Passphrase", "Recovery key"], theme)
    steps.set_current(1)
    line = Sparkline(theme)
    line.set_values([1, 2, 2, 3, 5, 4, None, 3, 4, 4], low=0, high=7, aims=[7.0] * 4 + [5.0] * 6)
    for each in (fit, full, strong, fair, steps, line):
        card.body.addWidget(each)
    return card


def _strips(theme: Theme) -> Card:
    card = Card(theme, "Strips", "Digits 0 to 9 answer, T is ten, Tab moves on")
    mood = Scale("Mood", "very low", "very good", theme)
    anxiety = Scale("Anxiety", "calm", "overwhelming", theme)
    mood.value = 6
    sleep = Hours("Sleep last night", "hours, dot adds a half", theme)
    sleep.value = 6.5
    long = Hours("Sleep", "hours, dot adds a half", theme)
    long.value = 11.5
    above = Scale("I could be honest", "not at all", "fully", theme, placed=Placed.ABOVE)
    above.value = 10
    nights = [("n", "No"), ("l", "A little"), ("c", "Clearly"), ("k", "It kept me awake")]
    row = QHBoxLayout()
    row.addWidget(Segmented("Sleep", nights, theme, value="l", can_clear=True))
    row.addStretch(1)
    views = [("chart", "Chart"), ("table", "Table")]
    row.addWidget(Segmented("View", views, theme, value="chart"))
    for each in (mood, anxiety, sleep, long, above):
        card.body.addWidget(each)
    card.body.addLayout(row)
    mood.setObjectName("focused")
    return card


def _chips(theme: Theme) -> Card:
    card = Card(theme, "Chips")
    row = Flow()
    chosen, filter_ = Chip("Chosen", theme), Chip("Filter", theme, is_filter=True)
    chosen.setChecked(True)
    filter_.setChecked(True)
    opened = OpeningChip("Afraid", theme, opens=True)
    opened.set_chosen(True)
    opened.set_open(True)
    adds = OpeningChip("Add tag", theme, icon="plus")
    closed = OpeningChip("Opens", theme, opens=True)
    for each in (Chip("Resting", theme), chosen, closed, opened, filter_, adds):
        row.add(each)
    card.body.addWidget(row)
    return card


def _ticks(theme: Theme) -> Card:
    card = Card(theme, "Ticks, radios, switches")
    done = Tick(
        "Sleep is better, but Sundays are not",
        theme,
        role=Role.OWN_LINE,
        caption="Not reached. Carried to session 9",
        fades=True,
    )
    done.setChecked(True)
    on = Switch("Why the review meeting set me off again", theme, caption="Added 8 May")
    on.setChecked(True)
    radio = Radio("A4", theme)
    radio.setChecked(True)
    for each in (
        Tick("Why the review meeting set me off again, and what to do", theme, role=Role.OWN_LINE),
        done,
        on,
        Switch("The message I nearly sent on Sunday", theme, caption="Added 10 May"),
        radio,
        Radio("Letter", theme),
    ):
        card.body.addWidget(each)
    return card


def words(theme: Theme) -> QWidget:
    """Return feelings, fields, the attendance strip, the table and an empty state."""
    window = QWidget()
    columns = QHBoxLayout(window)
    columns.setContentsMargins(20, 20, 20, 20)
    left, right = QVBoxLayout(), QVBoxLayout()
    columns.addLayout(left, 3)
    columns.addLayout(right, 2)
    left.addWidget(_attendance(theme))
    left.addWidget(_feelings(theme))
    left.addWidget(_table(theme))
    left.addStretch(1)
    right.addWidget(_fields(theme))
    empty = EmptyState(
        "book-open",
        "Nothing written yet",
        "A check-in with one number counts. So does one sentence.",
        theme,
        [buttons.main("Write the first entry", theme)],
    )
    right.addWidget(empty)
    right.addStretch(1)
    return window


def _attendance(theme: Theme) -> Card:
    card = Card(theme)
    strip = AttendanceStrip(theme)
    days = ("12 Mar", "19", "26", "2 Apr", "9", "16", "23", "30", "7 May", "14")
    kinds = [MarkKind.ATTENDED] * 10
    kinds[3], kinds[5], kinds[7] = MarkKind.MISSED, MarkKind.CANCELLED, MarkKind.MOVED
    kinds[9] = MarkKind.PLANNED
    strip.set_marks(
        [
            Mark(id=day, kind=kind, day=day, says=f"{day}, {kind.name.lower()}")
            for day, kind in zip(days, kinds, strict=True)
        ],
        "8 of 9 attended since 12 March",
        "One cancelled a day ahead, on 16 April",
    )
    card.body.addWidget(strip)
    return card


def _feelings(theme: Theme) -> Card:
    card = Card(theme, "Feelings, as exactly as you like", "F to search all words")
    prompts = prompt_file.load(paths.resources() / "prompts" / "en.json")
    first = ("afraid", "sad", "angry", "ashamed", "calm", "glad")
    feelings = Feelings(prompts.feelings, theme, first=first)
    feelings.value = frozenset({("afraid", "worried")})
    feelings.findChildren(OpeningChip)[0].click()
    tags = ChipGroup("Tags", [("a", "work"), ("b", "review meeting")], theme, add_text="Add tag")
    tags.value = {"a"}
    note = OwnWords("Note", theme, placeholder="Anything to note? A line is enough.")
    for each in (feelings, tags, note):
        card.body.addWidget(each)
    return card


def _table(theme: Theme) -> Card:
    card = Card(theme, "Weekly averages", "Same figures as the chart. Ctrl+C copies.")
    table = DataTable("Weekly averages", theme)
    columns = [Column(title="Week from"), Column(title="Check-ins", is_figure=True)]
    columns += [Column(title=name, is_figure=True) for name in ("Mood", "Anxiety", "Sleep, h")]
    few = Cell(text="too few", is_faint=True)
    table.set_table(
        [*columns, Column(title="Session")],
        [
            ["4 May", "7", "6.4", "3.0", "6.9", "8, attended"],
            ["27 April", "6", "6.7", "2.8", few, "7, attended"],
            ["20 April", "6", "6.5", "2.7", few, "cancelled"],
        ],
    )
    table.setMinimumHeight(theme.px(36 * 4 + 4))
    card.body.addWidget(table)
    disclosure = Disclosure("How was this worked out?", theme)
    disclosure.body.addWidget(labels.body("The last four weeks with the four before.", theme))
    card.body.addWidget(disclosure)
    return card


def _fields(theme: Theme) -> Card:
    card = Card(theme, "Fields")
    wrong = TextField("Passphrase", theme, text="harbour", is_secret=True)
    wrong.set_error("That passphrase does not open this journal. Nothing has been lost.")
    hint = "Choose something you would not mind on a shared screen."
    many = [("room", "In the room"), ("video", "By video"), ("phone", "By phone")]
    place = PickCard("Documents", theme, shows_mark=True)
    place.add_words("Documents", "My journal.sdesk in your Documents folder")
    place.setChecked(True)
    goal = PickCard("In bed by 23:30", theme)
    goal.add_words("In bed by 23:30 on work nights", "3 of 5 nights, aim 4", role=Role.READOUT)
    cards = QWidget()
    column = QVBoxLayout(cards)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(place)
    column.addWidget(goal)
    when = QHBoxLayout()
    when.addWidget(DayPicker("Day", date(2026, 5, 14), theme), 3)
    when.addWidget(TimePicker("Time", time(14, 0), theme), 1)
    card.body.addWidget(
        TextField(
            "Something to bring up",
            theme,
            placeholder="Something to bring up…",
            icon="plus",
            is_low=True,
            hides_label=True,
        )
    )
    card.body.addWidget(wrong)
    card.body.addWidget(TextField("Name", theme, text="My journal", help_text=hint))
    card.body.addLayout(when)
    card.body.addWidget(ChoiceBox("Where", many, theme, value="video"))
    card.body.addWidget(
        NumberField("Length", theme, low=5, high=300, value=50, step=5, unit=" minutes")
    )
    card.body.addWidget(cards)
    return card


def page(theme: Theme) -> QWidget:
    """Return a window with sidebar and page frame, as wide as it was asked for."""
    window = QWidget()
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    items = [NavItem(id=id_, label=label, icon=icon) for id_, label, icon in PLACES]
    items.append(NavItem(id="settings", label="Settings", icon="settings", is_below=True))
    sidebar = Sidebar(items, theme, lock_hint="Ctrl+L")
    sidebar.set_current("today")
    sidebar.set_offline("Offline · network blocked", "Offline")
    sidebar.setObjectName("sidebar")
    frame = PageFrame("Tuesday 12 May", theme, "Last check-in yesterday evening")
    frame.add_action(buttons.plain("Earlier day", theme, icon="calendar"))
    frame.add_action(buttons.second("New entry", theme, icon="pen-line"))
    row.addWidget(sidebar)
    row.addWidget(frame, 1)
    columns = QHBoxLayout()
    columns.setSpacing(theme.px(20))
    columns.addWidget(_strips(theme), 100)
    side = QVBoxLayout()
    side.addWidget(_ticks(theme))
    side.addStretch(1)
    columns.addLayout(side, 60)
    frame.body.addLayout(columns)
    frame.body.addWidget(_feelings(theme))
    frame.body.addStretch(1)
    return window


def main() -> None:
    """Draw what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--size", type=int, default=100)
    parser.add_argument("--page", choices=("parts", "words", "page", "dialog"), default="parts")
    parser.add_argument("--window", default="1280x800")
    wanted = parser.parse_args()
    application = QApplication(["gallery"])
    theme = Theme(paths.resources())
    theme.set_scheme(Scheme.DARK if wanted.dark else Scheme.LIGHT)
    theme.set_text_percent(wanted.size)
    theme.apply(application)
    ring = FocusRing(application, theme)
    kinds = {"parts": parts, "words": words, "page": page, "dialog": page}
    window = kinds[wanted.page](theme)
    width, _, height = wanted.window.partition("x")
    window.resize(int(width), int(height))
    sidebar = window.findChild(Sidebar, "sidebar")
    if sidebar is not None:
        sidebar.set_rail(is_narrow(window, theme))
    window.show()
    window.activateWindow()
    focused = window.findChild(QWidget, "focused")
    if focused is not None:
        focused.setFocus(Qt.FocusReason.TabFocusReason)
    shown = window
    if wanted.page == "dialog":
        says = "It moves to “Reached and let go” with its history. You can take it up again."
        shown = Question(
            "Let this goal go?", says, theme, verb="Let it go", keep="Keep it", parent=window
        )
        shown.body.addWidget(OwnWords("Why", theme, placeholder="A word on why, if you like"))
        shown.open()
    for _ in range(10):
        application.sendPostedEvents()
        application.processEvents()
    shown.grab().save(str(wanted.out))
    assert ring is not None


if __name__ == "__main__":
    main()
