"""The Journal: everything that was written, in time order, found again in a second."""

from sessiondesk.ui.pages.journal_page.page import JournalPage

__all__ = ["JournalPage"]
