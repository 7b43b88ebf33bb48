"""The Signs page."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.ids import SignId
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.sign import SignSide
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import problems
from sessiondesk.ui.pages.signs_page.closer_look import CloserLook
from sessiondesk.ui.pages.signs_page.example import SessionChoice
from sessiondesk.ui.pages.signs_page.side_by_side import SideBySide
from sessiondesk.ui.pages.signs_page.small_signs import SmallSigns
from sessiondesk.ui.problems import NotSavedBar
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.page_frame import PageFrame
from sessiondesk.ui.widgets.segmented import Segmented
from sessiondesk.ui.wording import day_in_words

_SMALL = "small"
_CLOSER = "closer"
_BESIDE = "beside"
_MOST_SESSIONS = 8
_SHOWN = {Topic.SIGNS, Topic.SESSIONS, Topic.COURSES}


class SignsPage(QWidget):
    """Small signs, all their sheets side by side, and what is worth a closer look.

    Signals:
        wants: The name of a page to go to.
        brings_up: Something should be brought up; carries a ``BringUpOffer``.
    """

    wants = Signal(str)
    brings_up = Signal(object)

    def __init__(
        self,
        journal: Journal,
        *,
        theme: Theme,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._prompts = prompts
        self._retry: Callable[[], None] | None = None
        self._frame = PageFrame(
            self.tr("Signs"),
            theme,
            self.tr("Yours alone: nothing here goes on a sheet by itself."),
        )
        self._views = Segmented(
            self.tr("Which signs"),
            [
                (_SMALL, prompts.signs.title),
                (_BESIDE, self.tr("Side by side")),
                (_CLOSER, prompts.warning_signs.title),
            ],
            theme,
            value=_SMALL,
        )
        self._views.picked.connect(self._on_view_picked)
        self._frame.add_action(self._views)
        self._not_saved = NotSavedBar(theme)
        self._not_saved.retry.connect(self._on_retry)
        self._frame.put_above(self._not_saved)
        self._small = SmallSigns(journal, theme, prompts)
        self._small.refresh_wanted.connect(self.refresh)
        self._small.failed.connect(self._on_failed)
        self._small.brings_up.connect(self.brings_up)
        # Made when they are first asked for.
        self._beside: SideBySide | None = None
        self._closer: CloserLook | None = None
        self._frame.body.addWidget(self._small)
        self._frame.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        journal.changed.connect(self._on_journal_changed)
        self._show_view()
        self.refresh()

    # What the window asks.

    @Slot()
    def refresh(self) -> None:
        """Read again what is shown."""
        try:
            if self._views.value == _BESIDE:
                self._make_beside().show_sheets()
            elif self._views.value == _CLOSER:
                self._make_closer().show_ticks(self._sessions())
            else:
                self._small.show_sheet(self._sessions())
        except StoreError as error:
            problems.show(self, error)

    def settle(self) -> None:
        """Keep what is being typed.

        Raises:
            StoreError: It was not kept; the words are still in their place.
        """
        try:
            self._small.settle()
            if self._closer is not None:
                self._closer.settle()
        except StoreError as error:
            self._on_failed(error, self.settle)
            raise
        self._forget_trouble()

    def unsaved(self) -> Sequence[Draft]:
        """Return what the disk did not take."""
        closer = [] if self._closer is None else self._closer.unsaved()
        return [*self._small.unsaved(), *closer]

    def focus_first(self) -> None:
        """Put the focus where work begins."""
        if self._views.value == _BESIDE:
            self._make_beside().focus_first()
        elif self._views.value == _CLOSER:
            self._make_closer().focus_first()
        else:
            self._small.focus_first()

    def show_record(self, kind: Kind, record_id: str) -> None:
        """Show the list, and the sheet, that a sign is on."""
        try:
            sign = self._journal.signs.find(SignId(record_id)) if kind is Kind.SIGN else None
        except StoreError as error:
            problems.show(self, error)
            return
        if sign is None:
            return
        if sign.side is SignSide.PROGRESS:
            self._small.show_day(sign.day)
        self._views.value = _SMALL if sign.side is SignSide.PROGRESS else _CLOSER
        self._show_view()
        self.refresh()

    # Parts.

    def _show_view(self) -> None:
        self._small.setVisible(self._views.value == _SMALL)
        for view, name in ((self._beside, _BESIDE), (self._closer, _CLOSER)):
            if view is not None:
                view.setVisible(self._views.value == name)
        self._frame.scroll_to_top()

    def _make_beside(self) -> SideBySide:
        if self._beside is None:
            self._beside = SideBySide(self._journal, self._theme, self._prompts)
            self._frame.body.insertWidget(0, self._beside)
        return self._beside

    def _make_closer(self) -> CloserLook:
        if self._closer is None:
            self._closer = CloserLook(self._journal, self._theme, self._prompts)
            self._closer.failed.connect(self._on_failed)
            self._closer.brings_up.connect(self.brings_up)
            self._closer.help_wanted.connect(self._on_help_wanted)
            self._frame.body.insertWidget(0, self._closer)
        return self._closer

    def _sessions(self) -> Sequence[SessionChoice]:
        """Return the last sessions held, the latest first: a sign can be tied to one."""
        held = [each for each in self._journal.sessions.outline() if each.outcome.is_held]
        latest = list(reversed(held))[:_MOST_SESSIONS]
        numbers = {
            id_: number
            for course_id in {each.course_id for each in latest}
            for id_, number in self._journal.sessions.numbers(course_id).items()
        }
        found = []
        for each in latest:
            day = day_in_words(each.day, "d MMMM yyyy")
            number = numbers.get(each.id)
            name = (
                self.tr("Session of {day}").format(day=day)
                if number is None
                else self.tr("Session {number}, {day}").format(number=number, day=day)
            )
            found.append(SessionChoice(id=each.id, name=name))
        return found

    # What the person does.

    @Slot(object)
    def _on_view_picked(self, _view: object) -> None:
        try:
            self.settle()
        except StoreError:
            # The words stay in their place, which goes on being shown.
            self._views.value = _SMALL if self._small.isVisible() else _CLOSER
            return
        self._show_view()
        self.refresh()

    @Slot(object)
    def _on_journal_changed(self, topic: Topic) -> None:
        if topic in _SHOWN:
            self.refresh()

    @Slot()
    def _on_help_wanted(self) -> None:
        self.wants.emit("safety_plan")

    @Slot(object, object)
    def _on_failed(self, error: StoreError, again: Callable[[], None]) -> None:
        self._retry = again
        self._not_saved.show_problem(error)

    def _forget_trouble(self) -> None:
        self._retry = None
        self._not_saved.clear()

    @Slot()
    def _on_retry(self) -> None:
        if self._retry is None:
            return
        try:
            self._retry()
        except StoreError as error:
            self._not_saved.show_problem(error)
        else:
            self._forget_trouble()
