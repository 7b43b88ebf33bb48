"""What the chips above the list open: dates, tags, ratings, and the rest."""

from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.checkin import Feeling
from sessiondesk.domain.ids import PatternId, ScaleId, TagId
from sessiondesk.domain.period import Period, ending
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.scale import HIGHEST, LOWEST, Scale, ScaleKind
from sessiondesk.journal import Journal
from sessiondesk.journal.entries import Filters
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording_entries
from sessiondesk.ui.pages.journal_page.conditions import KINDS, meant_by
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.chips import ChipGroup, OpeningChip
from sessiondesk.ui.widgets.day_picker import DayPicker
from sessiondesk.ui.widgets.feelings import Feelings
from sessiondesk.ui.widgets.fields import NumberField
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.segmented import Segmented
from sessiondesk.ui.widgets.text_field import TextField

_STRETCHES: Final = {"weeks_4": 28, "months_3": 91, "year": 365}
_MOST_TAGS: Final = 24
_MOST_SCALES_IN_A_COLUMN: Final = 3
_EITHER: Final = "either"
_YES: Final = "yes"
_NO: Final = "no"


class Panel(QWidget):
    """One panel.

    Signals:
        changed: Some fields of the filters have other values (a mapping).
    """

    changed = Signal(object)

    def show_filters(self, filters: Filters) -> None:
        """Show what is asked for, without telling anybody."""
        raise NotImplementedError


class DatesPanel(Panel):
    """Stretches that end today, and two days to choose."""

    def __init__(
        self, first: date, today: date, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._first = first
        self._choices = {
            "any": self.tr("Any time"),
            "weeks_4": self.tr("Last 4 weeks"),
            "months_3": self.tr("Last 3 months"),
            "year": self.tr("Last 12 months"),
        }
        self._chips: dict[str, OpeningChip] = {}
        flow = Flow(spacing=theme.px(8))
        for id_, text in self._choices.items():
            chip = OpeningChip(text, theme)
            chip.clicked.connect(self._on_chip)
            flow.add(chip)
            self._chips[id_] = chip
        self._from = DayPicker(self.tr("From"), first, theme, last=today)
        self._to = DayPicker(self.tr("To"), today, theme, last=today)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        for picker in (self._from, self._to):
            picker.setMaximumWidth(theme.px(240))
            row.addWidget(picker)
            picker.picked.connect(self._on_day)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(flow)
        column.addLayout(row)

    @override
    def show_filters(self, filters: Filters) -> None:
        """Show which stretch is asked for."""
        period = filters.period
        for id_, chip in self._chips.items():
            days = _STRETCHES.get(id_)
            wanted = None if days is None else ending(self._today, days=days)
            chip.set_chosen(period == wanted)
        self._from.day = self._first if period is None else period.first
        self._to.day = self._today if period is None else min(period.last, self._today)

    def _on_chip(self) -> None:
        for id_, chip in self._chips.items():
            if chip is self.sender():
                days = _STRETCHES.get(id_)
                period = None if days is None else ending(self._today, days=days)
                self.changed.emit({"period": period})
                return

    def _on_day(self) -> None:
        first, last = self._from.day, self._to.day
        if first > last:
            # The other end follows, so that there is always something in between.
            first, last = (last, last) if self.sender() is self._to else (first, first)
        self.changed.emit({"period": Period(first=first, last=last)})


class TagsPanel(Panel):
    """The tags, those used most first; a field finds the others."""

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tags = journal.tags.all()
        self._chosen: frozenset[TagId] = frozenset()
        self._find = TextField(
            self.tr("Find a tag"), theme, icon="search", is_low=True, hides_label=True,
            placeholder=self.tr("Find a tag"),
        )  # fmt: skip
        self._find.setMaximumWidth(theme.px(260))
        self._find.setVisible(len(self._tags) > _MOST_TAGS)
        self._none = labels.quiet(self.tr("There are no tags yet."), theme)
        self._none.setVisible(not self._tags)
        self._place = QVBoxLayout()
        self._group: ChipGroup | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._find)
        column.addWidget(self._none)
        column.addLayout(self._place)
        self._find.edited.connect(self._fill)
        self._fill()

    @override
    def show_filters(self, filters: Filters) -> None:
        """Show which tags are asked for."""
        self._chosen = filters.tags
        offered = {each for each in filters.tags if self._group and self._group.has_choice(each)}
        if self._group is None or offered != filters.tags:
            self._fill()
        else:
            self._group.value = filters.tags

    def _fill(self) -> None:
        wanted = self._find.text.strip().casefold()
        found = [
            tag for tag in self._tags if wanted in tag.name.casefold() or tag.id in self._chosen
        ]
        found.sort(key=lambda tag: tag.id not in self._chosen)
        shown = found[: max(_MOST_TAGS, len(self._chosen))]
        if self._group is not None:
            self._place.removeWidget(self._group)
            self._group.hide()
            self._group.deleteLater()
        choices = [(tag.id, tag.name) for tag in shown]
        self._group = ChipGroup(self.tr("Tags"), choices, self._theme)
        self._group.value = self._chosen
        self._group.toggled.connect(self._on_toggled)
        self._place.addWidget(self._group)
        self._group.show()

    def _on_toggled(self, id_: str, on: bool) -> None:  # noqa: FBT001 - Qt sends it
        tag = TagId(id_)
        tags = self._chosen | {tag} if on else self._chosen - {tag}
        self._chosen = tags
        self.changed.emit({"tags": tags})


