"""The breaks of a therapy: when it paused, and why."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.course import Break, Course
from sessiondesk.journal import Journal
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import form_draft, wording_sessions
from sessiondesk.ui.form_draft import DraftedDialog, FormDraft
from sessiondesk.ui.keep_dialog import TallBody
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.day_picker import DayPicker
from sessiondesk.ui.widgets.labels import Hairline
from sessiondesk.ui.widgets.tab_order import put_in_reading_order
from sessiondesk.ui.widgets.text_field import TextField
from sessiondesk.ui.widgets.tick import Tick

_USUAL: Final = timedelta(days=13)
_LONGEST: Final = 2000


class BreaksDialog(DraftedDialog):
    """Lists the breaks of a therapy, each with its days and its reason, to change.

    Signals:
        kept: The course with its breaks as they are now, which is on disk.
    """

    kept = Signal(object)

    def __init__(
        self,
        course: Course,
        journal: Journal,
        theme: Theme,
        *,
        plans: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            course: The therapy.
            journal: Where its breaks are kept.
            theme: The look in force.
            plans: Whether a new break is to be planned, where none lies ahead yet.
            parent: The owner.
        """
        super().__init__(
            self.tr("Breaks of this therapy"),
            self.tr(
                "Weeks without sessions that were meant to have none. They stand on the strip, "
                "and appointments that repeat leave them out."
            ),
            theme,
            verb=self.tr("Keep"),
            keep=self.tr("Leave it as it is"),
            width=560,
            parent=parent,
        )
        self._course = course
        self._journal = journal
        self._theme = theme
        self._today = journal.today()
        self._rows: list[_BreakRow] = []
        self._add = buttons.quiet(self.tr("Add a break"), theme, icon="plus")
        self._form = QWidget()
        self._column = QVBoxLayout(self._form)
        self._column.setContentsMargins(0, 0, theme.px(4), 0)
        self._column.setSpacing(theme.px(12))
        self._column.addWidget(self._add, 0, buttons.AT_START)
        self._column.addStretch(1)
        self._tall = TallBody(self._form, theme)
        self.body.addWidget(self._tall)
        self.close_body()
        self._add.clicked.connect(self._on_add)
        self.accepted.connect(self._on_accepted)
        for each in course.breaks:
            self._add_row(each)
        lies_ahead = any(each.last is None or each.last >= self._today for each in course.breaks)
        if not self._rows or (plans and not lies_ahead):
            self._on_add()
        self._bring_back()
        if self._rows:
            self._rows[-1].setFocus()

    @property
    def value(self) -> Course:
        """The course with its breaks.

        Raises:
            InvalidFieldError: A break ends before it begins.
        """
        return replace(self._course, breaks=tuple(row.value for row in self._rows))

    @override
    def keep_form(self) -> None:
        self._course = self.value
        self._journal.courses.record(self._course)

    def _bring_back(self) -> None:
        """Show the rows as they were when they were lost, where they were."""
        draft = FormDraft(
            self._journal,
            "course.breaks",
            Kind.COURSE,
            self._course.id,
            reads=self._entered,
            parent=self,
        )
        found = draft.found()
        rows = found.get("rows") if isinstance(found, dict) else None
        if isinstance(rows, list):
            for row in list(self._rows):
                self._drop(row)
            for told in rows:
                row = self._add_row(Break(first=self._today, last=self._today + _USUAL))
                row.put_back(told)
        self.draft_with(draft)

    def _entered(self) -> object:
        return {"rows": [row.entered for row in self._rows]}

    def _on_accepted(self) -> None:
        self.kept.emit(self._course)

    def _on_add(self) -> None:
        known = [row.shown for row in self._rows]
        last = max((each.last or each.first for each in known), default=self._today)
        begins = max(last + timedelta(days=1), self._today) if known else self._today
        row = self._add_row(Break(first=begins, last=begins + _USUAL))
        row.setFocus()

    def _add_row(self, each: Break) -> "_BreakRow":
        row = _BreakRow(each, self._theme)
        row.removed.connect(self._on_removed)
        row.grown.connect(self._fit_later)
        row.changed.connect(self.touch)
        self._column.insertWidget(len(self._rows), row)
        self._rows.append(row)
        put_in_reading_order(self)
        self._fit_later()
        self.touch()
        return row

    def _on_removed(self) -> None:
        row = self.sender()
        if isinstance(row, _BreakRow):
            self._drop(row)
            self._add.setFocus()
            self._fit_later()
            self.touch()

    def _drop(self, row: "_BreakRow") -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()

    def _fit_later(self) -> None:
        # The form asks for another height only once its layout has been told.
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self._tall.updateGeometry()
        self.adjustSize()


class _BreakRow(QWidget):
    """One break: its days, whether its end is known, and its reason.

    Signals:
        removed: It is to go.
        grown: It takes more room, or less.
        changed: The person changed something of it.
    """

    removed = Signal()
    grown = Signal()
    changed = Signal()

    def __init__(self, each: Break, theme: Theme) -> None:
        super().__init__()
        px = theme.px
        self._first = DayPicker(self.tr("First day without sessions"), each.first, theme)
        self._last = DayPicker(
            self.tr("Last day without sessions"), each.last or each.first + _USUAL, theme
        )
        self._is_open = Tick(self.tr("It goes on, or its end is not known"), theme)
        self._is_open.setChecked(each.last is None)
        self._reason = TextField(
            self.tr("Why, if you want"), theme, text=each.reason, most=_LONGEST
        )
        remove = buttons.quiet(self.tr("Remove this break"), theme, icon="trash-2")
        # Several say the same; by ear only the day tells which one.
        day = wording_sessions.day_and_month(each.first)
        remove.setAccessibleName(self.tr("Remove the break from {day}").format(day=day))
        days = QHBoxLayout()
        days.setSpacing(px(16))
        days.addWidget(self._first, 1)
        days.addWidget(self._last, 1)
        below = QHBoxLayout()
        below.addWidget(self._is_open, 1)
        below.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(days)
        column.addWidget(self._reason)
        column.addLayout(below)
        column.addWidget(Hairline(theme))
        self.setFocusProxy(self._first)
        self._last.setVisible(each.last is not None)
        self._fields: form_draft.Fields = {
            "first": self._first,
            "last": self._last,
            "is_open": self._is_open,
            "reason": self._reason,
        }
        self._is_open.toggled.connect(self._on_open)
        form_draft.watch(self._fields, self._on_changed)
        remove.clicked.connect(self.removed)

    @property
    def value(self) -> Break:
        """The break as the fields say it.

        Raises:
            InvalidFieldError: It ends before it begins.
        """
        return Break(
            first=self._first.day,
            last=None if self._is_open.isChecked() else self._last.day,
            reason=self._reason.text.strip(),
        )

    @property
    def entered(self) -> object:
        """What stands in the fields, as a draft holds it."""
        return form_draft.entered(self._fields)

    def put_back(self, told: object) -> None:
        """Show what stood in the fields."""
        form_draft.put_back(self._fields, told)

    @property
    def shown(self) -> Break:
        """The break, its end no earlier than its beginning."""
        first = self._first.day
        return Break(first=first, last=max(first, self._last.day))

    def _on_changed(self) -> None:
        self.changed.emit()

    def _on_open(self, is_open: bool) -> None:  # noqa: FBT001 - Qt sends it
        self._last.setVisible(not is_open)
        self.grown.emit()
