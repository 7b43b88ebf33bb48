"""Makes a page when it is shown for the first time; only then is its code imported.

The chart alone would make the window wait for a third of a second at every start.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.ui.commands import PageName
from sessiondesk.ui.page import Page

if TYPE_CHECKING:
    from sessiondesk.ui.backup_keeper import BackupKeeper
    from sessiondesk.ui.line_book import LineBook
    from sessiondesk.ui.recovery_paper import PaperWays
    from sessiondesk.ui.shell import Shell
    from sessiondesk.vault.opened import OpenVault


class PageMaker:
    """Knows what each page is made from."""

    def __init__(
        self,
        journal: Journal,
        vault: "OpenVault",
        prompts: Prompts,
        shell: "Shell",
        *,
        keeper: "BackupKeeper",
        now: Callable[[], datetime],
        paper: "PaperWays",
    ) -> None:
        """Know what pages are made from.

        Args:
            journal: The open journal.
            vault: The vault it is in.
            prompts: What the program asks.
            shell: The window's owner.
            keeper: Makes the backups.
            now: The clock: aware, on the person's own wall clock.
            paper: How the page with a recovery key leaves the window.
        """
        self._journal = journal
        self._vault = vault
        self._prompts = prompts
        self._shell = shell
        self._keeper = keeper
        self._now = now
        self._paper = paper

    def make(self, name: PageName) -> Page:
        """Return a new page of that name."""
        return {
            PageName.TODAY: self._today,
            PageName.JOURNAL: self._journal_page,
            PageName.SESSIONS: self._sessions,
            PageName.GOALS: self._goals,
            PageName.TRENDS: self._trends,
            PageName.MEASURES: self._measures,
            PageName.PREP_SHEET: self._prep_sheet,
            PageName.SETTINGS: self._settings,
            PageName.PATTERNS: self._patterns,
            PageName.SIGNS: self._signs,
            PageName.REVIEW: self._review,
            PageName.COURSE: self._course,
            PageName.LIFE_EVENTS: self._life_events,
            PageName.SAFETY_PLAN: self._safety_plan,
        }[name]()

    def _today(self) -> Page:
        from sessiondesk.ui.pages.today_page import TodayPage  # noqa: PLC0415

        return TodayPage(
            self._journal, theme=self._shell.theme, prompts=self._prompts, keeper=self._keeper
        )

    def _sessions(self) -> Page:
        from sessiondesk.ui.pages.sessions_page import SessionsPage  # noqa: PLC0415

        return SessionsPage(self._journal, theme=self._shell.theme, prompts=self._prompts)

    def _goals(self) -> Page:
        from sessiondesk.ui.pages.goals_page import GoalsPage  # noqa: PLC0415

        return GoalsPage(self._journal, theme=self._shell.theme, prompts=self._prompts)

    def _trends(self) -> Page:
        from sessiondesk.ui.pages.trends_page import TrendsPage  # noqa: PLC0415

        return TrendsPage(
            self._journal,
            theme=self._shell.theme,
            prompts=self._prompts,
            jobs=self._shell.jobs,
            connect=self._vault.connect_worker,
        )

    def _measures(self) -> Page:
        from sessiondesk.ui.pages.measures_page import MeasuresPage  # noqa: PLC0415

        return MeasuresPage(
            self._journal,
            theme=self._shell.theme,
            prompts=self._prompts,
            make_book=self._line_book,
        )

    def _line_book(self) -> "LineBook":
        from sessiondesk.ui.line_book import LineBook  # noqa: PLC0415 - seldom

        return LineBook(self._shell.preferences, self._shell.change_preferences)

    def _prep_sheet(self) -> Page:
        from sessiondesk.ui.pages.prep_sheet_page import PrepSheetPage  # noqa: PLC0415

        return PrepSheetPage(self._journal, theme=self._shell.theme, jobs=self._shell.jobs)

    def _journal_page(self) -> Page:
        from sessiondesk.ui.pages.journal_page import JournalPage  # noqa: PLC0415

        return JournalPage(self._journal, theme=self._shell.theme, prompts=self._prompts)

    def _patterns(self) -> Page:
        from sessiondesk.ui.pages.patterns_page import PatternsPage  # noqa: PLC0415

        return PatternsPage(self._journal, theme=self._shell.theme, prompts=self._prompts)

    def _signs(self) -> Page:
        from sessiondesk.ui.pages.signs_page import SignsPage  # noqa: PLC0415

        return SignsPage(self._journal, theme=self._shell.theme, prompts=self._prompts)

    def _review(self) -> Page:
        from sessiondesk.ui.pages.review_page import ReviewPage  # noqa: PLC0415

        return ReviewPage(
            self._journal,
            theme=self._shell.theme,
            prompts=self._prompts,
            jobs=self._shell.jobs,
            connect=self._vault.connect_worker,
        )

    def _course(self) -> Page:
        from sessiondesk.ui.pages.course_page import CoursePage  # noqa: PLC0415

        return CoursePage(
            self._journal, theme=self._shell.theme, prompts=self._prompts, jobs=self._shell.jobs
        )

    def _life_events(self) -> Page:
        from sessiondesk.ui.pages.life_events_page import LifeEventsPage  # noqa: PLC0415

        return LifeEventsPage(self._journal, theme=self._shell.theme)

    def _safety_plan(self) -> Page:
        from sessiondesk.ui.pages.safety_plan_page import SafetyPlanPage  # noqa: PLC0415

        shell = self._shell
        return SafetyPlanPage(
            self._journal,
            theme=shell.theme,
            jobs=shell.jobs,
            preferences=shell.preferences,
            change_preferences=shell.change_preferences,
        )

    def _settings(self) -> Page:
        from sessiondesk.ui.keys import Keys  # noqa: PLC0415
        from sessiondesk.ui.pages.settings_page import SettingsPage  # noqa: PLC0415

        shell = self._shell
        keys = Keys(
            self._vault,
            shell.jobs,
            self._keeper,
            paper=self._paper,
            now=self._now,
            lock_after=shell.lock_after,
            parent=self._journal,
        )
        page = SettingsPage(
            self._journal,
            theme=shell.theme,
            prompts=self._prompts,
            enforced=shell.enforced,
            preferences=shell.preferences,
            change_preferences=shell.change_preferences,
            folder=self._vault.folder,
            keeper=self._keeper,
            keys=keys,
            jobs=shell.jobs,
            connect=self._vault.connect_worker,
            connect_writer=self._vault.connect_writer,
        )
        # Later: the dialog that asked is still busy with the answer.
        page.restore_wanted.connect(shell.restore, Qt.ConnectionType.QueuedConnection)
        return page
