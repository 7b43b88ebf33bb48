"""Makes a page when it is shown for the first time; only then is its code imported.

The chart alone would make the window wait for a third of a second at every start.
"""

from typing import TYPE_CHECKING

from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.ui.commands import PageName
from sessiondesk.ui.page import Page

if TYPE_CHECKING:
    from sessiondesk.ui.shell import Shell
    from sessiondesk.vault.opened import OpenVault


class PageMaker:
    """Knows what each page is made from."""

    def __init__(
        self, journal: Journal, vault: "OpenVault", prompts: Prompts, shell: "Shell"
    ) -> None:
        self._journal = journal
        self._vault = vault
        self._prompts = prompts
        self._shell = shell

    def make(self, name: PageName) -> Page:
        """Return a new page of that name."""
        return {
            PageName.TODAY: self._today,
            PageName.SESSIONS: self._sessions,
            PageName.GOALS: self._goals,
            PageName.TRENDS: self._trends,
            PageName.PREP_SHEET: self._prep_sheet,
            PageName.SETTINGS: self._settings,
        }[name]()

    def _today(self) -> Page:
        from sessiondesk.ui.pages.today_page import TodayPage  # noqa: PLC0415

        return TodayPage(self._journal, theme=self._shell.theme, prompts=self._prompts)

    def _sessions(self) -> Page:
        from sessiondesk.ui.pages.sessions_page import SessionsPage  # noqa: PLC0415

        return SessionsPage(self._journal, theme=self._shell.theme, prompts=self._prompts)

    def _goals(self) -> Page:
        from sessiondesk.ui.pages.goals_page import GoalsPage  # noqa: PLC0415

        return GoalsPage(self._journal, theme=self._shell.theme, prompts=self._prompts)

    def _trends(self) -> Page:
        from sessiondesk.ui.pages.trends_page import TrendsPage  # noqa: PLC0415

        return TrendsPage(self._journal, theme=self._shell.theme, jobs=self._shell.jobs)

    def _prep_sheet(self) -> Page:
        from sessiondesk.ui.pages.prep_sheet_page import PrepSheetPage  # noqa: PLC0415

        return PrepSheetPage(self._journal, theme=self._shell.theme, jobs=self._shell.jobs)

    def _settings(self) -> Page:
        from sessiondesk.ui.pages.settings_page import SettingsPage  # noqa: PLC0415

        return SettingsPage(
            self._journal,
            theme=self._shell.theme,
            enforced=self._shell.enforced,
            preferences=self._shell.preferences,
            change_preferences=self._shell.change_preferences,
            folder=self._vault.folder,
            has_recovery_key=self._vault.has_recovery_key,
        )
