"""Measures: questionnaires that clinicians use, filled in, and what changed."""

from sessiondesk.ui.pages.measures_page.page import MeasuresPage

__all__ = ["MeasuresPage"]
