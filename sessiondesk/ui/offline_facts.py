"""The page that says what keeps the program offline here, and how to see for oneself."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.guard import Enforced
from sessiondesk.ui import offline_words
from sessiondesk.ui.offline_words import Fact
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label


class OfflineFacts(QWidget):
    """Each fact with whether it holds, in words as well as by its icon."""

    def __init__(
        self, enforced: Enforced, theme: Theme, *, process_id: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for fact in offline_words.facts(enforced):
            column.addLayout(_row(fact, theme))
        column.addWidget(labels.quiet(offline_words.limits(), theme))
        column.addWidget(labels.quiet(offline_words.how_to_check(process_id), theme))
        column.addStretch(1)


def _row(fact: Fact, theme: Theme) -> QHBoxLayout:
    icon, colour = ("shield-check", "accent") if fact.holds else ("info", "care_ink")
    words = QVBoxLayout()
    words.setSpacing(theme.px(2))
    words.addWidget(Label(fact.title, theme, Role.LABEL))
    words.addWidget(labels.caption(fact.body, theme))
    row = QHBoxLayout()
    row.setSpacing(theme.px(12))
    row.addWidget(IconMark(icon, theme, size=20, colour=colour), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return row
