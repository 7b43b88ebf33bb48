"""One therapy from its first session to its last, and its hand-over summary."""

from sessiondesk.ui.pages.course_page.page import CoursePage

__all__ = ["CoursePage"]
