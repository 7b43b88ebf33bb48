"""The check-in card: strips, what it kept from, feelings, tags and the note."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.checkin import CheckIn, Feeling, NoteLine
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.scale import Scale
from sessiondesk.journal import Journal
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.pages.today_page.checkin_strips import CheckinStrips
from sessiondesk.ui.pages.today_page.interference import InterferenceField
from sessiondesk.ui.pages.today_page.tag_row import TagRow
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.feelings import Feelings
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.note_field import NoteField
from sessiondesk.ui.widgets.notice import announce

_FIRST_FAMILIES: Final = ("afraid", "sad", "angry", "ashamed", "calm", "glad")

_Asked = tuple[tuple[Scale, ...], bool, bool, bool]


class CheckinCard(Card):
    """Shows one check-in and tells what the person gives.

    Signals:
        given: Some fields have another value now (a mapping of field names to values).
        tag_toggled: A tag was put on or taken off: (its name, is it on).
        words_edited: There are words in the note to keep as a draft.
        words_left: The note lost the focus.
    """

    given = Signal(object)
    tag_toggled = Signal(str, bool)
    words_edited = Signal()
    words_left = Signal()

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, title_role=Role.HEADLINE, parent=parent)
        self._journal = journal
        self._theme = theme
        self._prompts = prompts
        self._checkin: CheckIn | None = None
        self._asked: _Asked | None = None
        self._strips: CheckinStrips | None = None
        self._shown_lines: tuple[NoteLine, ...] = ()
        self._strips_place = QVBoxLayout()
        self._interference = InterferenceField(prompts.interference, theme)
        self._feelings = Feelings(prompts.feelings, theme, first=_FIRST_FAMILIES)
        self._tags = TagRow(prompts.starter_tags, theme)
        self._note = NoteField(
            prompts.note_question,
            self.tr("Anything to note? Thoughts, wins, hurdles: a line is enough."),
            theme,
        )
        self._lay_out()
        self._interference.given.connect(self._on_interference)
        self._feelings.picked.connect(self._on_feelings)
        self._tags.toggled.connect(self.tag_toggled)
        self._note.edited.connect(self.words_edited)
        self._note.left.connect(self.words_left)

    @property
    def lines(self) -> tuple[NoteLine, ...]:
        """The note as it stands in the editor."""
        return self._note.lines

    @property
    def has_unsaved_words(self) -> bool:
        """Whether the note in the editor is another one than was shown last."""
        return self._note.lines != self._shown_lines

    @property
    def is_writing(self) -> bool:
        """Whether the keyboard is in the note."""
        return self._note.has_focus

    def show_checkin(self, checkin: CheckIn, *, with_words: bool = True) -> None:
        """Show a check-in; words that are being typed into this very one stay.

        Args:
            checkin: What to show.
            with_words: False leaves the note alone whatever is in it.
        """
        strips = self._strips_for_now()
        is_same = self._checkin is not None and self._checkin.id == checkin.id
        keeps_words = is_same and self.has_unsaved_words
        self._checkin = checkin
        strips.show_answers(checkin)
        self._interference.show_answer(checkin.interference, checkin.interference_areas)
        pairs = frozenset((each.family, each.word) for each in checkin.feelings)
        if pairs != self._feelings.value:
            # Setting them closes the strip with the finer words: not under the person's hands.
            self._feelings.value = pairs
        tags = self._journal.tags.all()
        self._tags.show_tags(tags, [each for each in tags if each.id in checkin.tags])
        if with_words and not keeps_words:
            self._shown_lines = checkin.lines
            self._note.show_lines(checkin.lines)
        self._say_headline(checkin, strips)

    def put_words_back(self, lines: tuple[NoteLine, ...]) -> None:
        """Put words into the note that were being typed when the program went away."""
        self._note.show_lines(lines)

    def words_were_kept(self) -> None:
        """Take what is in the editor for what is kept now."""
        self._shown_lines = self._note.lines
        self._note.take_as_told()

    def say_kept(self, words: str) -> None:
        """Say beside the note when something was kept last."""
        if self._note.kept.text() != words:
            # Once a minute is enough to be heard while typing goes on.
            self._note.kept.setText(words)
            announce(self._note, words)

    def focus_first(self) -> None:
        """Put the keyboard on the first strip without an answer, or else on the first one."""
        strips = self._strips_for_now()
        if self._checkin is None or not strips.focus_first_open(self._checkin):
            strips.setFocus(Qt.FocusReason.OtherFocusReason)

    def _strips_for_now(self) -> CheckinStrips:
        settings = self._journal.settings.value
        asked: _Asked = (
            tuple(replace(each, position=0) for each in self._journal.scales.shown()),
            settings.asks_sleep_hours,
            settings.asks_sleep_interference,
            settings.asks_interference,
        )
        if self._strips is not None and asked == self._asked:
            return self._strips
        if self._strips is not None:
            self._strips_place.removeWidget(self._strips)
            self._strips.hide()
            self._strips.deleteLater()
        strips = CheckinStrips(
            asked[0],
            self._theme,
            sleep=self._prompts.sleep_interference,
            asks_hours=asked[1],
            asks_sleep=asked[2],
        )
        strips.rated.connect(self._on_rated)
        strips.slept.connect(self._on_slept)
        strips.sleep_answered.connect(self._on_sleep_answered)
        strips.finished.connect(self._on_finished)
        self._strips_place.addWidget(strips)
        self._interference_part.setVisible(asked[3])
        self._asked = asked
        self._strips = strips
        return strips

    def _lay_out(self) -> None:
        px = self._theme.px
        self.body.setSpacing(px(12))
        self.body.addLayout(self._strips_place)
        self._interference_part = QWidget()
        part = QVBoxLayout(self._interference_part)
        part.setContentsMargins(0, 0, 0, 0)
        part.setSpacing(px(12))
        part.addWidget(self._interference)
        part.addWidget(labels.Hairline(self._theme))
        self.body.addWidget(self._interference_part)
        head = QHBoxLayout()
        words = self.tr("Feelings, as exactly as you like")
        head.addWidget(Label(words, self._theme, Role.GROUP), 1)
        head.addWidget(labels.caption(self.tr("F to search all words"), self._theme, wraps=False))
        feelings = QVBoxLayout()
        feelings.setSpacing(px(8))
        feelings.addLayout(head)
        feelings.addWidget(self._feelings)
        self.body.addLayout(feelings)
        self.body.addWidget(self._tags)
        self.body.addWidget(self._note)

    def _say_headline(self, checkin: CheckIn, strips: CheckinStrips) -> None:
        if checkin.day != self._journal.today():
            self.set_title(
                wording_sessions.long_day(checkin.day, today=self._journal.today()),
                self.tr("Entered later") if checkin.is_entered_later else "",
            )
        elif strips.is_complete(checkin):
            when = wording_sessions.clock(checkin.felt_at)
            self.set_title(
                self.tr("Today, {time}").format(time=when), self.tr("Change anything, any time")
            )
        else:
            self.set_title(
                self._prompts.checkin_title,
                self.tr("Digits 0–9 answer, T is ten, Tab moves on"),  # noqa: RUF001 - a range
            )

    def _on_rated(self, id_: str, reading: float | None) -> None:
        if self._checkin is None:
            return
        ratings = {
            scale_id: value for scale_id, value in self._checkin.ratings.items() if scale_id != id_
        }
        if reading is not None:
            ratings[ScaleId(id_)] = float(reading)
        self.given.emit({"ratings": ratings})

    def _on_slept(self, hours: float | None) -> None:
        self.given.emit({"sleep_hours": hours})

    def _on_sleep_answered(self, answer: object) -> None:
        self.given.emit({"sleep_interference": answer})

    def _on_interference(self, answer: object, areas: object) -> None:
        self.given.emit({"interference": answer, "interference_areas": areas})

    def _on_feelings(self) -> None:
        pairs = self._feelings.value
        found = frozenset(Feeling(family=family, word=word) for family, word in pairs)
        self.given.emit({"feelings": found})

    def _on_finished(self) -> None:
        self._feelings.setFocus(Qt.FocusReason.TabFocusReason)
