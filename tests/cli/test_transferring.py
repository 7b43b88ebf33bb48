import json
import re
import stat
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.checkin import CheckIn, NoteLine
from sessiondesk.exchange.journal_json import VERSION
from sessiondesk.vault import backup_file, creating
from sessiondesk.vault.backup_file import Reason

NEWER = json.dumps({"format": "sessiondesk-journal", "version": VERSION + 1}).encode()
SUMMER = timezone(timedelta(hours=2))
CHECKIN = CheckIn(
    felt_at=datetime(2026, 5, 11, 21, 0, tzinfo=SUMMER),
    day=date(2026, 5, 11),
    sleep_hours=7,
    lines=(NoteLine(text="müde 雨"),),
)


@pytest.fixture
def filled(folder, open_) -> Path:
    """A journal with two records in it."""
    made: Path = folder
    with open_() as journal:
        journal.checkins.record(CHECKIN)
        journal.bring_ups.record(BringUp(text="to say"))
    return made


@pytest.fixture
def export(run, filled, recovery_file, tmp_path):
    """Export the journal."""

    def export(out="all.json", *words):
        place = tmp_path / out
        return run(
            "export", filled, "--out", place, "--recovery-key-file", recovery_file, *words
        ), place

    return export


@pytest.fixture
def other(new_vault, tmp_path) -> Path:
    """Another, empty journal that the same recovery key opens."""
    folder: Path = tmp_path / "other.sdesk"
    creating.write(folder, new_vault, now=datetime(2026, 5, 12, tzinfo=SUMMER)).close()
    return folder


@pytest.fixture
def bring_in(run, recovery_file):
    """Bring a file into a journal."""

    def bring_in(file, into, *words):
        return run("import", file, "--into", into, "--recovery-key-file", recovery_file, *words)

    return bring_in


def backups(folder: Path) -> list[Reason | None]:
    return [each.reason for each in backup_file.all_in(folder / "backups")]


def test_an_export_is_everything_and_says_that_it_is_not_encrypted(export):
    answer, place = export()

    assert answer.code == 0
    assert f"Everything in “mine” is in {place}: 1 check-in, 1 thing to bring up, " in answer.out
    assert "The file is not encrypted" in answer.out
    document = json.loads(place.read_text("utf-8"))
    assert (document["format"], document["version"]) == ("sessiondesk-journal", VERSION)
    assert document["checkin"][0]["felt_at"] == "2026-05-11T21:00:00+02:00"
    assert document["checkin_line"][0]["text"] == "müde 雨"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_a_journal_goes_over_into_another_and_comes_back_the_same(
    export, bring_in, run, other, recovery_file
):
    _, place = export()

    answer = bring_in(place, other)

    assert answer.code == 0
    assert "In the file: 2026-05-11 to 2026-05-11.\n" in answer.out
    assert "New: 1 check-in, 1 thing to bring up.\n" in answer.out
    again = place.with_name("again.json")
    run("export", other, "--out", again, "--recovery-key-file", recovery_file)
    assert again.read_bytes() == place.read_bytes()


def test_a_dry_run_says_what_would_come_in_and_writes_nothing(export, bring_in, other):
    _, place = export()

    answer = bring_in(place, other, "--dry-run")

    assert "New: 1 check-in, 1 thing to bring up.\n" in answer.out
    assert answer.out.endswith("Nothing was written.\n")
    assert "New: 1 check-in" in bring_in(place, other).out


def test_what_is_here_already_does_not_come_twice(export, bring_in, filled):
    _, place = export()

    answer = bring_in(place, filled)

    assert "Here already: 1 check-in, 1 thing to bring up" in answer.out
    assert "Everything in the file is here already.\n" in answer.out


def test_what_was_changed_is_told_apart(export, bring_in, open_, filled):
    _, place = export()
    with open_() as journal:
        journal.checkins.record(replace(CHECKIN, sleep_hours=3))
        (open_one,) = journal.bring_ups.open()
        journal.bring_ups.remove(open_one.id)
    document = json.loads(place.read_bytes())
    document["checkin"][0] |= {"changed_at": "2001-01-01T00:00:00Z", "sleep_hours": 9}
    place.write_text(json.dumps(document))

    answer = bring_in(place, filled)

    assert "so that what came is an earlier version: 1 check-in.\n" in answer.out
    assert "Out of the bin again: 1 thing to bring up.\n" in answer.out

    document["checkin"][0]["changed_at"] = "2100-01-01T00:00:00Z"
    place.write_text(json.dumps(document))
    assert "and taken over: 1 check-in.\n" in bring_in(place, filled).out


