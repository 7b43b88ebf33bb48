"""Patterns: what a person has begun to recognise, and when it was there."""

from sessiondesk.ui.pages.patterns_page.page import PatternsPage

__all__ = ["PatternsPage"]
