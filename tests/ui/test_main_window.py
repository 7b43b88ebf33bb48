"""The open journal's window: pages, commands, and what holds anywhere."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.bring_up import BringUp, SourceKind
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.measure_plan import MeasurePlan
from sessiondesk.guard import Enforced, Network
from sessiondesk.store.errors import StoreFullError, StoreIOError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.commands import BEHIND, Act, Menu, PageName
from sessiondesk.ui.frame import Frame
from sessiondesk.ui.go_anywhere import GoAnywhere
from sessiondesk.ui.main_window import MainView
from sessiondesk.ui.page import BringUpOffer, Link
from sessiondesk.ui.reading_dialog import ReadingDialog
from sessiondesk.ui.widgets.notice import Notice as NoticeBar
from sessiondesk.ui.widgets.sidebar import Sidebar
from sessiondesk.vault.healing import Notice

LEFT = Qt.MouseButton.LeftButton
APRIL = date(2026, 4, 20)
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ENFORCED = Enforced(
    network=Network.SECCOMP,
    names_blocked=True,
    core_limited=True,
    not_dumpable=True,
    umask=0o77,
    sandbox=None,
    refusal=None,
    problems=(),
)


class StubPage(QWidget):
    """A page with one field, that can refuse to settle."""

    wants = Signal(str)
    opens = Signal(object)
    brings_up = Signal(object)
    begins = Signal(object)
    begins_measure = Signal(str)
    plans_break = Signal()

    def __init__(self, name):
        super().__init__()
        self.did: list[str] = []
        self.is_full = False
        self.line = QLineEdit()
        self.line.setAccessibleName(f"Words on {name}")
        self.line.setMinimumHeight(40)
        QVBoxLayout(self).addWidget(self.line)

    def refresh(self):
        self.did.append("refresh")

    def settle(self):
        self.did.append("settle")
        if self.is_full:
            raise StoreFullError

    def focus_first(self):
        self.line.setFocus()

    def show_record(self, kind, record_id):
        self.did.append(f"show {kind} {record_id}")

    def search(self):
        self.did.append("search")

    def open_day(self, day):
        self.did.append(f"open {day}")

    def new_entry(self):
        self.did.append("new entry")


class ChartPage(StubPage):
    def toggle_table(self):
        self.did.append("toggle table")


class SessionsStub(StubPage):
    def plan_break(self):
        self.did.append("plan break")


class MeasuresStub(StubPage):
    def begin(self, instrument):
        self.did.append(f"begin {instrument}")

    def add_older_result(self):
        self.did.append("older")


@pytest.fixture
def made():
    """The names of the pages that were made, in order."""
    names: list[PageName] = []
    return names


@pytest.fixture
def make_view(qtbot, theme, journal, made):
    frames = []

    def make(*, width=1280, notices=()):
        def make_page(name):
            made.append(name)
            stubs = {
                PageName.TRENDS: ChartPage,
                PageName.MEASURES: MeasuresStub,
                PageName.SESSIONS: SessionsStub,
            }
            return stubs.get(name, StubPage)(name)

        frame = Frame()
        frames.append(frame)
        qtbot.addWidget(frame, before_close_func=Frame.leave)
        frame.resize(width, 800)
        view = MainView(journal, theme, make_page=make_page, enforced=ENFORCED, notices=notices)
        frame.show_view(view, view.menu_bar())
        with qtbot.waitExposed(frame):
            frame.show()
        frame.activateWindow()
        view.go(PageName.TODAY)
        return view

    return make


@pytest.fixture
def view(make_view):
    return make_view()


def words(widget):
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def focused():
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(focused(), key, modifiers)


def type_(text):
    QTest.keyClicks(focused(), text)


def open_dialog(kind):
    (found,) = (
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, kind) and each.isVisible()
    )
    return found


def test_only_today_is_made_at_first(view, made):
    assert made == [PageName.TODAY]
    assert view.current is PageName.TODAY


def go_there_and_back(view, page):
    view.go(page)
    view.go(PageName.TODAY)
    view.page(page).did.clear()
    return view.page(page)


def test_a_page_is_made_once_and_shown_again(qtbot, view, control, made):
    qtbot.mouseClick(control(view, "Goals"), LEFT)
    qtbot.mouseClick(control(view, "Today"), LEFT)
    qtbot.mouseClick(control(view, "Goals"), LEFT)

    assert made == [PageName.TODAY, PageName.GOALS]


def test_a_page_is_not_read_again_while_nothing_has_changed(view):
    goals = go_there_and_back(view, PageName.GOALS)

    view.go(PageName.GOALS)

    assert goals.did == []


def test_a_page_is_read_again_when_something_was_kept_meanwhile(view, journal):
    goals = go_there_and_back(view, PageName.GOALS)

    journal.bring_ups.add("The holiday in August")
    view.go(PageName.GOALS)

    assert goals.did == ["refresh"]


def test_a_page_is_read_again_when_time_has_passed(view, clock):
    goals = go_there_and_back(view, PageName.GOALS)

    clock.pass_(minutes=1)
    view.go(PageName.GOALS)

    assert goals.did == ["refresh"]


@pytest.mark.parametrize(
    ("key", "page"),
    [
        (Qt.Key.Key_1, PageName.TODAY),
        (Qt.Key.Key_3, PageName.SESSIONS),
        (Qt.Key.Key_4, PageName.GOALS),
        (Qt.Key.Key_5, PageName.TRENDS),
        (Qt.Key.Key_6, PageName.MEASURES),
        (Qt.Key.Key_7, PageName.PREP_SHEET),
        (Qt.Key.Key_Comma, PageName.SETTINGS),
    ],
)
def test_pages_have_fixed_keys(view, key, page):
    press(key, CTRL)

    assert view.current is page
    assert focused().accessibleName() == f"Words on {page}"


def test_the_keys_of_numbers_without_a_page_do_nothing(view):
    press(Qt.Key.Key_8, CTRL)

    assert view.current is PageName.TODAY


def test_the_sidebar_shows_the_pages_and_not_those_behind_them(view):
    shown = [entry.text() for entry in view.findChild(Sidebar).findChildren(QRadioButton)]

    assert shown == [
        "Today",
        "Journal",
        "Sessions",
        "Goals",
        "Trends",
        "Measures",
        "Prep sheet",
        "Settings",
    ]


@pytest.mark.parametrize(("name", "entry"), [*BEHIND.items()])
def test_a_page_behind_another_leaves_that_one_marked(view, name, entry):
    view.go(name)

    assert view.current is name
    assert view.findChild(Sidebar).current == entry


def test_the_safety_plan_is_two_keys_away(view):
    press(Qt.Key.Key_H, CTRL | SHIFT)

    assert view.current is PageName.SAFETY_PLAN


def test_leaving_a_page_settles_it(view):
    press(Qt.Key.Key_4, CTRL)

    assert view.page(PageName.TODAY).did == ["settle"]


def test_a_page_that_cannot_be_kept_is_not_left(view):
    view.page(PageName.TODAY).is_full = True

    press(Qt.Key.Key_4, CTRL)

    assert view.current is PageName.TODAY
    assert "no room left" in words(view)


def test_a_page_can_want_another(view):
    view.page(PageName.TODAY).wants.emit("prep_sheet")

    assert view.current is PageName.PREP_SHEET


def test_something_to_bring_up_is_kept_from_anywhere(view, control, journal):
    press(Qt.Key.Key_5, CTRL)
    press(Qt.Key.Key_B, CTRL | SHIFT)
    QTest.keyClicks(control(view, "Something to bring up"), "the meeting")
    press(Qt.Key.Key_Return)
    QTest.keyClicks(control(view, "Something to bring up"), "the second thing")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)

    assert [each.text for each in journal.bring_ups.open()] == ["the meeting", "the second thing"]
    assert focused().accessibleName() == "Words on trends"


def test_an_empty_line_is_not_kept(view, journal):
    press(Qt.Key.Key_B, CTRL | SHIFT)
    type_("   ")
    press(Qt.Key.Key_Return)

    assert journal.bring_ups.open() == []


def test_what_cannot_be_kept_stays_in_the_line(view, control, journal):
    journal.is_read_only = True
    press(Qt.Key.Key_B, CTRL | SHIFT)
    type_("the meeting")
    press(Qt.Key.Key_Return)

    field = control(view, "Something to bring up")
    assert field.text() == "the meeting"
    assert "may not be written" in words(view)


def test_undo_and_redo_say_what_they_did(view, journal):
    journal.bring_ups.record(BringUp(text="the meeting"))
    view.setFocus()
    view.commands.action(Act.UNDO).trigger()
    assert journal.bring_ups.open() == []
    assert "Undone" in words(view)

    view.commands.action(Act.REDO).trigger()
    assert len(journal.bring_ups.open()) == 1
    assert "Done again" in words(view)

    view.commands.action(Act.REDO).trigger()
    assert "nothing to redo" in words(view)


def test_in_a_text_field_undo_is_of_the_text(view, control, journal):
    journal.bring_ups.record(BringUp(text="the meeting"))
    QTest.keyClicks(control(view, "Words on today"), "abc")
    press(Qt.Key.Key_Z, CTRL)

    assert control(view, "Words on today").text() == ""
    assert len(journal.bring_ups.open()) == 1


def test_undo_that_cannot_be_written_says_so(view, journal):
    journal.bring_ups.record(BringUp(text="the meeting"))
    journal.is_read_only = True

    view.commands.action(Act.UNDO).trigger()

    assert "may not be written" in words(view)
    assert journal.can_undo


def test_a_day_is_opened_on_today_from_the_page_that_asks_for_it(view):
    view.go(PageName.JOURNAL)

    view.page(PageName.JOURNAL).begins.emit(date(2026, 5, 4))

    assert view.current is PageName.TODAY
    assert view.page(PageName.TODAY).did[-1] == "open 2026-05-04"


def test_a_new_entry_begins_on_today_from_the_page_that_asks_for_it(view):
    view.go(PageName.JOURNAL)

    view.page(PageName.JOURNAL).begins.emit(None)

    assert view.current is PageName.TODAY
    assert view.page(PageName.TODAY).did[-1] == "new entry"


def test_a_record_is_shown_on_its_page(view):
    view.page(PageName.TODAY).opens.emit(Link(kind=Kind.GOAL, id="g"))

    assert view.current is PageName.GOALS
    assert view.page(PageName.GOALS).did[-1] == "show goal g"


def test_what_a_page_offers_is_proposed_in_the_panel(view, journal):
    offer = BringUpOffer(text="the argument", source=SourceKind.CHECKIN, source_id="c")
    view.page(PageName.TODAY).brings_up.emit(offer)

    press(Qt.Key.Key_Return)

    (kept,) = journal.bring_ups.open()
    assert (kept.text, kept.source, kept.source_id) == ("the argument", SourceKind.CHECKIN, "c")


def test_ctrl_f_searches_from_anywhere(view):
    press(Qt.Key.Key_F, CTRL)

    assert view.current is PageName.JOURNAL
    assert view.page(PageName.JOURNAL).did[-1] == "search"


def test_a_new_entry_begins_on_today_from_anywhere(view):
    press(Qt.Key.Key_4, CTRL)
    press(Qt.Key.Key_N, CTRL)

    assert view.current is PageName.TODAY
    assert view.page(PageName.TODAY).did[-1] == "new entry"


def test_a_break_is_planned_on_sessions(view):
    view.go(PageName.REVIEW)
    view.page(PageName.REVIEW).plans_break.emit()

    assert view.current is PageName.SESSIONS
    assert view.page(PageName.SESSIONS).did[-1] == "plan break"


def test_chart_or_table_is_asked_of_a_page_that_has_both(view):
    press(Qt.Key.Key_T, CTRL)
    press(Qt.Key.Key_5, CTRL)
    press(Qt.Key.Key_T, CTRL)

    assert view.page(PageName.TRENDS).did == ["toggle table"]


def test_the_keys_of_a_text_field_do_not_swallow_go_anywhere(qtbot, view):
    press(Qt.Key.Key_K, CTRL)

    assert open_dialog(GoAnywhere).isVisible()


def test_go_anywhere_finds_by_a_part_of_a_name(qtbot, view):
    press(Qt.Key.Key_K, CTRL)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is open_dialog(GoAnywhere))
    type_("prep")
    press(Qt.Key.Key_Return)

    assert view.current is PageName.PREP_SHEET


@pytest.mark.parametrize(
    ("typed", "did"), [("fill phq", ["begin phq9"]), ("older result", ["older"])]
)
def test_go_anywhere_fills_in_a_questionnaire(qtbot, view, typed, did):
    go_there_and_back(view, PageName.MEASURES)
    press(Qt.Key.Key_K, CTRL)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is open_dialog(GoAnywhere))
    type_(typed)
    press(Qt.Key.Key_Return)

    assert view.current is PageName.MEASURES
    assert view.page(PageName.MEASURES).did == did


def test_go_anywhere_offers_only_questionnaires_that_are_used(qtbot, view, journal):
    journal.measures.plan(MeasurePlan(instrument="gad7", is_on=False, every_days=14))
    journal.measures.plan(MeasurePlan(instrument="pcl5", is_on=True, every_days=28))
    press(Qt.Key.Key_K, CTRL)

    rows = open_dialog(GoAnywhere).findChild(QListWidget)
    names = [rows.item(n).text() for n in range(rows.count())]

    offered = [name for name in names if name.startswith("Fill in")]
    assert offered == ["Fill in PHQ-9", "Fill in CORE-10", "Fill in WHO-5", "Fill in PCL-5"]
    assert names[-1] == "Add an older result…"


def test_go_anywhere_does_without_questionnaires_that_cannot_be_read(view, journal, monkeypatch):
    def fails(_course):
        raise StoreIOError

    monkeypatch.setattr(journal.measures, "plans", fails)
    press(Qt.Key.Key_K, CTRL)

    rows = open_dialog(GoAnywhere).findChild(QListWidget)
    assert rows.item(rows.count() - 1).text() == "Add an older result…"
    assert rows.count() > 5


def test_a_page_can_lead_into_a_questionnaire(view):
    view.page(PageName.TODAY).begins_measure.emit("gad7")

    assert view.current is PageName.MEASURES
    assert view.page(PageName.MEASURES).did == ["begin gad7"]


def test_a_questionnaire_that_is_due_is_said_in_the_sidebar(view, journal):
    (entry,) = (
        each
        for each in view.findChild(Sidebar).findChildren(QRadioButton)
        if each.text() == "Measures"
    )
    assert entry.accessibleDescription() == ""

    journal.measures.record(Assessment(instrument="phq9", version=1, day=APRIL, total=8))

    assert entry.accessibleDescription() == "1 due"


def test_go_anywhere_moves_with_the_arrows(qtbot, view):
    press(Qt.Key.Key_K, CTRL)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is open_dialog(GoAnywhere))
    type_("s")
    dialog = open_dialog(GoAnywhere)
    first = dialog.marked
    press(Qt.Key.Key_Down)
    second = dialog.marked
    press(Qt.Key.Key_Up)

    assert second is not first
    assert dialog.marked is first


def test_go_anywhere_says_the_keys_of_what_it_finds(qtbot, view):
    press(Qt.Key.Key_K, CTRL)
    rows = open_dialog(GoAnywhere).findChild(QListWidget)

    spoken = {rows.item(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(rows.count())}

    assert {"Prep sheet, Ctrl+7", "Keep the menu bar in view"} <= spoken


def test_go_anywhere_says_when_there_is_nothing(qtbot, view):
    press(Qt.Key.Key_K, CTRL)
    dialog = open_dialog(GoAnywhere)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    type_("xyzzy")
    press(Qt.Key.Key_Return)

    assert "Nothing of that name" in words(dialog)
    assert dialog.isVisible()


def test_f6_goes_to_the_sidebar_and_back(view, control):
    press(Qt.Key.Key_F6)
    assert focused() == control(view, "Today")

    press(Qt.Key.Key_F6)
    assert focused().accessibleName() == "Words on today"


def test_f1_lists_every_key_of_the_commands(view):
    press(Qt.Key.Key_F1)
    shown = words(open_dialog(ReadingDialog))

    for act in Act:
        if view.commands.action(act).isEnabled() and view.commands.keys_of(act):
            assert view.commands.keys_of(act) in shown
            assert view.commands.action(act).text() in shown


def test_the_offline_line_opens_what_is_enforced_here(qtbot, view, control):
    qtbot.mouseClick(control(view, "Offline · network blocked"), LEFT)

    assert "blocked by the kernel (seccomp)" in words(open_dialog(ReadingDialog))


def test_lock_and_quit_are_asked_for(qtbot, view, control):
    with qtbot.waitSignal(view.lock_wanted):
        press(Qt.Key.Key_L, CTRL)
    with qtbot.waitSignal(view.lock_wanted):
        qtbot.mouseClick(control(view, "Lock now"), LEFT)
    with qtbot.waitSignal(view.quit_wanted):
        press(Qt.Key.Key_Q, CTRL)


def test_every_command_is_in_a_menu_and_no_two_share_keys(view):
    in_menus = [act for menu in Menu for act in view.commands.in_menu(menu)]
    keys = [view.commands.keys_of(act) for act in Act if view.commands.keys_of(act)]

    assert sorted(in_menus) == sorted(Act)
    assert len(keys) == len(set(keys))


def test_alt_opens_the_first_menu_and_escape_puts_the_bar_away(qtbot, view):
    bar = view.window().menuBar()
    assert not bar.isVisible()

    QTest.keyClick(view.window().windowHandle(), Qt.Key.Key_Alt)
    assert bar.isVisible()
    menu = QApplication.activePopupWidget()
    assert menu is not None

    QTest.keyClick(menu, Qt.Key.Key_Escape)
    if bar.isVisible():
        QTest.keyClick(bar, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_the_keyboard_is_back_where_it_was_once_the_menu_bar_is_gone(qtbot, view, control):
    line = control(view, "Words on today")
    line.setFocus()
    bar = view.window().menuBar()
    QTest.keyClick(view.window().windowHandle(), Qt.Key.Key_Alt)

    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    if bar.isVisible():
        QTest.keyClick(bar, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: not bar.isVisible())
    qtbot.waitUntil(line.hasFocus)


def test_a_command_from_the_menu_is_done_and_the_bar_goes(qtbot, view):
    QTest.keyClick(view.window().windowHandle(), Qt.Key.Key_Alt)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)

    with qtbot.waitSignal(view.lock_wanted):
        menu.setActiveAction(view.commands.action(Act.LOCK))
        QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not view.window().menuBar().isVisible())


def test_alt_with_another_key_leaves_the_menu_bar_alone(view):
    window = view.window().windowHandle()
    QTest.keyPress(window, Qt.Key.Key_Alt)
    QTest.keyClick(window, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(window, Qt.Key.Key_Alt)

    assert not view.window().menuBar().isVisible()


def test_the_menu_bar_can_be_kept(view):
    view.commands.action(Act.SHOW_MENU_BAR).trigger()

    assert view.window().menuBar().isVisible()


def test_the_warning_before_locking_is_in_the_sidebar(view):
    view.warn_of_lock(30)
    assert "Locking in 30 s" in words(view)

    view.calm()
    assert "Locking" not in words(view)


def test_a_made_up_journal_says_so(make_view, journal):
    journal.settings.change(is_made_up=True)

    assert "Made-up data" in words(make_view())


@pytest.mark.parametrize(("width", "margin"), [(1024, 20), (1280, 32)])
def test_what_is_told_begins_and_ends_where_the_page_does(make_view, journal, width, margin):
    journal.settings.change(is_made_up=True)
    view = make_view(width=width)

    (notice,) = (each for each in view.findChildren(NoticeBar) if each.isVisible())
    place = notice.geometry().translated(notice.parentWidget().mapTo(view, QPoint(0, 0)))

    sidebar = view.findChild(Sidebar)
    assert place.left() - sidebar.width() == margin
    assert view.width() - 1 - place.right() == margin


@pytest.mark.parametrize("notice", list(Notice))
def test_what_opening_brought_to_light_is_told(make_view, notice):
    told = words(make_view(notices=[notice]))

    assert len(told.split("|")) > 2
    assert notice.value not in told


def test_a_clock_behind_the_record_is_told(make_view, journal, clock):
    journal.checkins.record(CheckIn(felt_at=journal.now(), day=journal.today()))
    clock.pass_(days=-40)

    assert "clock is behind" in words(make_view())


@pytest.mark.parametrize("hours", [-20, 0, 10_000])
def test_a_clock_that_may_be_right_is_not_told(make_view, journal, clock, hours):
    journal.checkins.record(CheckIn(felt_at=journal.now(), day=journal.today()))
    clock.pass_(hours=hours)

    assert "clock" not in words(make_view())


def test_the_sidebar_becomes_a_rail_in_a_narrow_window(qtbot, make_view, control):
    wide = control(make_view(width=1280), "Today").width()
    narrow = control(make_view(width=1024), "Today").width()

    assert narrow < wide


def test_a_sentence_in_passing_goes_away_by_itself(qtbot, view):
    view._said._quiet.setInterval(10)
    view.say("Undone")

    qtbot.waitUntil(lambda: "Undone" not in words(view))


@pytest.mark.parametrize("percent", [100, 150])
def test_everything_can_be_reached_and_heard(qtbot, make_view, theme, audit, percent):
    theme.set_text_percent(percent)
    view = make_view(notices=[Notice.KEY_FILE_HEALED])
    press(Qt.Key.Key_B, CTRL | SHIFT)

    qtbot.waitUntil(lambda: audit(view) == [])


def test_the_title_names_the_program_and_no_more(view):
    assert view.window().windowTitle() == "SessionDesk"
    press(Qt.Key.Key_K, CTRL)
    assert open_dialog(QDialog).windowTitle() == "SessionDesk"


def test_the_keyboard_is_where_work_begins_once_the_journal_is_open(qtbot, theme, journal):
    frame = Frame()
    qtbot.addWidget(frame, before_close_func=Frame.leave)
    with qtbot.waitExposed(frame):
        frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)

    view = MainView(journal, theme, make_page=StubPage, enforced=ENFORCED, notices=())
    frame.show_view(view, view.menu_bar())

    assert focused().accessibleName() == "Words on today"


def test_a_sentence_in_passing_stands_in_the_middle(qtbot, view, theme):
    view.say("Undone")
    qtbot.waitUntil(lambda: view._said.width() > theme.px(600))

    picture = view._said.grab().toImage()

    ground = picture.pixel(0, 0)
    first = next(
        x
        for x in range(picture.width())
        if any(picture.pixel(x, y) != ground for y in range(picture.height()))
    )
    assert first > picture.width() / 3
