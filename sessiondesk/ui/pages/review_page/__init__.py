"""Is this working? Evidence for and against, side by side, with the person's own words."""

from sessiondesk.ui.pages.review_page.page import ReviewPage

__all__ = ["ReviewPage"]
