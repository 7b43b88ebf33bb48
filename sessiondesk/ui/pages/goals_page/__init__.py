"""Goals: what a person works towards, where it stands, and how it has changed."""

from sessiondesk.ui.pages.goals_page.page import GoalsPage

__all__ = ["GoalsPage"]
