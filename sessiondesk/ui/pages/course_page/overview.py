"""One therapy at a glance: its strip, the same as a table, and the sums in words."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.insights.course_strip import MarkOf
from sessiondesk.ui import course_material, wording_course, wording_life_events, wording_sessions
from sessiondesk.ui.course_material import CourseMaterial
from sessiondesk.ui.pages.course_page import course_picture
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.course_strip import CourseStrip
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.page_frame import reveal
from sessiondesk.ui.widgets.table import DataTable

_TABLE_ROWS = 10
_ROW = 36
_MOST_LINES = 12


class _Words(Card):
    """A titled card of sentences, the person's own words among them in the serif."""

    def __init__(self, title: str, theme: Theme) -> None:
        super().__init__(theme, title)
        self._lines: list[Label] = []

    def show_lines(self, lines: Sequence[tuple[str, Role]]) -> None:
        """Show other lines; without any the card is not there."""
        for label in self._lines:
            self.body.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._lines = [Label(text, self._theme, role) for text, role in lines if text]
        for label in self._lines:
            self.body.addWidget(label)
            # Not a moment later, when the page has been seen without.
            label.show()
        # Cards of one row are as high as the highest; their words stay at the top.
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setVisible(bool(self._lines))


class CourseOverview(QWidget):
    """What there is of one therapy.

    Signals:
        opens: A record should be shown; carries a ``Link``.
        review_wanted: The person wants to look whether it is working.
    """

    opens = Signal(object)
    review_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._material: CourseMaterial | None = None
        self._is_narrow = False
        self._card = Card(theme, " ")
        self._strip = CourseStrip(theme)
        self._reading = Label("", theme, Role.BODY)
        self._open = buttons.quiet(self.tr("Open it"), theme)
        self._table = DataTable(self.tr("The whole therapy, as a table"), theme)
        self._sessions = _Words(self.tr("Sessions"), theme)
        self._looked = _Words(self.tr("Reviews and goals"), theme)
        self._measures = _Words(self.tr("Measures"), theme)
        self._events = _Words(self.tr("What else was going on"), theme)
        self._review = buttons.quiet(self.tr("Is this working?"), theme, icon="scale")
        self._review.set_flush()
        self._grid = QGridLayout()
        self._lay_out()
        self._strip.read.connect(self._on_read)
        self._strip.stepped.connect(self._on_stepped)
        self._strip.opened.connect(self._on_opened)
        self._table.activated.connect(self._on_row)
        self._open.clicked.connect(self._on_open)
        self._review.clicked.connect(self.review_wanted)
        self.show_table(is_table=False)
        self._on_read("")

    def show_material(self, material: CourseMaterial) -> None:
        """Show another therapy, or the same anew."""
        self._material = material
        period = material.strip.period
        first, last = wording_course.day(period.first), wording_course.day(period.last)
        name = wording_sessions.course_name(material.course, today=material.today)
        self._card.set_title(name, self.tr("{first} to {last}").format(first=first, last=last))
        self._strip.show_picture(course_picture.picture(material))
        if not self._table.isHidden():
            self._fill_table(material)
        self._sessions.show_lines(_sessions(material))
        self._looked.show_lines(_looked_at(material))
        self._measures.show_lines(_measures(material))
        self._events.show_lines(_events(material))
        self._place_cards()

    def show_table(self, *, is_table: bool) -> None:
        """Show the table instead of the strip, or the strip instead of the table."""
        has_focus = self._strip.hasFocus() or self._table.hasFocus()
        if is_table and self._material is not None:
            self._fill_table(self._material)
        self._strip.setVisible(not is_table)
        self._reading_row.setVisible(not is_table)
        self._table.setVisible(is_table)
        if has_focus:
            # Qt would give it to the next control, and the page would scroll there.
            self.focus_first()

    def set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001 - the signal's
        """Put the cards below one another where there is no room for two."""
        self._is_narrow = is_narrow
        self._place_cards()

    def focus_first(self) -> None:
        """Put the focus on the strip, or on the table."""
        shown = self._table if self._strip.isHidden() else self._strip
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        px = self._theme.px
        self._reading_row = QWidget()
        row = QHBoxLayout(self._reading_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        row.addWidget(self._reading, 1)
        row.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        # One line stands for none as well, so that nothing moves while one reads.
        self._reading_row.setMinimumHeight(px(40))
        self._card.body.addWidget(self._strip)
        self._card.body.addWidget(self._reading_row)
        self._card.body.addWidget(self._table)
        self._grid.setSpacing(px(16))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(16))
        column.addWidget(self._card)
        column.addLayout(self._grid)
        column.addWidget(self._review, 0, buttons.AT_START)

    def _fill_table(self, material: CourseMaterial) -> None:
        self._table.set_table(*course_picture.table(material))
        rows = min(_TABLE_ROWS, len(material.strip.marks)) + 1
        self._table.setFixedHeight(self._theme.px(_ROW) * rows + self._theme.px(8))

    def _place_cards(self) -> None:
        cards = [self._sessions, self._looked, self._measures, self._events]
        for card in cards:
            self._grid.removeWidget(card)
        across = 1 if self._is_narrow else 2
        for place, card in enumerate(each for each in cards if not each.isHidden()):
            self._grid.addWidget(card, place // across, place % across)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 0 if self._is_narrow else 1)

    @Slot(str)
    def _on_read(self, reading: str) -> None:
        hint = self.tr("Left and Right go from one to the next, Enter opens it.")
        has_marks = self._material is not None and bool(self._material.strip.marks)
        self._reading.setText(reading or (hint if has_marks else ""))
        self._reading.set_colour("ink" if reading else "ink3")
        place = self._strip.cursor_place
        material = self._material
        can_open = (
            material is not None
            and place is not None
            and course_picture.link(material, material.strip.marks[place]) is not None
        )
        self._open.setVisible(can_open)

    @Slot()
    def _on_stepped(self) -> None:
        # In a low window, or with large text, the strip is as high as what is in view.
        reveal(self._reading_row)

    @Slot(int)
    def _on_opened(self, place: int) -> None:
        if self._material is not None:
            link = course_picture.link(self._material, self._material.strip.marks[place])
            if link is not None:
                self.opens.emit(link)

    @Slot(QModelIndex)
    def _on_row(self, index: QModelIndex) -> None:
        if self._material is not None:
            # The table has the newest first.
            self._on_opened(len(self._material.strip.marks) - 1 - index.row())

    @Slot()
    def _on_open(self) -> None:
        if self._strip.cursor_place is not None:
            self._on_opened(self._strip.cursor_place)


def _sessions(material: CourseMaterial) -> Sequence[tuple[str, Role]]:
    strip = material.strip
    first = " ".join(
        each
        for each in (
            wording_course.so_far(strip),
            wording_course.expected(strip),
            wording_course.coming(strip),
        )
        if each
    )
    breaks = [
        (course_material.says(material, each), Role.BODY_QUIET)
        for each in strip.of(MarkOf.BREAK)[-_MOST_LINES:]
    ]
    return [
        (first, Role.READOUT),
        (wording_course.attendance(strip.attendance), Role.BODY),
        *breaks,
        (wording_course.usual() if strip.held else "", Role.CAPTION),
    ]


def _looked_at(material: CourseMaterial) -> Sequence[tuple[str, Role]]:
    days = [each.first for each in material.strip.of(MarkOf.REVIEW)]
    goals: list[tuple[str, Role]] = []
    for goal, day in material.reached()[-_MOST_LINES:]:
        goals += [
            (goal.text, Role.OWN_LINE),
            (wording_course.goal_state(day), Role.CAPTION),
        ]
    return [
        (wording_course.reviews(days), Role.BODY),
        *goals,
        ("" if goals else wording_course.no_goal_reached(), Role.BODY),
    ]


def _measures(material: CourseMaterial) -> Sequence[tuple[str, Role]]:
    lines: list[tuple[str, Role]] = []
    for story in material.strip.stories:
        lines += [
            (story.instrument.title, Role.GROUP),
            (wording_course.score_story(story), Role.BODY),
        ]
    for form in material.forms:
        lines += [
            (form.name, Role.GROUP),
            (wording_course.form_story(material.totals_of(form)), Role.BODY),
        ]
    return lines


def _events(material: CourseMaterial) -> Sequence[tuple[str, Role]]:
    lines: list[tuple[str, Role]] = []
    for event in material.events_within()[-_MOST_LINES:]:
        lines += [
            (wording_life_events.on_chart(event), Role.OWN_LINE),
            (
                f"{wording_life_events.kind(event.kind)}, {wording_life_events.span(event)}",
                Role.CAPTION,
            ),
        ]
    return lines
