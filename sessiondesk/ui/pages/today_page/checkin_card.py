"""The check-in card: strips, feelings, tags and the note, and what more there is to ask."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.checkin import CheckIn, Feeling, NoteLine
from sessiondesk.domain.feeling_word import FeelingWord
from sessiondesk.domain.ids import FeelingWordId, ScaleId
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.scale import Scale
from sessiondesk.domain.tag import Tag
from sessiondesk.journal import Journal, Topic
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.pages.today_page.checkin_strips import CheckinStrips
from sessiondesk.ui.pages.today_page.day_after_line import DayAfterLine
from sessiondesk.ui.pages.today_page.entry_menu import EntryMenu
from sessiondesk.ui.pages.today_page.more_today import Asks, MoreToday
from sessiondesk.ui.pages.today_page.tag_row import TagRow
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.feelings import Feelings
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.note_field import NoteField
from sessiondesk.ui.widgets.notice import announce

_FIRST_FAMILIES: Final = ("afraid", "sad", "angry", "ashamed", "calm", "glad")

_Asked = tuple[tuple[Scale, ...], bool, bool]


class CheckinCard(Card):
    """Shows one check-in and tells what the person gives.

    Attributes:
        day_after: The line at the top on the day after a session.
        menu: What else can be done with the entry.

    Signals:
        given: Some fields have another value now (a mapping of field names to values).
        tag_toggled: A tag was put on or taken off: (its name, is it on).
        word_added: A word for a feeling was typed: (id of its family, the word).
        log_wanted: The person wants to log a practice.
        more_turned: The questions that can wait were opened (True) or closed.
        words_edited: There are words in the note to keep as a draft.
        words_left: The note lost the focus.
    """

    given = Signal(object)
    tag_toggled = Signal(str, bool)
    word_added = Signal(str, str)
    log_wanted = Signal()
    more_turned = Signal(bool)
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
        self._known_tags: Sequence[Tag] | None = None
        self._shown_lines: tuple[NoteLine, ...] = ()
        self._strips_place = QVBoxLayout()
        self._feelings = Feelings(prompts.feelings, theme, first=_FIRST_FAMILIES, adds_words=True)
        self._tags = TagRow(prompts.starter_tags, theme)
        self._note = NoteField(
            prompts.note_question,
            self.tr("Anything to note? Thoughts, wins, hurdles: a line is enough."),
            theme,
        )
        self.day_after = DayAfterLine(journal, theme, prompts)
        self.menu = EntryMenu(journal, theme, prompts, self)
        self._more = MoreToday(journal, theme, prompts)
        self._more.set_open(journal.settings.value.more_is_open)
        self._lay_out()
        journal.changed.connect(self._on_changed)
        self._feelings.word_added.connect(self.word_added)
        self._feelings.picked.connect(self._on_feelings)
        self._tags.toggled.connect(self.tag_toggled)
        self._note.edited.connect(self.words_edited)
        self._note.left.connect(self.words_left)
        self._more.given.connect(self.given)
        self._more.log_wanted.connect(self.log_wanted)
        self._more.turned.connect(self.more_turned)

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
        self._feelings.set_own_words(self._own_words(checkin))
        pairs = frozenset((each.family, each.word) for each in checkin.feelings)
        if pairs != self._feelings.value:
            # Setting them closes the strip with the finer words: not under the person's hands.
            self._feelings.value = pairs
        tags = self._all_tags()
        self._tags.show_tags(tags, [each for each in tags if each.id in checkin.tags])
        if with_words and not keeps_words:
            self._shown_lines = checkin.lines
            self._note.show_lines(checkin.lines)
        self._more.show_checkin(checkin, self._asks())
        self.menu.show_checkin(checkin)
        self._say_headline(checkin, strips)

    def take_word(self, word: FeelingWord) -> None:
        """Pick a word for a feeling that was just kept."""
        self._feelings.take_word(word)

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
        self._asked = asked
        self._strips = strips
        return strips

    def _lay_out(self) -> None:
        px = self._theme.px
        self.body.setSpacing(px(12))
        self.add_to_head(self.menu.button)
        self.body.addWidget(self.day_after)
        self.body.addLayout(self._strips_place)
        self.body.addWidget(labels.Hairline(self._theme))
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
        self.body.addWidget(self._more)

    def _asks(self) -> Asks:
        settings = self._journal.settings.value
        return Asks(
            body=settings.asks_body,
            patterns=settings.asks_patterns,
            interference=settings.asks_interference,
            tried=settings.asks_tried,
        )

    def _all_tags(self) -> Sequence[Tag]:
        """Return the tags; which of them is used most is not counted at every answer."""
        if self._known_tags is None:
            self._known_tags = self._journal.tags.all()
        return self._known_tags

    def _on_changed(self, topic: Topic) -> None:
        if topic is Topic.TAGS:
            self._known_tags = None

    def _own_words(self, checkin: CheckIn) -> list[FeelingWord]:
        """Return the own words, with those picked here that are in the bin."""
        words = list(self._journal.feelings.all())
        known = {word.id for word in words}
        known.update(FeelingWordId(each.id) for f in self._prompts.feelings for each in f.words)
        for feeling in checkin.feelings:
            if feeling.word and feeling.word not in known:
                gone = self._journal.feelings.find(FeelingWordId(feeling.word))
                if gone is not None:
                    words.append(replace(gone, is_shown=False))
        return words

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

    def _on_feelings(self) -> None:
        pairs = self._feelings.value
        found = frozenset(Feeling(family=family, word=word) for family, word in pairs)
        self.given.emit({"feelings": found})

    def _on_finished(self) -> None:
        self._feelings.setFocus(Qt.FocusReason.TabFocusReason)
