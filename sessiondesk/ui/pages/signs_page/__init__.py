"""Signs: small ones that something moves, and those that are worth a closer look."""

from sessiondesk.ui.pages.signs_page.page import SignsPage

__all__ = ["SignsPage"]
