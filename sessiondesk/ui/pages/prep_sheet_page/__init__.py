"""The prep sheet: left what goes on it, right the page."""

from sessiondesk.ui.pages.prep_sheet_page.page import PrepSheetPage

__all__ = ["PrepSheetPage"]
