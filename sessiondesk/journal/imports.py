"""What comes into the journal from files."""

from collections.abc import Iterable, Sequence

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.ids import FormId, ImportId, new_id
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.scale import Scale
from sessiondesk.domain.tag import Tag
from sessiondesk.journal.part import Part
from sessiondesk.journal.topics import Topic
from sessiondesk.store import checkins, forms, imports, life_events, records
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind, stamp


class Imports(Part):
    """Brings in what others kept, once."""

    def known(self, keys: Iterable[str]) -> frozenset[str]:
        """Return those of ``keys`` that came in before, also if they were removed since."""
        with outside_causes():
            return imports.known(self._db, keys)

    def forms_in_bin(self) -> Sequence[Form]:
        """Return the forms in the bin, which a file may need again."""
        with outside_causes():
            ids = [FormId(form_id) for form_id, _ in records.removed(self._db, Kind.FORM)]
            found = [forms.find(self._db, each) for each in ids]
        return [each for each in found if each is not None]

    def bring_in(
        self,
        source: str,
        rows: Sequence[tuple[str, CheckIn]],
        *,
        scales: Sequence[Scale] = (),
        tags: Sequence[Tag] = (),
        events: Sequence[tuple[str, LifeEvent]] = (),
        needed_forms: Sequence[Form] = (),
        totals: Sequence[tuple[str, FormTotal]] = (),
    ) -> int:
        """Keep what is not known yet, all of it or nothing.

        It cannot be undone; each record can be removed.

        Args:
            source: Name of where they come from.
            rows: Pairs of the key a row is known by from now on, and its check-in.
            scales: Scales the rows need; one that is there already stays as it is.
            tags: Tags the rows need, likewise.
            events: Pairs of a key and a life event.
            needed_forms: Forms the totals need, likewise.
            totals: Pairs of a key and a total of a form.

        Returns:
            How many check-ins, life events and totals were new.
        """
        known = self.known(key for key, _ in (*rows, *events, *totals))
        fresh = [(key, checkin) for key, checkin in rows if key not in known]
        happened = [(key, event) for key, event in events if key not in known]
        counted = [(key, total) for key, total in totals if key not in known]
        if not fresh and not happened and not counted:
            return 0
        needed: Sequence[Scale | Tag | Form] = [*scales, *tags, *needed_forms]
        at = stamp(self._journal.now())
        import_id = ImportId(new_id())
        with self._journal.writing():
            imports.add_run(self._db, import_id, source, at=at)
            for each in needed:
                kind = records.kind_of(each)
                if records.find(self._db, kind, each.id) is None:
                    records.save(self._db, each, at=at)
                else:
                    records.restore(self._db, kind, each.id)
            for key, checkin in fresh:
                checkins.save(self._db, checkin, at=at, import_id=import_id)
                imports.add_key(self._db, key, import_id, checkin.id)
            for key, event in happened:
                life_events.save(self._db, event, at=at, import_id=import_id)
                imports.add_key(self._db, key, import_id, event.id)
            for key, total in counted:
                forms.save_total(self._db, total, at=at, import_id=import_id)
                imports.add_key(self._db, key, import_id, total.id)
        for topic in (
            *(Topic.SCALES, Topic.TAGS, Topic.CHECKINS, Topic.LIFE_EVENTS),
            Topic.MEASURES,
        ):
            self._journal.changed.emit(topic)
        return len(fresh) + len(happened) + len(counted)
