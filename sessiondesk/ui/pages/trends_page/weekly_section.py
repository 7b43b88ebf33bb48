"""The read-outs with what stands below them: when they were worked out, and what can be done."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.insight import Insight
from sessiondesk.domain.period import Period
from sessiondesk.domain.prompts import Prompts
from sessiondesk.insights.any_claim import Claim
from sessiondesk.insights.change import Change
from sessiondesk.insights.material import SLEEP, SLEEP_INTERFERENCE
from sessiondesk.journal import Journal, Topic, sheet_insights
from sessiondesk.store.connection import Connection
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import insight_names, problems
from sessiondesk.ui.insight_names import Names
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.trends_page.readout_model import decoded, readouts
from sessiondesk.ui.pages.trends_page.readouts import Readouts
from sessiondesk.ui.pages.trends_page.weekly_foot import Standing, WeeklyFoot
from sessiondesk.ui.pages.trends_page.weekly_work import WeeklyWork
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.notice import Kind, Notice, announce
from sessiondesk.ui.widgets.progress_row import ProgressRow

# What an answer rests on. A change of one of these may change what is said.
_MATERIAL: Final = {Topic.CHECKINS, Topic.SESSIONS, Topic.COURSES, Topic.TAGS, Topic.PRACTICES}
# What an answer is called, and whether it is asked at all.
_CALLED: Final = {Topic.SCALES, Topic.SETTINGS, Topic.PATTERNS, Topic.INSIGHTS}


class WeeklySection(QWidget):
    """What the record says by itself: worked out once a week, and standing still in between.

    What was kept is shown at once. Where a week has gone by it is worked out anew when the page
    is shown, or when the person asks for it: never because a check-in changed.

    Signals:
        answers_changed: Other answers are shown: see ``answers`` and ``names``.
    """

    answers_changed = Signal()

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        prompts: Prompts,
        *,
        jobs: Jobs,
        connect: Callable[[], Connection],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._prompts = prompts
        self._is_stale = True
        self._has_changed = False
        self._days = 0
        self._is_ready = False
        self._earlier: date | None = None
        self._answers: Sequence[tuple[Insight, Claim]] = ()
        self._names: Names | None = None
        self._work = WeeklyWork(journal, jobs, connect, self)
        self._readouts = Readouts(theme)
        self._nothing = Card(theme, is_empty=True)
        self._nothing_words = labels.quiet("", theme)
        self._nothing.body.addWidget(self._nothing_words)
        self._progress = ProgressRow(theme, reveals=False)
        self._trouble = Notice(Kind.CARE, "", "", theme, icon="circle-alert")
        self._foot = WeeklyFoot(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for part in (self._trouble, self._readouts, self._nothing, self._progress, self._foot):
            column.addWidget(part)
        self._trouble.hide()
        self._connect()
        journal.changed.connect(self._on_journal_changed)

    def _connect(self) -> None:
        self._work.worked_out.connect(self._on_worked_out)
        self._work.failed.connect(self._on_failed)
        self._work.progressed.connect(self._progress.show_share)
        self._progress.cancelled.connect(self._on_cancelled)
        self._readouts.opened.connect(self._on_opened)
        self._readouts.put.connect(self._on_put)
        self._foot.more_wanted.connect(self._on_more)
        self._foot.again_wanted.connect(self._on_again)
        self._foot.day_picked.connect(self._on_day)
        self._foot.back_wanted.connect(self._on_back)

    # What the page asks.

    @property
    def answers(self) -> Sequence[tuple[str, Claim]]:
        """What is being shown, each with what it is about."""
        return [(insight.subject, claim) for insight, claim in self._answers]

    @property
    def names(self) -> Names | None:
        """What everything is called in it. None: nothing was read yet."""
        return self._names

    @property
    def windows(self) -> tuple[Period, Period] | None:
        """The two periods that are compared, the newer one first."""
        found = [claim for _, claim in self._answers if isinstance(claim, Change)]
        return (found[0].now.period, found[0].then.period) if found else None

    def refresh(self) -> None:
        """Read again what was kept, if it is in view; else when it next is."""
        self._is_stale = True
        if self.isVisible():
            self._read()

    def show_day(self, day: date) -> None:
        """Show what was said on a day, in today's words; the last of them is the latest."""
        days = self._kept_days()
        self._earlier = day if day in days and day != days[-1] else None
        self._read()

    def focus_first(self) -> bool:
        """Put the keyboard on the first read-out; tell whether there is one."""
        return self._readouts.focus_first()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if event.spontaneous():
            return
        if self._is_stale:
            self._read()
        self._begin_if_due()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._work.cancel()
            self._progress.stop()

    # Working out.

    def _begin_if_due(self) -> None:
        try:
            is_due = (
                self._journal.checkins.extent() is not None and self._journal.insights.is_due()
            )
        except StoreError as error:
            self._say_trouble(error)
            return
        if is_due:
            self._begin()

    def _begin(self) -> None:
        if not self._work.is_busy:
            self._is_ready = False
            self._progress.start(self.tr("Looking at your record"))
            self._work.start()
        self._say_when()

    @Slot()
    def _on_worked_out(self) -> None:
        self._progress.stop()
        # Somebody is reading how one was worked out, or what was said earlier: it waits.
        if self._readouts.is_open or self._earlier is not None:
            self._is_ready = True
            self._say_when()
            return
        self._read()
        announce(self, self._foot.words)

    @Slot(object)
    def _on_failed(self, error: StoreError) -> None:
        self._progress.stop()
        self._say_trouble(error)
        self._say_when()

    @Slot()
    def _on_cancelled(self) -> None:
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._progress.isAncestorOf(focused)
        self._work.cancel()
        self._progress.stop()
        self._say_when()
        if had_focus:
            self._foot.focus_again()

    # Reading and showing.

    def _read(self) -> None:
        try:
            insights = self._chosen()
            names = insight_names.names_of(self._journal, self._prompts, with_bring_ups=False)
            asked_now = self._asked_now()
            day = insights[0].day if insights else None
            self._has_changed = day is not None and self._journal.insights.is_behind(day)
        except StoreError as error:
            self._say_trouble(error)
            return
        self._is_stale = False
        self._is_ready = False
        self._names = names if day is None else names.at(day)
        self._answers = decoded(insights)
        unkept = self._work.unkept
        is_kept = unkept is None or insights is not unkept.insights
        self._trouble.hide()
        if unkept is not None and not is_kept:
            self._say_trouble(unkept.error, is_shown=True)
        self._readouts.show_readouts(
            readouts(self._answers, self._names, asked_now), self._names, can_be_put=is_kept
        )
        self._say_when()
        self.answers_changed.emit()

    def _chosen(self) -> Sequence[Insight]:
        """Return what is to be shown: an earlier day, or the latest, kept or not."""
        if self._earlier is not None:
            return self._journal.insights.on(self._earlier)
        latest = self._journal.insights.latest()
        unkept = self._work.unkept
        if unkept is None or not unkept.insights:
            return latest
        is_newer = not latest or unkept.insights[0].day >= latest[0].day
        return unkept.insights if is_newer else latest

    def _asked_now(self) -> Collection[str]:
        asked = {SLEEP_INTERFERENCE, *map(str, (each.id for each in self._journal.scales.shown()))}
        if self._journal.settings.value.asks_sleep_hours:
            asked.add(SLEEP)
        return asked

    def _say_when(self, *, is_same_record: bool = False) -> None:
        """Say when it was worked out, and offer what can be done now."""
        day = self._answers[0][0].day if self._answers else None
        if not is_same_record:
            # Counted over all the years: not for a click that shows more of the same.
            self._days = 0 if day is None else self._days_until(day)
        is_busy = self._work.is_busy
        count = self._readouts.count
        self._readouts.setVisible(count > 0)
        self._nothing.setVisible(count == 0)
        if is_busy:
            self._nothing_words.setText(
                self.tr("Your record is being looked at. What can be said of it stands here soon.")
            )
        else:
            self._nothing_words.setText(self.tr("Nothing was worked out yet."))
        self._foot.say(
            Standing(
                today=self._journal.today(),
                day=day,
                days=self._days,
                has_changed=self._has_changed,
                count=count,
                shows_all=self._readouts.shows_all,
                is_busy=is_busy,
                is_ready=self._is_ready,
                is_earlier=self._earlier is not None,
                kept=self._kept_days(),
            )
        )

    def _days_until(self, day: date) -> int:
        try:
            extent = self._journal.checkins.extent()
            if extent is None or extent.first > day:
                return 0
            whole = Period(first=extent.first, last=day)
            return len(self._journal.checkins.days_recorded(whole))
        except StoreError:
            return 0

    def _kept_days(self) -> Sequence[date]:
        try:
            return self._journal.insights.days()
        except StoreError:
            return ()

    def _say_trouble(self, error: StoreError, *, is_shown: bool = False) -> None:
        problem = problems.describe(error)
        if is_shown:
            title = self.tr("What was worked out is shown here, but it could not be kept.")
            body = self.tr("{advice} It is worked out anew when you next come here.").format(
                advice=problem.advice
            )
        else:
            title, body = problem.happened, problem.advice
        self._trouble.set_words(title, body)
        if self._trouble.isHidden():
            self._trouble.show()
            self._trouble.announce()

    # What the person does.

    @Slot(object)
    def _on_journal_changed(self, topic: Topic) -> None:
        if topic in _MATERIAL or topic in _CALLED:
            self._is_stale = True
        # What is being looked at stands still; it is only said that there is more to tell.
        if topic in _MATERIAL and self.isVisible() and not self._has_changed and self._answers:
            self._has_changed = True
            self._say_when()

    @Slot(object)
    def _on_opened(self, insight: Insight) -> None:
        self._readouts.say_on_sheet(sheet_insights.is_on(self._journal, insight))

    @Slot(object, bool)
    def _on_put(self, insight: Insight, is_wanted: bool) -> None:  # noqa: FBT001 - as sent
        change = sheet_insights.put if is_wanted else sheet_insights.take_off
        try:
            change(self._journal, insight)
        except StoreError as error:
            problems.show(self, error)
            return
        self._readouts.say_on_sheet(is_wanted)
        announce(
            self,
            self.tr("On the prep sheet") if is_wanted else self.tr("No longer on the prep sheet"),
        )

    @Slot()
    def _on_more(self) -> None:
        self._readouts.show_all(not self._readouts.shows_all)
        self._say_when(is_same_record=True)

    @Slot()
    def _on_again(self) -> None:
        if self._is_ready:
            self._read()
        else:
            self._begin()

    @Slot(object)
    def _on_day(self, day: date) -> None:
        self.show_day(day)
        self._foot.focus_days()

    @Slot()
    def _on_back(self) -> None:
        self._earlier = None
        self._read()
        self._foot.focus_days()
