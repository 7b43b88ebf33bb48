"""The journal's own words for feelings."""

from collections.abc import Sequence
from dataclasses import replace

from sessiondesk.domain.feeling_word import FeelingWord
from sessiondesk.domain.ids import FeelingWordId
from sessiondesk.journal.part import Part
from sessiondesk.store import feeling_words
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind


class Feelings(Part):
    """The person's own finer words, beside those the program brings."""

    def all(self) -> Sequence[FeelingWord]:
        """Return all own words, hidden ones too, the one added first first."""
        with outside_causes():
            return feeling_words.all_(self._db)

    def find(self, word_id: FeelingWordId) -> FeelingWord | None:
        """Return the word of that id, even one in the bin: entries may still have it."""
        with outside_causes():
            return feeling_words.find(self._db, word_id)

    def named(self, family: str, text: str) -> FeelingWord:
        """Return the own word of that text in ``family``, capital letters aside; make it if new.

        One that was hidden is offered again.

        Raises:
            InvalidFieldError: The text is empty.
        """
        wanted = " ".join(text.split())
        for word in self.all():
            if word.family == family and word.text.casefold() == wanted.casefold():
                if word.is_shown:
                    return word
                shown = replace(word, is_shown=True)
                self.record(shown)
                return shown
        word = FeelingWord(family=family, text=wanted)
        self.record(word)
        return word

    def record(self, word: FeelingWord) -> None:
        """Keep ``word``, new or changed."""
        with self._journal.act() as act:
            act.save(word)

    def remove(self, word_id: FeelingWordId) -> None:
        """Put a word into the bin."""
        with self._journal.act() as act:
            act.remove(Kind.FEELING_WORD, word_id)
