"""Which questionnaires are filled in, and how often."""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.ids import CourseId
from sessiondesk.domain.instrument import Instrument, Instruments
from sessiondesk.domain.measure_plan import LONGEST_DAYS, MeasurePlan
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.draft_book import DraftBook
from sessiondesk.ui.keep_dialog import KeepDialog, TallBody
from sessiondesk.ui.pages.measures_page import words
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.fields import ChoiceBox, NumberField
from sessiondesk.ui.widgets.labels import Hairline, Label
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.tab_order import put_in_reading_order
from sessiondesk.ui.widgets.tick import Tick

EDITOR: Final = "measure_plan"
_EVERY: Final = ""
_FIELD: Final = 128
_TICK: Final = 32
_SETTLE: Final = 1000

Choice = tuple[bool, int]
"""Whether an instrument is filled in, and after how many days again."""


class ChooseDialog(KeepDialog):
    """Lists the questionnaires with a tick and a number of days each.

    What is ticked is kept for one therapy or for every one, as one act. It outlives a lock:
    the dialog comes up again as it was left by it.
    """

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget) -> None:
        super().__init__(
            self.tr("Choose measures"),
            self.tr(
                "Few, filled in for a year, tell more than many for a month. Whatever you turn "
                "off keeps its results."
            ),
            theme,
            verb=self.tr("Keep"),
            keep=self.tr("Leave it as it is"),
            width=560,
            parent=parent,
        )
        self._journal = journal
        self._theme = theme
        self._instruments = journal.measures.instruments
        self._book = DraftBook(journal, EDITOR)
        self._courses = journal.courses.all()
        self._chosen = journal.measures.chosen()
        self._edited = self._found_again()
        self._rows = {each.id: _Row(each, self._instruments, theme) for each in self._offered()}
        self._which = self._make_which()
        self._said = Label("", theme, Role.CAPTION, colour="care_ink")
        self._said.hide()
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE)
        self._settling.timeout.connect(self._on_settle)
        self._lay_out()
        for row in self._rows.values():
            row.changed.connect(self._on_changed)
        self._which.picked.connect(self._on_which)
        self._show()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only now: before, the scrolling column does not pass the focus on.
        next(iter(self._rows.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    # Keeping.

    @override
    def keep(self) -> None:
        self._edited[self._which.value] = self._shown()
        kept: dict[tuple[CourseId | None, str], MeasurePlan] = {}
        # What is chosen for every therapy comes first: a choice for one of them outdoes it.
        for course in sorted(self._edited):
            for plan in self._plans_for(course, self._edited[course]):
                kept[plan.course_id, plan.instrument] = plan
        self._journal.measures.plan(*kept.values())
        self._settling.stop()
        self._book.drop(EDITOR, "")

    @override
    def settle(self) -> None:
        self._settling.stop()
        if self._is_changed():
            edited = {**self._edited, self._which.value: self._shown()}
            self._book.keep(EDITOR, "", msgspec.json.encode(edited).decode())

    def unsaved(self) -> Sequence[Draft]:
        """Return what the disk did not take, as drafts."""
        return self._book.unsaved()

    @override
    def reject(self) -> None:
        # Left as it is: what was ticked meanwhile is not wanted.
        self._settling.stop()
        try:
            self._book.drop(EDITOR, "")
        except StoreError as error:
            self.show_problem(error)
            return
        self.done(0)

    def _plans_for(self, course: str, choices: Mapping[str, Choice]) -> Sequence[MeasurePlan]:
        course_id = CourseId(course) if course else None
        before = self._in_force(course)
        plans = []
        for instrument, (is_on, every_days) in choices.items():
            own = self._has_choice(course_id, instrument)
            if not is_on and not own and not before[instrument][0]:
                continue
            targets = [course_id]
            if course_id is None:
                # For every therapy means for those as well that had a choice of their own.
                targets += [
                    each.id for each in self._courses if self._has_choice(each.id, instrument)
                ]
            plans += [
                MeasurePlan(
                    instrument=instrument, course_id=target, is_on=is_on, every_days=every_days
                )
                for target in targets
            ]
        return plans

    def _has_choice(self, course_id: CourseId | None, instrument: str) -> bool:
        return any(
            each.course_id == course_id and each.instrument == instrument for each in self._chosen
        )

    # Showing.

    def _offered(self) -> Sequence[Instrument]:
        """Return all of them, those that are on by themselves first."""
        return sorted(self._instruments.all, key=_comes_later)

    def _make_which(self) -> ChoiceBox:
        today = self._journal.today()
        choices = [(_EVERY, self.tr("Every therapy"))]
        choices += [
            (each.id, wording_sessions.course_name(each, today=today)) for each in self._courses
        ]
        current = self._journal.measures.course()
        own = {each.course_id for each in self._chosen}
        at_first = current.id if current is not None and current.id in own else _EVERY
        which = ChoiceBox(self.tr("For which therapy"), choices, self._theme, value=at_first)
        which.setVisible(len(self._courses) > 1)
        return which

    def _lay_out(self) -> None:
        px = self._theme.px
        form = QWidget()
        column = QVBoxLayout(form)
        # Room for the focus ring, which the scrolling would cut off.
        column.setContentsMargins(px(4), px(4), px(12), px(4))
        column.setSpacing(px(12))
        column.addWidget(self._which)
        for place, row in enumerate(self._rows.values()):
            if place:
                column.addWidget(Hairline(self._theme))
            column.addWidget(row)
        self.body.addWidget(TallBody(form, self._theme), 1)
        self.body.addWidget(self._said)
        self.close_body()
        put_in_reading_order(self)

    def _show(self) -> None:
        course = self._which.value
        choices = {**self._in_force(course), **self._edited.get(course, {})}
        for id_, row in self._rows.items():
            row.show_choice(*choices[id_])

    def _shown(self) -> dict[str, Choice]:
        return {id_: row.choice for id_, row in self._rows.items()}

    def _in_force(self, course: str) -> dict[str, Choice]:
        plans = self._journal.measures.plans(CourseId(course) if course else None)
        return {each.instrument: (each.is_on, each.every_days) for each in plans}

    def _is_changed(self) -> bool:
        shown = self._which.value
        return bool(self._edited) or self._shown() != self._in_force(shown)

    def _found_again(self) -> dict[str, dict[str, Choice]]:
        """Return what was ticked when the journal was locked, as far as it can still be."""
        text = self._book.find(EDITOR, "")
        if text is None:
            return {}
        try:
            found = msgspec.json.decode(text, type=dict[str, dict[str, Choice]])
        except msgspec.DecodeError:
            return {}
        courses = {_EVERY, *(each.id for each in self._courses)}
        return {
            course: {
                id_: choice
                for id_, choice in choices.items()
                if self._instruments.find(id_) is not None and 1 <= choice[1] <= LONGEST_DAYS
            }
            for course, choices in found.items()
            if course in courses
        }

    # What the person does.

    def _on_which(self) -> None:
        # The row of choices that is left is remembered under the therapy it was made for.
        self._show()

    def _on_changed(self) -> None:
        row = self.sender()
        if isinstance(row, _Row):
            self._say(self._give_way_to(row))
        self._edited[self._which.value] = self._shown()
        self._settling.start()

    def _give_way_to(self, row: "_Row") -> str:
        """Turn off what ``row`` is instead of, or the other way round; return the words."""
        if not row.choice[0]:
            return ""
        for other in self._rows.values():
            one, two = row.instrument, other.instrument
            is_pair = one.id == two.instead_of or two.id == one.instead_of
            if is_pair and other.choice[0]:
                other.show_choice(False, other.choice[1])
                return self.tr("{one} takes the place of {other}, which is off now.").format(
                    one=one.title, other=two.title
                )
        return ""

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def _on_settle(self) -> None:
        try:
            self.settle()
        except StoreError as error:
            self.show_problem(error)


class _Row(QWidget):
    """One questionnaire: whether it is filled in, after how many days, and what to know.

    Signals:
        changed: The person chose something else.
    """

    changed = Signal()

    def __init__(self, instrument: Instrument, instruments: Instruments, theme: Theme) -> None:
        super().__init__()
        px = theme.px
        self.instrument = instrument
        self._tick = Tick(
            self.tr("{title}, {about}").format(title=instrument.title, about=instrument.measures),
            theme,
            role=Role.LABEL,
            caption=words.asks(instrument),
        )
        self._days = NumberField(
            self.tr("{title}: days from one time to the next").format(title=instrument.title),
            theme,
            low=1,
            high=LONGEST_DAYS,
            value=instrument.interval.default_days,
            unit=self.tr(" days"),
            hides_label=True,
        )
        self._days.setFixedWidth(px(_FIELD))
        self._often = QWidget()
        often = QHBoxLayout(self._often)
        often.setContentsMargins(0, 0, 0, 0)
        often.setSpacing(px(12))
        often.addWidget(Label(self.tr("Every"), theme, Role.BODY, wraps=False))
        often.addWidget(self._days)
        often.addWidget(labels.caption(words.interval(instrument), theme), 1)
        below = QVBoxLayout()
        below.setContentsMargins(px(_TICK), 0, 0, 0)
        below.setSpacing(px(4))
        for sentence in (words.beside_others(instrument, instruments), words.caution(instrument)):
            if sentence:
                below.addWidget(Label(sentence, theme, Role.CAPTION, colour="ink2"))
        below.addWidget(self._often)
        below.addWidget(labels.caption(instrument.licence.attribution, theme))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(self._tick)
        column.addLayout(below)
        self.setFocusProxy(self._tick)
        self._tick.clicked.connect(self._on_tick)
        self._days.picked.connect(self.changed)

    @property
    def choice(self) -> Choice:
        """What is chosen."""
        return self._tick.isChecked(), round(self._days.value)

    def show_choice(self, is_on: bool, every_days: int) -> None:  # noqa: FBT001 - a pair
        """Show another choice, without telling anybody."""
        self._tick.setChecked(is_on)
        self._days.value = every_days
        self._often.setVisible(is_on)

    def _on_tick(self) -> None:
        self._often.setVisible(self._tick.isChecked())
        self.changed.emit()


def _comes_later(instrument: Instrument) -> tuple[bool, int]:
    return not instrument.is_on, instrument.place
