"""Every action of the window, each made once: its words, its keys, and where it is found.

The menu bar, the panel for going anywhere, the page of keys and the window all take from
here, so that they cannot disagree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from sessiondesk.store.kinds import Kind


class PageName(StrEnum):
    """The pages: those of the sidebar in its order, then those behind them."""

    TODAY = "today"
    JOURNAL = "journal"
    SESSIONS = "sessions"
    GOALS = "goals"
    TRENDS = "trends"
    MEASURES = "measures"
    PREP_SHEET = "prep_sheet"
    SETTINGS = "settings"
    PATTERNS = "patterns"
    SIGNS = "signs"
    REVIEW = "review"
    COURSE = "course"
    LIFE_EVENTS = "life_events"
    SAFETY_PLAN = "safety_plan"


# What stands in the sidebar while a page behind it is shown.
BEHIND = {
    PageName.PATTERNS: PageName.JOURNAL,
    PageName.SIGNS: PageName.SESSIONS,
    PageName.REVIEW: PageName.SESSIONS,
    PageName.COURSE: PageName.SESSIONS,
    PageName.LIFE_EVENTS: PageName.TRENDS,
    PageName.SAFETY_PLAN: PageName.TODAY,
}


# Where a record is seen that another page leads to.
SHOWN_ON = {
    Kind.CHECKIN: PageName.JOURNAL,
    Kind.THERAPY_SESSION: PageName.SESSIONS,
    Kind.AFTERWARDS: PageName.SESSIONS,
    Kind.GOAL: PageName.GOALS,
    Kind.PATTERN: PageName.PATTERNS,
    Kind.SIGN: PageName.SIGNS,
    Kind.LIFE_EVENT: PageName.LIFE_EVENTS,
    Kind.SAFETY_PLAN: PageName.SAFETY_PLAN,
    Kind.ASSESSMENT: PageName.MEASURES,
    Kind.FORM: PageName.MEASURES,
    Kind.FORM_TOTAL: PageName.MEASURES,
    Kind.INSIGHT: PageName.TRENDS,
    Kind.RECALL: PageName.TRENDS,
    Kind.REVIEW: PageName.REVIEW,
    Kind.SHEET: PageName.PREP_SHEET,
}


class Menu(Enum):
    """The menus, from left to right."""

    JOURNAL = "journal"
    EDIT = "edit"
    VIEW = "view"
    GO = "go"
    HELP = "help"


class Act(StrEnum):
    """What a person can do from anywhere."""

    NEW_ENTRY = "new_entry"
    BRING_UP = "bring_up"
    LOCK = "lock"
    QUICK_HIDE = "quick_hide"
    QUIT = "quit"
    UNDO = "undo"
    REDO = "redo"
    CHART_OR_TABLE = "chart_or_table"
    SHOW_MENU_BAR = "show_menu_bar"
    SEARCH = "search"
    TODAY = "today"
    JOURNAL = "journal"
    SESSIONS = "sessions"
    GOALS = "goals"
    TRENDS = "trends"
    MEASURES = "measures"
    PREP_SHEET = "prep_sheet"
    SETTINGS = "settings"
    PATTERNS = "patterns"
    SIGNS = "signs"
    REVIEW = "review"
    COURSE = "course"
    LIFE_EVENTS = "life_events"
    SAFETY_PLAN = "safety_plan"
    ANYWHERE = "anywhere"
    NEXT_AREA = "next_area"
    KEYS = "keys"
    OFFLINE = "offline"


# The seven pages have fixed numbers.
PAGE_NUMBERS = {
    PageName.TODAY: 1,
    PageName.JOURNAL: 2,
    PageName.SESSIONS: 3,
    PageName.GOALS: 4,
    PageName.TRENDS: 5,
    PageName.MEASURES: 6,
    PageName.PREP_SHEET: 7,
}


def page_title(name: PageName) -> str:
    """Return what a page is called on screen."""
    return {
        PageName.TODAY: QCoreApplication.translate("Pages", "Today"),
        PageName.JOURNAL: QCoreApplication.translate("Pages", "Journal"),
        PageName.SESSIONS: QCoreApplication.translate("Pages", "Sessions"),
        PageName.GOALS: QCoreApplication.translate("Pages", "Goals"),
        PageName.TRENDS: QCoreApplication.translate("Pages", "Trends"),
        PageName.MEASURES: QCoreApplication.translate("Pages", "Measures"),
        PageName.PREP_SHEET: QCoreApplication.translate("Pages", "Prep sheet"),
        PageName.SETTINGS: QCoreApplication.translate("Pages", "Settings"),
        PageName.PATTERNS: QCoreApplication.translate("Pages", "Patterns"),
        PageName.SIGNS: QCoreApplication.translate("Pages", "Signs"),
        PageName.REVIEW: QCoreApplication.translate("Pages", "Is this working?"),
        PageName.COURSE: QCoreApplication.translate("Pages", "The whole therapy"),
        PageName.LIFE_EVENTS: QCoreApplication.translate("Pages", "Life events"),
        PageName.SAFETY_PLAN: QCoreApplication.translate("Pages", "Safety plan"),
    }[name]


def menu_title(menu: Menu) -> str:
    """Return the words of a menu, with the letter that opens it."""
    return {
        Menu.JOURNAL: QCoreApplication.translate("Menus", "&Journal"),
        Menu.EDIT: QCoreApplication.translate("Menus", "&Edit"),
        Menu.VIEW: QCoreApplication.translate("Menus", "&View"),
        Menu.GO: QCoreApplication.translate("Menus", "&Go"),
        Menu.HELP: QCoreApplication.translate("Menus", "&Help"),
    }[menu]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One action before it is made.

    Attributes:
        act: Which one.
        text: Its words in a menu, without a mnemonic.
        keys: Its shortcut as Qt writes it, which counts Ctrl as Cmd on macOS; empty is none.
        menu: Where it is found.
        role: Where macOS puts it; NoRole leaves it in its menu.
        opens_group: Whether a line separates it from what stands above it.
    """

    act: Act
    text: str
    keys: str = ""
    menu: Menu
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    opens_group: bool = False
    is_checkable: bool = False


