"""The dialog for a life event or a medicine: a word, a kind, a start, an end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording_life_events
from sessiondesk.ui.draft_book import DraftBook
from sessiondesk.ui.keep_dialog import KeepDialog, TallBody
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.day_picker import DayPicker
from sessiondesk.ui.widgets.fields import ChoiceBox
from sessiondesk.ui.widgets.own_words import OwnWords
from sessiondesk.ui.widgets.segmented import Segmented

_WIDTH: Final = 560
_ONE_DAY: Final = "one_day"
_UNTIL: Final = "until"
_GOES_ON: Final = "goes_on"
_LONGEST_TITLE: Final = 200


class LifeEventDialog(KeepDialog):
    """Asks about one event. Only the first words are needed."""

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        parent: QWidget,
        *,
        event: LifeEvent | None = None,
        day: date | None = None,
        kept: Callable[[LifeEvent], None] | None = None,
    ) -> None:
        """Make the dialog; show it with ``open()``.

        Args:
            journal: The open journal.
            theme: The look in force.
            parent: The page beneath.
            event: What changes. None: a new one.
            day: The day proposed for a new one; None is today.
            kept: Told which event is on disk now.
        """
        is_new = event is None
        super().__init__(
            self.tr("What else is going on?") if is_new else self.tr("What changes about it?"),
            "",
            theme,
            verb=self.tr("Keep it") if is_new else self.tr("Change it"),
            keep=self.tr("Not now") if is_new else self.tr("Leave it as it is"),
            width=_WIDTH,
            parent=parent,
        )
        self._journal = journal
        self._event = event
        self._kept = kept
        self._book = DraftBook(journal, Kind.LIFE_EVENT)
        first = (event.first if event else None) or day or journal.today()
        self._title = OwnWords(
            self.tr("In a word or two"),
            theme,
            text=event.title if event else "",
            placeholder=self.tr("Moving flat, a new job, a medicine by its name"),
            lines=(1, 2),
            hides_label=False,
        )
        self._kind = ChoiceBox(
            self.tr("What kind of thing"),
            [(each, wording_life_events.kind(each)) for each in LifeEventKind],
            theme,
            value=event.kind if event else LifeEventKind.OTHER,
        )
        self._first = DayPicker(self.tr("From"), first, theme)
        self._lasts = Segmented(
            self.tr("How long"),
            [
                (_ONE_DAY, self.tr("One day")),
                (_UNTIL, self.tr("Until")),
                (_GOES_ON, self.tr("Goes on")),
            ],
            theme,
            value=_how_long(event),
        )
        last = (event.last if event else None) or first
        self._last = DayPicker(self.tr("Until"), last, theme)
        self._dose = OwnWords(
            self.tr("Dose, as it is on the packet; and what it was before"),
            theme,
            text=event.dose if event else "",
            lines=(1, 2),
            hides_label=False,
        )
        self._words = OwnWords(
            self.tr("More about it, if you like"),
            theme,
            text=event.words if event else "",
            lines=(2, 6),
            hides_label=False,
        )
        record_id = event.id if event else ""
        for editor, name in (
            (self._title, "life_event.title"),
            (self._dose, "life_event.dose"),
            (self._words, "life_event.words"),
        ):
            self.remember(editor, self._book, name, record_id)
        self._lay_out(theme)
        self._kind.picked.connect(self._fit)
        self._lasts.picked.connect(self._fit)
        self._first.picked.connect(self._on_first_picked)
        self._fit()
        self._title.setFocus()

    def unsaved(self) -> list[Draft]:
        """Return what is being typed, where it is not on disk."""
        self.hand_over()
        return self._book.unsaved()

    @override
    def keep(self) -> None:
        how_long = self._lasts.value
        title = " ".join(self._title.text.split())
        if len(title) > _LONGEST_TITLE:
            raise InvalidFieldError("title", "Shorter, please.")
        told = {
            "title": title,
            "kind": LifeEventKind(self._kind.value),
            "first": self._first.day,
            "last": self._last.day if how_long == _UNTIL else None,
            "goes_on": how_long == _GOES_ON,
            # Not lost when the kind is another one now: it is only not asked for.
            "dose": self._dose.text.strip(),
            "words": self._words.text,
        }
        # Of a class of our own: an unknown field raises here.
        event = replace(self._event, **told) if self._event else LifeEvent(**told)  # type: ignore[arg-type]
        self._journal.life_events.record(event)
        if self._kept is not None:
            self._kept(event)

    @override
    def focus_field(self, field: str) -> None:
        (self._last if field == "last" else self._title).setFocus()

    @override
    def sentence_for(self, error: InvalidFieldError) -> str:
        if error.field == "last":
            return self.tr("The end is before the beginning.")
        if self._title.text.strip():
            return self.tr("That is long for a chart. A few words; the rest has room below.")
        return self.tr("Write it down first, a word or two will do.")

    def _lay_out(self, theme: Theme) -> None:
        form = QWidget()
        column = QVBoxLayout(form)
        ring = theme.px(4)
        column.setContentsMargins(ring, ring, ring, ring)
        column.setSpacing(theme.px(12))
        days = QHBoxLayout()
        days.setSpacing(theme.px(16))
        days.addWidget(self._first, 1)
        days.addWidget(self._last, 1)
        how_long = QVBoxLayout()
        how_long.setSpacing(theme.px(4))
        how_long.addWidget(labels.label(self.tr("How long"), theme))
        how_long.addWidget(self._lasts)
        column.addWidget(self._title)
        column.addWidget(self._kind)
        column.addLayout(how_long)
        column.addLayout(days)
        column.addWidget(self._dose)
        column.addWidget(self._words)
        self.body.addWidget(TallBody(form, theme))
        self.close_body()

    def _fit(self) -> None:
        self._last.setVisible(self._lasts.value == _UNTIL)
        is_medicine = LifeEventKind(self._kind.value).is_medicine
        self._dose.setVisible(is_medicine or bool(self._dose.text.strip()))

    def _on_first_picked(self, day: date) -> None:
        # An end before the beginning is never meant.
        self._last.day = max(day, self._last.day)


def _how_long(event: LifeEvent | None) -> str:
    if event is None:
        return _ONE_DAY
    if event.goes_on:
        return _GOES_ON
    return _ONE_DAY if event.last in {None, event.first} else _UNTIL
