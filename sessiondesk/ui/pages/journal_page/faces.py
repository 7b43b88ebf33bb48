"""What entries say in the list."""

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.form import FormTotal
from sessiondesk.journal import Journal
from sessiondesk.journal.entries import Entry, EntryKey
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording_entries
from sessiondesk.ui.pages.journal_page import naming
from sessiondesk.ui.pages.journal_page.naming import Naming
from sessiondesk.ui.widgets.entry_row import Face
from sessiondesk.ui.widgets.entry_text import Span

_MEASURES = {Kind.ASSESSMENT, Kind.FORM_TOTAL}
_SIGNS = re.compile(r"\*+(?=\S)|(?<=\S)\*+|(?:^|(?<=\s))[->] ")


class Faces:
    """Reads what comes into view.

    Attributes:
        text: What is searched for, to be marked.
    """

    def __init__(self, journal: Journal, names: Naming) -> None:
        self._journal = journal
        self._names = names
        self.text = ""

    def fetch(self, keys: Sequence[EntryKey]) -> list[Face]:
        """Return what these entries say; one that is gone meanwhile says nothing."""
        rows = self._journal.entries.rows(keys, text=self.text)
        names = self._names_of_sessions(rows)
        measured = self._measured(rows)
        found = {each.key: self._face(each, names, measured) for each in rows}
        return [found.get(key, Face()) for key in keys]

    def mark(self, words: str) -> tuple[Span, ...]:
        """Return where what is searched for stands in ``words``."""
        return tuple(self._journal.entries.hits(words, self.text)) if self.text else ()

    def _names_of_sessions(self, rows: Sequence[Entry]) -> Mapping[str, str]:
        """Return "Session 8" for those that have a number; asked only where there are any."""
        if all(each.kind is not Kind.THERAPY_SESSION for each in rows):
            return {}
        name = QCoreApplication.translate("Faces", "Session {number}")
        return {
            id_: name.format(number=number)
            for course in self._journal.courses.all()
            for id_, number in self._journal.sessions.numbers(course.id).items()
        }

    def _measured(self, rows: Sequence[Entry]) -> Mapping[str, str]:
        """Return what questionnaires and forms came to; their words are made of that."""
        found = {}
        for each in rows:
            if each.kind in _MEASURES:
                value = self._journal.find(each.kind, each.id)
                if isinstance(value, Assessment | FormTotal):
                    found[each.id] = self._names.measured(value)
        return found

    def _face(self, entry: Entry, names: Mapping[str, str], measured: Mapping[str, str]) -> Face:
        is_private = bool(entry.private)
        words = measured.get(entry.id) or entry.private or entry.words
        if entry.kind is Kind.THERAPY_SESSION:
            # In a line or two the signs of Markdown say nothing.
            words = _SIGNS.sub("", words)
        spans = self.mark(words)
        if entry.kind is Kind.CHECKIN:
            rated = self._names.rated(entry.ratings)
            return Face(
                words=words,
                spans=spans,
                facts=tuple(
                    (naming.in_words(scale, value), naming.colour(scale)) for scale, value in rated
                ),
                more=", ".join(entry.tags),
            )
        kind = names.get(entry.id) or wording_entries.kind(entry.kind)
        if is_private:
            for_oneself = QCoreApplication.translate("Faces", "{kind}, for yourself alone")
            kind = for_oneself.format(kind=kind)
        icon = "eye-off" if is_private else wording_entries.ICONS[entry.kind]
        return Face(words=words, spans=spans, kind=kind, icon=icon)
