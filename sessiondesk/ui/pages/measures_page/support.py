"""Beside the questions: what was marked, in calm words, and whom to turn to."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from sessiondesk.domain.instrument import SupportItem
from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_plan, wording_sessions
from sessiondesk.ui.crisis_lines_view import CrisisLinesView
from sessiondesk.ui.line_book import LineBook
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.labels import Hairline, Label
from sessiondesk.ui.widgets.page_frame import reveal
from sessiondesk.ui.widgets.support_card import INK, SupportCard
from sessiondesk.ui.widgets.tick import Radio, Tick
from sessiondesk.ui.wording_plan import PartName

_WEEK: Final = 7
_MOST_LINES: Final = 40
_PEOPLE: Final[tuple[PartName, ...]] = ("people_to_ask", "professionals")
_SAFE: Final = 0


class Support(SupportCard):
    """The card that comes up when the question on death or self-harm is above 0.

    It changes nothing, asks nobody and counts nothing. What is answered on it is not kept; only
    the tick is, which the person sets by hand.

    Signals:
        wants: The name of a page to go to.
        put_on_sheet: Whether the answer is to go on the prep sheet: the person said so.

    Attributes:
        urgent: The sentence that has to be seen.
    """

    wants = Signal(str)
    put_on_sheet = Signal(bool)

    def __init__(
        self,
        item: SupportItem,
        journal: Journal,
        theme: Theme,
        *,
        make_book: Callable[[], LineBook] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make the card.

        Args:
            item: The question it is about, and what is said of the answer.
            journal: Where the safety plan is.
            theme: The look in force.
            make_book: Returns the crisis lines at hand; without it there are only the words.
            parent: The owner.
        """
        super().__init__(_title(item), item.words, theme, parent=parent)
        self._journal = journal
        self._scaled = theme
        self._make_book = make_book
        self._shown: QWidget | None = None
        self._shows: tuple[str, ...] = ()
        self.urgent = Label(
            self.tr(
                "If you might act on it, or do not feel sure you can stay safe, please reach "
                "someone who can be with you now."
            ),
            theme,
            Role.STRONG,
            colour=INK,
        )
        self._plan = buttons.main(self.tr("Show my safety plan"), theme, icon="hand-heart")
        self._lines = buttons.second(self.tr("Emergency and crisis lines"), theme, icon="phone")
        self._place = QVBoxLayout()
        self._choices = QButtonGroup(self)
        self._tick = Tick(_tick_words(journal), theme, role=Role.LABEL)
        self._lay_out()
        self._plan.clicked.connect(self._on_plan)
        self._lines.clicked.connect(self._on_lines)
        self._choices.idClicked.connect(self._on_safe)
        self._tick.clicked.connect(self._on_ticked)

    @property
    def is_on_sheet(self) -> bool:
        """Whether the tick is set."""
        return self._tick.isChecked()

    @is_on_sheet.setter
    def is_on_sheet(self, is_on_sheet: bool) -> None:
        self._tick.setChecked(is_on_sheet)

    def _lay_out(self) -> None:
        theme, px = self._scaled, self._scaled.px
        self.body.addWidget(self.urgent)
        self.body.addSpacing(px(4))
        self.body.addWidget(self._plan)
        self.body.addWidget(self._lines)
        self._place.setSpacing(px(8))
        self.body.addLayout(self._place)
        self.body.addWidget(
            Label(
                self.tr(
                    "These pages are on this computer. SessionDesk is offline and tells nobody, "
                    "so the call is yours to make."
                ),
                theme,
                Role.NOTICE,
                colour=INK,
            )
        )
        self.body.addWidget(Hairline(theme))
        asks = self.tr("Are you safe right now?")
        self.body.addWidget(Label(asks, theme, Role.LABEL, colour=INK))
        for place, words in enumerate(
            (
                self.tr("Yes, I am safe for now"),
                self.tr("I am not sure"),
                self.tr("No, or I might act on it"),
            )
        ):
            radio = Radio(words, theme)
            radio.setAccessibleName(f"{asks} {words}")
            self._choices.addButton(radio, place)
            self.body.addWidget(radio)
        self.body.addWidget(
            Label(self.tr("This answer is not kept."), theme, Role.CAPTION, colour=INK)
        )
        self.body.addWidget(Hairline(theme))
        self.body.addWidget(self._tick)

    # What it opens, in place.

    @Slot()
    def _on_plan(self) -> None:
        self._open("plan")

    @Slot()
    def _on_lines(self) -> None:
        self._open("lines")

    @Slot(int)
    def _on_safe(self, place: int) -> None:
        # Whoever is not sure needs a number first, and a name second; whoever is safe, the plan.
        wanted = ("plan",) if place == _SAFE else ("lines", "people")
        if self._shows != wanted:
            self._show(wanted)

    def _open(self, *wanted: str) -> None:
        """Show that, or nothing where it is shown already."""
        self._show(() if self._shows == wanted else wanted)

    def _show(self, wanted: Sequence[str]) -> None:
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        self._shows = tuple(wanted)
        if not wanted:
            return
        self._shown = QWidget()
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._scaled.px(10))
        for each in wanted:
            if each == "lines":
                self._add_lines(column)
            elif each == "people":
                self._add_plan(column, _PEOPLE)
            else:
                self._add_plan(column, wording_plan.PARTS)
        self._place.addWidget(self._shown)
        self._shown.show()
        reveal(self._shown)

    def _add_lines(self, column: QVBoxLayout) -> None:
        if self._make_book is None:
            words = self.tr("Please call your local emergency number, or someone near you.")
            column.addWidget(self._words(words))
            return
        book = self._make_book()
        view = CrisisLinesView(book, self._scaled)
        book.setParent(view)
        column.addWidget(view)

    def _add_plan(self, column: QVBoxLayout, parts: Sequence[PartName]) -> None:
        theme = self._scaled
        try:
            plan = self._journal.safety.plan()
        except StoreError:
            column.addWidget(self._words(self.tr("The safety plan could not be read just now.")))
            return
        is_whole = len(parts) == len(wording_plan.PARTS)
        for part in parts:
            text = wording_plan.text_of(plan, part).strip()
            if text:
                column.addWidget(Label(wording_plan.title(part), theme, Role.GROUP, colour=INK))
                column.addWidget(
                    Label(text, theme, Role.OWN_LINE, colour=INK, max_lines=_MOST_LINES)
                )
        if is_whole:
            self._add_way_to_plan(column, plan)

    def _add_way_to_plan(self, column: QVBoxLayout, plan: SafetyPlan) -> None:
        if plan.is_empty:
            column.addWidget(
                self._words(
                    self.tr(
                        "No plan is written yet. It can be short: what helps you wait, and whom "
                        "you can ask."
                    )
                )
            )
        words = self.tr("Write one…") if plan.is_empty else self.tr("Go to the safety plan")
        go = buttons.quiet(words, self._scaled)
        go.clicked.connect(self._on_go)
        column.addWidget(go, 0, buttons.AT_START)

    def _words(self, text: str) -> Label:
        return Label(text, self._scaled, Role.NOTICE, colour=INK)

    @Slot()
    def _on_go(self) -> None:
        self.wants.emit("safety_plan")

    @Slot()
    def _on_ticked(self) -> None:
        self.put_on_sheet.emit(self._tick.isChecked())


def _title(item: SupportItem) -> str:
    return _tr("About your answer to row {number}").format(number=item.item)


def _tick_words(journal: Journal) -> str:
    """Name the day of the next session, where one is planned."""
    try:
        coming = journal.sessions.coming(journal.now())
    except StoreError:
        coming = None
    if coming is None:
        return _tr("Put this on the prep sheet")
    day = coming.planned_for.date()
    near = 0 <= (day - journal.today()).days < _WEEK
    when = wording_sessions.weekday(day) if near else wording_sessions.day_and_month(day)
    return _tr("Put this on the prep sheet for {day}").format(day=when)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Support", text)