class RatingsPanel(Panel):
    """A range for each scale that is asked."""

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scales = journal.scales.shown()
        self._ranges: dict[ScaleId, tuple[float, float]] = {}
        self._fields: dict[ScaleId, tuple[NumberField, NumberField]] = {}
        self._answers: dict[ScaleId, Segmented] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(8))
        for place, scale in enumerate(self._scales):
            row = place % _MOST_SCALES_IN_A_COLUMN
            column = place // _MOST_SCALES_IN_A_COLUMN * 2
            grid.addWidget(Label(scale.label, theme, Role.LABEL, wraps=False), row, column)
            grid.addWidget(self._line_of(scale), row, column + 1)
        grid.setColumnStretch(2 * len(self._scales) + 1, 1)

    @override
    def show_filters(self, filters: Filters) -> None:
        """Show which ranges are asked for."""
        self._ranges = dict(filters.scale_ranges)
        for id_, (low, high) in self._fields.items():
            wanted = self._ranges.get(id_, (float(LOWEST), float(HIGHEST)))
            low.value, high.value = wanted
        for id_, strip in self._answers.items():
            answer = self._ranges.get(id_)
            strip.value = _EITHER if answer is None else _YES if answer[0] else _NO

    def _line_of(self, scale: Scale) -> QWidget:
        if scale.kind is ScaleKind.YES_NO:
            choices = [
                (_EITHER, self.tr("Either")), (_NO, self.tr("No")), (_YES, self.tr("Yes"))
            ]  # fmt: skip
            strip = Segmented(scale.label, choices, self._theme, value=_EITHER)
            strip.picked.connect(self._on_answer)
            self._answers[scale.id] = strip
            return strip
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, self._theme.px(20), 0)
        row.setSpacing(self._theme.px(8))
        fields = []
        for words, value in (
            (self.tr("{scale}, from"), LOWEST),
            (self.tr("{scale}, to"), HIGHEST),
        ):
            number = NumberField(
                words.format(scale=scale.label),
                self._theme,
                low=LOWEST,
                high=HIGHEST,
                value=value,
                hides_label=True,
            )
            number.setFixedWidth(self._theme.px(64))
            number.picked.connect(self._on_number)
            fields.append(number)
        row.addWidget(fields[0])
        between = Label(self.tr("to"), self._theme, Role.CAPTION, wraps=False, centred=True)
        row.addWidget(between, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(fields[1])
        self._fields[scale.id] = (fields[0], fields[1])
        return line

    def _on_number(self) -> None:
        for id_, (low, high) in self._fields.items():
            if self.sender() not in {low, high}:
                continue
            first, last = low.value, high.value
            if first > last:
                first, last = (last, last) if self.sender() is high else (first, first)
            if (first, last) == (LOWEST, HIGHEST):
                self._ranges.pop(id_, None)
            else:
                self._ranges[id_] = (first, last)
            self.changed.emit({"scale_ranges": dict(self._ranges)})
            return

    def _on_answer(self, answer: str | None) -> None:
        for id_, strip in self._answers.items():
            if strip is self.sender():
                if answer in {None, _EITHER}:
                    self._ranges.pop(id_, None)
                else:
                    reading = float(answer == _YES)
                    self._ranges[id_] = (reading, reading)
                self.changed.emit({"scale_ranges": dict(self._ranges)})
                return


class MorePanel(Panel):
    """Kinds of entry, feelings and patterns."""

    def __init__(
        self, journal: Journal, prompts: Prompts, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._filters = Filters()
        self._kinds = ChipGroup(
            self.tr("Kinds of entry"),
            [(kind.value, wording_entries.kinds(kind)) for kind in KINDS],
            theme,
        )
        self._feelings = Feelings(prompts.feelings, theme)
        patterns = journal.patterns.all()
        choices = [(each.id, each.name) for each in patterns]
        self._patterns = ChipGroup(self.tr("Patterns"), choices, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for words, widget in (
            (self.tr("Kinds of entry"), self._kinds),
            (self.tr("Feelings"), self._feelings),
            (self.tr("Patterns"), self._patterns),
        ):
            if widget is self._patterns and not patterns:
                widget.hide()
                continue
            column.addWidget(labels.group(words, theme))
            column.addWidget(widget)
        self._kinds.toggled.connect(self._on_kind)
        self._feelings.picked.connect(self._on_feelings)
        self._patterns.toggled.connect(self._on_pattern)

    @override
    def show_filters(self, filters: Filters) -> None:
        """Show what is asked for."""
        self._filters = filters
        self._kinds.value = (kind.value for kind in KINDS if kind in filters.kinds)
        self._patterns.value = filters.patterns
        pairs = frozenset((each.family, each.word) for each in filters.feelings)
        if pairs != self._feelings.value:
            # Setting them closes the strip with the finer words: not under the person's hands.
            self._feelings.value = pairs

    def _tell(self, **fields: object) -> None:
        self._filters = replace(self._filters, **fields)  # type: ignore[arg-type]
        self.changed.emit(fields)

    def _on_kind(self, id_: str, on: bool) -> None:  # noqa: FBT001 - Qt sends it
        meant = meant_by(Kind(id_))
        kinds = self._filters.kinds
        self._tell(kinds=kinds | meant if on else kinds - meant)

    def _on_pattern(self, id_: str, on: bool) -> None:  # noqa: FBT001 - Qt sends it
        pattern = PatternId(id_)
        patterns = self._filters.patterns
        self._tell(patterns=patterns | {pattern} if on else patterns - {pattern})

    def _on_feelings(self) -> None:
        pairs = self._feelings.value
        self._tell(feelings=frozenset(Feeling(family=each, word=word) for each, word in pairs))
