"""How long a keystroke in the search takes, and each filter, as the record grows to 20 years.

Run it by itself: ``.venv/bin/python tests/bench/search.py [years ...]``. The limit is 100 ms for
a keystroke: finding, and reading the rows that are seen. Beside it a plain scan with LIKE over
the same texts, in a file that is not encrypted.
"""

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

from sessiondesk import paths
from sessiondesk.domain.checkin import CheckIn, Feeling, NoteLine
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.period import Period
from sessiondesk.exchange import prompt_file
from sessiondesk.journal import Journal
from sessiondesk.journal.entries import Filters
from sessiondesk.store import entries, search
from sessiondesk.store.connection import Connection, transaction
from sessiondesk.store.entry_sources import SOURCES
from sessiondesk.store.kinds import Kind
from tests.bench import dense

YEARS = (1, 5, 10, 20)
LIMIT_MS = 100
JUDGED = 10
ROUNDS = 7
SEEN = 50
NOW = datetime(2026, 5, 12, 12, 0, tzinfo=timezone(timedelta(hours=2)))


def median_ms(do: Callable[[], object]) -> float:
    """Return the median of some rounds, in milliseconds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        do()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def once_ms(do: Callable[[], object]) -> float:
    """Return how long it takes, in milliseconds."""
    start = time.perf_counter()
    do()
    return 1000 * (time.perf_counter() - start)


def plain_texts(db: Connection, folder: Path) -> sqlite3.Connection:
    """Return a plain file with the same texts, one row for each entry."""
    plain = sqlite3.connect(folder / "plain.db")
    plain.execute("CREATE TABLE entry (id TEXT, text TEXT)")
    for kind in SOURCES:
        own_ids = [own for (own,) in db.execute(f"SELECT id FROM {kind}")]
        words = entries.words(db, kind, own_ids)
        plain.executemany(
            "INSERT INTO entry VALUES (?, ?)",
            [(own, f"{each.open}\n{each.private}") for own, each in words.items()],
        )
    plain.commit()
    return plain


def keystrokes(known: Sequence[str]) -> Sequence[str]:
    """Return what is in the field after each key: a common word, a rare one, both, a phrase."""
    common, rare = known[2], max(known[-50:], key=len)
    typed = [*(common[: n + 1] for n in range(len(common)))]
    typed += [f"{common} {rare[: n + 1]}" for n in range(len(rare))]
    return [*typed, f'"{known[0]} {known[1]}', "zzzz", "日本"]


def measured(folder: Path, years: int) -> Mapping[str, float]:
    """Return the medians for a record of that many years, in milliseconds, by what was done."""
    taken = {}
    start = time.perf_counter()
    db = dense.make(folder, years=years, is_read=False)
    taken["(making it up)"] = 1000 * (time.perf_counter() - start)
    taken["(listing all of it)"] = once_ms(lambda: listed(db))
    slices: list[float] = []
    while search.due(db):
        slices.append(once_ms(lambda: one_slice(db)))
    taken["(taking in all words)"] = sum(slices)
    taken["(the longest slice of that)"] = max(slices)
    prompts = prompt_file.load(paths.resources() / "prompts" / "en.json")
    journal = Journal(db, now=lambda: NOW, zone="Europe/Berlin", prompts=prompts)
    plain = plain_texts(db, folder)

    def cold() -> None:
        journal.entries.read_again()
        journal.entries.find(Filters())

    def type_(text: str) -> None:
        # As if it had never been asked for.
        journal.entries._forget_answers()
        keys = journal.entries.find(Filters(text=text))
        journal.entries.rows(keys[:SEEN], text=text)

    def scan(text: str) -> None:
        where = " AND ".join("text LIKE ?" for _ in text.split())
        plain.execute(
            f"SELECT id FROM entry WHERE {where}", [f"%{word}%" for word in text.split()]
        ).fetchall()

    taken["the list, read once"] = median_ms(cold)
    taken["fifty rows"] = median_ms(
        lambda: journal.entries.rows(journal.entries.find(Filters())[:SEEN])
    )
    typed = keystrokes(dense.known_words())
    keys = {text: median_ms(lambda text=text: type_(text)) for text in typed}  # type: ignore[misc]
    taken["a keystroke"] = statistics.median(keys.values())
    taken["the slowest keystroke"] = max(keys.values())
    scans = [median_ms(lambda text=text: scan(text)) for text in typed]  # type: ignore[misc]
    taken["a keystroke, plain LIKE"] = statistics.median(scans)
    for name, filters in asked(journal).items():

        def filter_(filters: Filters = filters) -> None:
            journal.entries._forget_answers()
            journal.entries.find(filters)

        taken[f"filter: {name}"] = median_ms(filter_)
    first, last = NOW.date() - timedelta(days=90), NOW.date()
    taken["days of three months"] = median_ms(
        lambda: journal.entries.days_with_entries(first, last)
    )
    taken["on this day"] = median_ms(lambda: journal.entries.on_this_day(last))
    taken["first written"] = median_ms(lambda: journal.entries.first_written([typed[3]]))
    taken["keeping a check-in"] = median_ms(lambda: keep(journal, 120))
    taken["keeping a megabyte"] = median_ms(lambda: keep(journal, 200_000))
    taken["all sessions"] = median_ms(journal.sessions.all)
    plain.close()
    db.close()
    return taken


def listed(db: Connection) -> None:
    """Bring all records into the list."""
    with transaction(db):
        search.keep_up(db)


def one_slice(db: Connection) -> None:
    """Take in as much as the window does at a time."""
    with transaction(db):
        search.work(db, most=25_000)


def keep(journal: Journal, words: int) -> None:
    """Keep a check-in of that many words, new each time."""
    text = f"{time.perf_counter()} " + "some " * words
    journal.checkins.record(CheckIn(felt_at=NOW, day=NOW.date(), lines=(NoteLine(text=text),)))


def asked(journal: Journal) -> Mapping[str, Filters]:
    """Return what can be asked of the list besides words, each by its name."""
    tags = frozenset(tag.id for tag in journal.tags.all()[:3])
    mood = {ScaleId("mood"): (0.0, 4.0)}
    sad = frozenset({Feeling(family="sad")})
    return {
        "nothing": Filters(),
        "a year": Filters(period=Period(first=NOW.date() - timedelta(days=365), last=NOW.date())),
        "a kind": Filters(kinds=frozenset({Kind.THERAPY_SESSION})),
        "three tags": Filters(tags=tags),
        "a feeling": Filters(feelings=sad),
        "a pattern": Filters(patterns=frozenset({journal.patterns.all()[0].id})),
        "a range": Filters(scale_ranges=mood),
        "all of it": Filters(text="ba", tags=tags, feelings=sad, scale_ranges=mood),
    }


def main() -> int:
    """Print medians and how they grow; return 1 where the limit is passed at ten years."""
    years = [int(each) for each in sys.argv[1:]] or YEARS
    found = {}
    for each in years:
        with tempfile.TemporaryDirectory() as name:
            found[each] = measured(Path(name), each)
    print(f"{'milliseconds':<30}" + "".join(f"{each:>8} y" for each in years) + "   growth")
    for what in found[years[0]]:
        row = [found[each][what] for each in years]
        growth = row[-1] / row[0] if row[0] else 1
        print(f"{what:<30}" + "".join(f"{each:10.1f}" for each in row) + f"{growth:8.1f} x")
    judged = found.get(JUDGED, found[years[-1]])
    slowest = judged["the slowest keystroke"]
    print(f"slowest keystroke {slowest:.1f} ms, the limit is {LIMIT_MS} ms")
    return int(slowest > LIMIT_MS)


if __name__ == "__main__":
    sys.exit(main())