def test_a_questionnaire_of_a_day_to_come_is_told_of(export, bring_in, other, open_):
    with open_() as journal:
        for day in (date(2026, 5, 10), date(2999, 1, 1), date(2999, 1, 2)):
            journal.measures.record(
                Assessment(instrument="gad7", version=1, day=day, total=4, band="minimal")
            )
        journal.measures.remove(journal.measures.of("gad7")[-1].id)
    _, place = export()

    told = "Of a day that has not come yet: 1 questionnaire. It stays as it is"
    assert told in bring_in(place, other, "--dry-run").out
    assert told in bring_in(place, other).out
    assert told not in bring_in(place, other).out


def test_a_backup_is_made_before_anything_comes_into_a_journal_in_use(
    export, bring_in, other, filled
):
    _, place = export()

    bring_in(place, other)
    assert backups(other) == []

    bring_in(place, filled, "--dry-run")
    assert backups(filled) == []
    bring_in(place, filled)
    assert backups(filled) == [Reason.BEFORE_IMPORT]


def test_made_up_data_is_told(bring_in, open_, export, other):
    with open_() as journal:
        journal.settings.change(is_made_up=True)
    _, place = export()

    assert "made-up data" in bring_in(place, other).err


def test_something_that_is_there_is_not_replaced_unless_asked_for(export, tmp_path):
    (tmp_path / "all.json").write_text("mine")

    answer, place = export()
    assert answer.code == 1
    assert "There is already something" in answer.err
    assert place.read_text() == "mine"

    answer, place = export("all.json", "--force")
    assert answer.code == 0
    assert place.read_bytes().startswith(b"{")


@pytest.mark.parametrize(
    ("out", "said"),
    [
        (".", "is a folder"),
        ("no/such/all.json", "is not there"),
        ("mine.sdesk/all.json", "inside of the journal's folder"),
        ("a\0b.json", "no possible name"),
        ("x" * 300, "its name is too long"),
    ],
)
def test_a_place_that_cannot_be_is_refused_before_anything_is_opened(export, out, said):
    answer, _ = export(out)

    assert answer.code == 1
    assert said in answer.err


def test_a_place_that_may_not_be_written_is_refused(export, tmp_path, plain_rights):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)

    answer, place = export("closed/all.json")

    assert answer.code == 1
    assert "this account has no right to it" in answer.err
    assert not place.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "This is not whole JSON"),
        (b"{}", "not a complete export"),
        (NEWER, "A newer version"),
        (b'{"format": "sessiondesk-journal", "version": 1, "dream": []}', "dream: This version"),
        (
            b'{"format": "sessiondesk-journal", "version": 1, "tag": [{"id": 7}]}',
            r"tag\[0\].id: A text belongs here. Nothing was brought in",
        ),
    ],
)
def test_a_file_that_is_no_export_is_refused_in_a_sentence(
    bring_in, other, tmp_path, content, said
):
    file = tmp_path / "all.JSON"
    file.write_bytes(content)

    answer = bring_in(file, other)

    assert answer.code == 1
    assert answer.err.endswith("Nothing was brought in.\n")
    assert re.search(said, answer.err)


def test_a_file_that_cannot_be_read_is_refused(bring_in, other, tmp_path, monkeypatch):
    assert "is not there" in bring_in(tmp_path / "none.json", other).err
    assert "no possible name" in bring_in("a\0.json", other).err
    large = tmp_path / "large.json"
    large.write_bytes(b" " * 100)
    monkeypatch.setattr("sessiondesk.exchange.journal_json.LARGEST_FILE", 99)
    assert "is larger than" in bring_in(large, other).err


def test_nothing_comes_into_a_journal_that_may_only_be_read(export, bring_in, other, plain_rights):
    _, place = export()
    other.chmod(0o500)
    try:
        answer = bring_in(place, other)
        dry = bring_in(place, other, "--dry-run")
    finally:
        other.chmod(0o700)

    assert answer.code == 1
    assert "may not be written" in answer.err
    assert "New: 1 check-in" in dry.out


def test_a_map_belongs_to_a_csv_file_and_only_there(run, tmp_path):
    assert run("import", "all.json", "--into", tmp_path, "--map", "m.toml").code == 2
    answer = run("import", "all.csv", "--into", tmp_path)
    assert answer.code == 2
    assert "--map" in answer.err
