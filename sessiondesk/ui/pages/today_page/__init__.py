"""Today: the check-in, the next appointment, what is due, and yesterday."""

from sessiondesk.ui.pages.today_page.page import TodayPage

__all__ = ["TodayPage"]
