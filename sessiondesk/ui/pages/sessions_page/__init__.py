"""Sessions: which ones took place, the list of them, and the page of one."""

from sessiondesk.ui.pages.sessions_page.page import SessionsPage

__all__ = ["SessionsPage"]
