"""One pattern's page: its name, when it was there, the five answers, and its entries."""

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.journal.entries import Entry
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_patterns
from sessiondesk.ui.pages.patterns_page.earlier_view import EarlierView
from sessiondesk.ui.pages.patterns_page.linked_view import LinkedView
from sessiondesk.ui.pages.patterns_page.months_view import MonthsView
from sessiondesk.ui.pages.patterns_page.name_line import NameLine
from sessiondesk.ui.pages.patterns_page.pattern_record import PatternRecord
from sessiondesk.ui.pages.patterns_page.pattern_words import FieldName, PatternWords
from sessiondesk.ui.pages.patterns_page.suggestion_notice import SuggestionNotice
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.labels import Hairline
from sessiondesk.ui.widgets.own_words import OwnWords

FIELDS: Final[tuple[FieldName, ...]] = (
    "sets_off",
    "notice_first",
    "what_i_do",
    "may_protect",
    "rather_do",
)


class PatternDetail(QWidget):
    """Shows one pattern whole.

    Signals:
        bring_up_wanted: The pattern is to be brought up.
        merge_wanted: It is to be merged into another.
        part_wanted: The pattern of this id is to stand by itself again.
        remove_wanted: It is to be removed.
        table_wanted: The table should be shown (True), or the chart.
        failed: Something could not be kept: (the error, what tries again or None).

    Attributes:
        name: Its name.
        suggestion: What may belong to it as well.
        linked: Its entries.
    """

    bring_up_wanted = Signal()
    merge_wanted = Signal()
    part_wanted = Signal(str)
    remove_wanted = Signal()
    table_wanted = Signal(bool)
    failed = Signal(object, object)

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.name = NameLine(journal, theme)
        self._more = buttons.icon_alone("ellipsis", self.tr("More for this pattern"), theme)
        self._dates = labels.readout("", theme)
        self.suggestion = SuggestionNotice(journal, theme)
        self._bring_up = buttons.second(self.tr("Bring it up…"), theme, icon="corner-up-right")
        self._kept = labels.caption("", theme, wraps=False)
        self._merged = QVBoxLayout()
        self._merged_rows: list[QWidget] = []
        asked = dict(wording_patterns.questions(prompts))
        self._editors = {
            field: OwnWords(asked[field], theme, lines=(1, 10), hides_label=False)
            for field in FIELDS
        }
        self.words = [
            PatternWords(field, editor, journal, self) for field, editor in self._editors.items()
        ]
        self._months = MonthsView(theme)
        self.linked = LinkedView(journal, theme)
        self._earlier = EarlierView(journal, theme, prompts)
        self._menu = QMenu(self)
        self._merge = self._menu.addAction(self.tr("Merge into another…"))
        self._menu.addSeparator()
        self._remove = self._menu.addAction(self.tr("Remove…"))
        self._lay_out()
        self._connect()

    def show_record(self, record: PatternRecord, *, can_merge: bool) -> None:
        """Show a pattern, or the same one as it is now; words being typed stay."""
        pattern = record.pattern
        self.name.show_pattern(pattern)
        self._dates.setText(
            wording_patterns.dates(pattern, record.first_linked, today=record.today)
        )
        self._merge.setEnabled(can_merge)
        try:
            for words in self.words:
                words.show_pattern(pattern)
        except StoreError as error:
            self.failed.emit(error, None)
        self._show_merged(record)
        self._months.show_months(record.months)
        self.linked.show_record(record)
        self._earlier.show_pattern(pattern)

    def show_suggestion(self, entry: Entry | None, record: PatternRecord) -> None:
        """Ask about an entry that may belong to it; None asks nothing."""
        self.suggestion.show_entry(entry, record)

    def show_table(self, is_table: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Show the table instead of the chart, or the chart instead of the table."""
        self._months.show_table(is_table)

    def settle(self) -> None:
        """Make everything typed part of the pattern.

        Raises:
            StoreError: Some of it was not kept; it stays in its editor.
        """
        for words in self.words:
            words.settle()
        self.name.settle()

    def unsaved(self) -> list[Draft]:
        """Return the words that are not part of the pattern yet, as drafts."""
        return [
            *self.name.unsaved(),
            *(draft for words in self.words for draft in words.unsaved()),
        ]

    def _show_merged(self, record: PatternRecord) -> None:
        for row in self._merged_rows:
            self._merged.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._merged_rows = []
        for former in record.merged:
            row = QWidget()
            across = QHBoxLayout(row)
            across.setContentsMargins(0, 0, 0, 0)
            across.addWidget(labels.caption(wording_patterns.merged(former.name), self._theme), 1)
            part = buttons.quiet(self.tr("Part them again"), self._theme)
            part.setAccessibleName(
                self.tr("Part “{name}” again").format(name=wording_patterns.in_short(former.name))
            )
            part.setObjectName(former.id)
            part.clicked.connect(self._on_part)
            across.addWidget(part)
            self._merged.addWidget(row)
            row.show()
            self._merged_rows.append(row)

    def _lay_out(self) -> None:
        theme, px = self._theme, self._theme.px
        top = Qt.AlignmentFlag.AlignTop
        head = QHBoxLayout()
        head.setSpacing(px(4))
        head.addWidget(self.name, 1)
        head.addWidget(self._more, 0, top)
        acting = QHBoxLayout()
        acting.setSpacing(px(12))
        acting.addWidget(self._bring_up)
        acting.addStretch(1)
        acting.addWidget(self._kept)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(6), px(4), px(10), px(8))
        column.setSpacing(px(12))
        column.addLayout(head)
        column.addWidget(self._dates)
        column.addLayout(self._merged)
        column.addWidget(self.suggestion)
        for editor in self._editors.values():
            column.addWidget(editor)
        column.addLayout(acting)
        column.addWidget(Hairline(theme))
        column.addWidget(self._months)
        column.addWidget(self.linked)
        column.addWidget(Hairline(theme))
        column.addWidget(self._earlier)
        column.addStretch(1)

    def _connect(self) -> None:
        self._more.clicked.connect(self._on_more)
        self._bring_up.clicked.connect(self.bring_up_wanted)
        self._merge.triggered.connect(self.merge_wanted)
        self._remove.triggered.connect(self.remove_wanted)
        self._months.table_wanted.connect(self.table_wanted)
        reports: tuple[SignalInstance, ...] = (
            self.name.failed,
            self.linked.failed,
            *(words.failed for words in self.words),
        )
        for report in reports:
            report.connect(self.failed)
        for words in self.words:
            words.kept.connect(self._kept.setText)

    @Slot()
    def _on_more(self) -> None:
        self._menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    @Slot()
    def _on_part(self) -> None:
        self.part_wanted.emit(self.sender().objectName())
