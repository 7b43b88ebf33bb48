"""What to take away from a therapy session: a sentence, topics, what stayed open, patterns."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.pages.sessions_page.session_words import FieldName, SessionWords
from sessiondesk.ui.pattern_chips import PatternChips
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.chips import ChipGroup
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.own_words import OwnWords

# What others were about: as many as are seen at a glance.
_SUGGESTED: Final = 6


class TakeAwayCard(Card):
    """Two small editors, the topics, and the patterns seen in it.

    Signals:
        failed: Something could not be kept: (the error, what tries again or None).

    Attributes:
        words: What ties the editors to the session.
    """

    failed = Signal(object, object)

    def __init__(
        self,
        journal: Journal,
        prompts: Prompts,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent=parent)
        self.set_title(self.tr("To take away"))
        self._journal = journal
        self._theme = theme
        self._session: TherapySession | None = None
        self._topics: ChipGroup | None = None
        asked = prompts.therapy_sessions
        self._topics_asked = asked.topics
        self.words: list[SessionWords] = []
        self._add_field("to_keep", asked.keep)
        label = Label(asked.topics, theme, Role.LABEL)
        self.body.addWidget(label)
        self._topics_place = self.body.count()
        self._add_field("left_open", asked.left_open)
        seen = self.tr("Patterns seen in it")
        self.body.addWidget(Label(seen, theme, Role.LABEL))
        self._patterns = PatternChips(journal, theme, prompts)
        self._patterns.setAccessibleName(seen)
        self._patterns.changed.connect(self._on_patterns)
        self.body.addWidget(self._patterns)

    def show_session(self, session: TherapySession) -> None:
        """Show what is kept of ``session``."""
        is_same = self._session is not None and self._session.id == session.id
        self._session = session
        for words in self.words:
            words.show_session(session)
        if not is_same or self._topics is None:
            self._make_topics(session)
        for topic in session.topics:
            self._chips.add_choice(topic, topic, chosen=True)
        self._chips.value = session.topics
        self._patterns.chosen = session.patterns

    @property
    def _chips(self) -> ChipGroup:
        if self._topics is None:
            raise RuntimeError("The topics are made before they are shown.")
        return self._topics

    def _add_field(self, field: FieldName, question: str) -> None:
        editor = OwnWords(question, self._theme, lines=(1, 6), hides_label=False)
        self.body.addWidget(editor)
        self.body.addSpacing(self._theme.px(4))
        self.words.append(SessionWords(field, editor, self._journal, self))

    def _make_topics(self, session: TherapySession) -> None:
        if self._topics is not None:
            self.body.removeWidget(self._topics)
            self._topics.hide()
            self._topics.deleteLater()
        self._topics = ChipGroup(
            self._topics_asked,
            [(topic, topic) for topic in self._offered(session)],
            self._theme,
            add_text=self.tr("Add topic"),
        )
        self._topics.toggled.connect(self._on_toggled)
        self._topics.added.connect(self._on_added)
        self.body.insertWidget(self._topics_place, self._topics)

    def _offered(self, session: TherapySession) -> list[str]:
        """Return the topics of the session, then what others were about, most frequent first."""
        found = list(session.topics)
        for topic in self._journal.sessions.topics():
            if len(found) - len(session.topics) >= _SUGGESTED:
                break
            if topic not in found:
                found.append(topic)
        return found

    def _on_patterns(self) -> None:
        if self._session is None:
            return
        now = self._journal.sessions.find(self._session.id) or self._session
        try:
            self._journal.sessions.record(replace(now, patterns=self._patterns.chosen))
        except StoreError as error:
            self.failed.emit(error, self._on_patterns)

    def _on_added(self, text: str) -> None:
        self._on_toggled(" ".join(text.split()), True)

    def _on_toggled(self, topic: str, on: bool) -> None:  # noqa: FBT001 - Qt sends it
        if self._session is None or not topic:
            return
        now = self._journal.sessions.find(self._session.id) or self._session
        others = tuple(each for each in now.topics if each != topic)
        topics = (*others, topic) if on else others
        try:
            self._journal.sessions.record(replace(now, topics=topics))
        except StoreError as error:
            self.show_session(now)
            self.failed.emit(error, None)