class Commands(QObject):
    """The actions of one window.

    Each is a ``QAction`` of the window, so its keys work wherever the focus is; connect to
    ``action(act).triggered``.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._entries = {entry.act: entry for entry in self._written_down()}
        self._actions: dict[Act, QAction] = {}
        for act, entry in self._entries.items():
            action = QAction(entry.text, window)
            action.setObjectName(act)
            action.setMenuRole(entry.role)
            action.setCheckable(entry.is_checkable)
            if entry.keys:
                action.setShortcut(QKeySequence(entry.keys))
            window.addAction(action)
            self._actions[act] = action

    def action(self, act: Act) -> QAction:
        """Return the one action for ``act``."""
        return self._actions[act]

    def keys_of(self, act: Act) -> str:
        """Return the shortcut in the platform's own words; empty when there is none."""
        return self._actions[act].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def in_menu(self, menu: Menu) -> Sequence[Act]:
        """Return what is found in a menu, from the top down."""
        return [act for act, entry in self._entries.items() if entry.menu is menu]

    def opens_group(self, act: Act) -> bool:
        """Whether a line separates ``act`` from what stands above it in its menu."""
        return self._entries[act].opens_group

    def _written_down(self) -> Sequence[_Entry]:
        role = QAction.MenuRole
        return (
            _Entry(act=Act.NEW_ENTRY, text=self.tr("New entry"), keys="Ctrl+N", menu=Menu.JOURNAL),
            _Entry(
                act=Act.BRING_UP,
                text=self.tr("Bring something up…"),
                keys="Ctrl+Shift+B",
                menu=Menu.JOURNAL,
            ),
            _Entry(
                act=Act.LOCK,
                text=self.tr("Lock now"),
                keys="Ctrl+L",
                menu=Menu.JOURNAL,
                opens_group=True,
            ),
            _Entry(
                act=Act.QUICK_HIDE,
                text=self.tr("Quick hide"),
                keys="F9",
                menu=Menu.JOURNAL,
            ),
            _Entry(
                act=Act.QUIT,
                text=self.tr("Quit"),
                keys="Ctrl+Q",
                menu=Menu.JOURNAL,
                role=role.QuitRole,
            ),
            _Entry(act=Act.UNDO, text=self.tr("Undo"), keys="Ctrl+Z", menu=Menu.EDIT),
            _Entry(act=Act.REDO, text=self.tr("Redo"), keys="Ctrl+Shift+Z", menu=Menu.EDIT),
            _Entry(
                act=Act.SEARCH,
                text=self.tr("Search the journal"),
                keys="Ctrl+F",
                menu=Menu.EDIT,
                opens_group=True,
            ),
            _Entry(
                act=Act.CHART_OR_TABLE,
                text=self.tr("Chart or table"),
                keys="Ctrl+T",
                menu=Menu.VIEW,
            ),
            _Entry(
                act=Act.SHOW_MENU_BAR,
                text=self.tr("Keep the menu bar in view"),
                menu=Menu.VIEW,
                opens_group=True,
                is_checkable=True,
            ),
            *(
                _Entry(
                    act=Act(page.value),
                    text=page_title(page),
                    keys=f"Ctrl+{number}",
                    menu=Menu.GO,
                )
                for page, number in PAGE_NUMBERS.items()
            ),
            *(
                _Entry(
                    act=Act(page.value),
                    text=page_title(page),
                    keys="Ctrl+Shift+H" if page is PageName.SAFETY_PLAN else "",
                    menu=Menu.GO,
                    opens_group=page is PageName.PATTERNS,
                )
                for page in BEHIND
            ),
            _Entry(
                act=Act.SETTINGS,
                text=page_title(PageName.SETTINGS),
                keys="Ctrl+,",
                menu=Menu.GO,
                role=role.PreferencesRole,
                opens_group=True,
            ),
            _Entry(
                act=Act.ANYWHERE,
                text=self.tr("Go anywhere…"),
                keys="Ctrl+K",
                menu=Menu.GO,
                opens_group=True,
            ),
            _Entry(
                act=Act.NEXT_AREA,
                text=self.tr("Between sidebar and page"),
                keys="F6",
                menu=Menu.GO,
            ),
            _Entry(act=Act.KEYS, text=self.tr("Keys"), keys="F1", menu=Menu.HELP),
            _Entry(act=Act.OFFLINE, text=self.tr("What keeps this offline"), menu=Menu.HELP),
        )
