"""Trends: what was noted over weeks and months, as a chart and as a table."""

from sessiondesk.ui.pages.trends_page.page import TrendsPage

__all__ = ["TrendsPage"]
