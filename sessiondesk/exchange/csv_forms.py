"""Totals of a therapist's forms from the columns of a CSV file that hold them."""

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.ids import FormId, FormTotalId
from sessiondesk.exchange.csv_map import FormTotalColumn, ImportMap, ImportMapError
from sessiondesk.exchange.csv_rows import Fault, RowError, digest, number_in


def forms_of(
    import_map: ImportMap, known: Sequence[Form], in_bin: Sequence[Form]
) -> tuple[Mapping[str, Form], Sequence[Form]]:
    """Return the form of each column of totals, by heading, and those that have to be made.

    Args:
        import_map: What the columns are.
        known: The forms of the journal.
        in_bin: Forms in its bin: one that an earlier file made comes out again.

    Raises:
        ImportMapError: The map says something else of a form than the journal, or leaves open
            which one is meant.
    """
    homes: dict[str, Form] = {}
    new: list[Form] = []
    for heading, column in import_map.columns.items():
        if not isinstance(column, FormTotalColumn):
            continue
        place = f"columns.{heading}"
        made = _new_form(column, place)
        found = _known_form(made, known, place)
        if found is None:
            # Named alike is not enough in the bin: whoever threw it away may mean another one.
            found = next((each for each in in_bin if each.id == made.id), None)
            new.append(found or made)
        form = found or made
        _require_same(column, form, place)
        if form.id in {each.id for each in homes.values()}:
            raise ImportMapError(f"{place}: Another column already goes to the form {form.name}.")
        homes[heading] = form
    return homes, new


class TotalReader:
    """Reads the totals in a row that was read in full otherwise."""

    def __init__(
        self,
        import_map: ImportMap,
        places: Mapping[str, int],
        forms: Mapping[str, Form],
        *,
        today: date | None,
    ) -> None:
        """Make it.

        Args:
            import_map: What the columns are.
            places: The place of each column in a row, by heading.
            forms: The form of each column of totals, likewise.
            today: The last day that can have a total. None: any day can.
        """
        self._when = import_map.when.column
        self._today = today
        self._columns = {
            heading: column
            for heading, column in import_map.columns.items()
            if isinstance(column, FormTotalColumn)
        }
        self._places = places
        self._forms = forms

    def read(self, cells: Sequence[str], row: str, day: date) -> Iterator[tuple[str, FormTotal]]:
        """Return the totals of a row, each with the key that tells whether it came in before.

        Args:
            cells: The row.
            row: The key of the row.
            day: The day it is of.

        Raises:
            RowError: A total of it cannot be.
        """
        for heading, column in self._columns.items():
            cell = cells[self._places[heading]]
            if not cell.strip():
                continue
            if self._today is not None and day > self._today:
                raise RowError(Fault.DAY_HAS_NOT_COME, self._when)
            form = self._forms[heading]
            # By the name in the map: the form may be called something else by now.
            key = digest("form_total", row, _folded(column.form))
            try:
                total = FormTotal(
                    id=FormTotalId(key), form_id=form.id, day=day, total=float(number_in(cell))
                )
                form.require_total(total.total)
            except RowError as error:
                raise RowError(error.fault, heading) from None
            except InvalidFieldError:
                raise RowError(Fault.NUMBER_OUT_OF_RANGE, heading) from None
            yield key, total


def _new_form(column: FormTotalColumn, place: str) -> Form:
    if not all(end is None or math.isfinite(end) for end in (column.low, column.high)):
        raise ImportMapError(f"{place}: low and high are numbers.")
    try:
        return Form(
            # From the name alone, so that a second import finds what the first one made.
            id=FormId(digest("form", _folded(column.form))),
            name=column.form.strip(),
            better=column.better,
            low=column.low,
            high=column.high,
        )
    except InvalidFieldError as error:
        raise ImportMapError(f"{place}.{error.field}: {error.problem}") from None


def _known_form(made: Form, known: Sequence[Form], place: str) -> Form | None:
    by_id = {each.id: each for each in known}
    if made.id in by_id:
        return by_id[made.id]
    named = [each for each in known if _folded(each.name) == _folded(made.name)]
    if len(named) > 1:
        raise ImportMapError(f"{place}.form: More than one form is called {made.name}.")
    return named[0] if named else None


def _require_same(column: FormTotalColumn, found: Form, place: str) -> None:
    # What the map leaves out is not contradicted.
    said = {
        "better": column.better not in {None, found.better},
        "low": column.low not in {None, found.low},
        "high": column.high not in {None, found.high},
    }
    for key, differs in said.items():
        if differs:
            raise ImportMapError(
                f"{place}.{key}: The form {found.name} is already there with another value."
            )


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
