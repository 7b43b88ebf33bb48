"""Settings: what can be chosen, what was removed, and what holds on this computer."""

from sessiondesk.ui.pages.settings_page.page import SettingsPage

__all__ = ["SettingsPage"]
