"""How sheets are put together, as it is kept: presets, order, names."""

import json

import pytest

from sessiondesk.domain.sheet_preset import Audience, PersonName, SheetPreset
from sessiondesk.exchange import journal_json
from sessiondesk.journal import Journal
from sessiondesk.journal.settings import JournalSettings, is_valid
from sessiondesk.store import connection
from sessiondesk.store.migrations import migrate
from tests.conftest import KEY, VAULT_ID, ZONE

DEFAULT = JournalSettings()
DOCTOR = SheetPreset(
    blocks_off=frozenset({"goals", "lines"}),
    order=("first", "measures"),
    lines_off=frozenset({"b1"}),
    lines_on=frozenset({"block:measures"}),
    pages=2,
    layout="card",
)
CHOSEN = {
    "sheet_order": ("goals", "first"),
    "sheet_layout": "card",
    "sheet_audience": "doctor",
    "sheet_presets": {"doctor": DOCTOR, "myself": SheetPreset()},
    "person_names": (
        PersonName(name="Élodie 田中"),
        PersonName(name="Marie", initials="my sister"),
    ),
}


@pytest.fixture
def open_again(journal, prompts, clock):
    return lambda: Journal(journal.db, now=clock, zone=ZONE, prompts=prompts)


@pytest.fixture
def another(tmp_path, clock, prompts):
    db = connection.create(tmp_path / "another.db", KEY, VAULT_ID)
    migrate(db)
    yield Journal(db, now=clock, zone=ZONE, prompts=prompts)
    db.close()


def test_how_a_sheet_is_put_together_stays(journal, open_again):
    journal.settings.change(**CHOSEN)

    kept = open_again().settings.value
    assert {name: getattr(kept, name) for name in CHOSEN} == CHOSEN


def test_it_goes_out_and_comes_back(journal, another):
    journal.settings.change(**CHOSEN)

    document = journal.transfer.export()
    another.transfer.bring_in(journal_json.read(document))

    kept = another.settings.value
    assert {name: getattr(kept, name) for name in CHOSEN} == CHOSEN
    assert another.transfer.export() == document


def test_the_same_choice_gives_the_same_text(journal):
    def kept():
        return journal.db.execute(
            "SELECT value FROM setting WHERE name = 'sheet_presets'"
        ).fetchone()

    many = frozenset(f"block {n}" for n in range(40))
    for names in (many, frozenset(sorted(many, reverse=True))):
        journal.settings.change(sheet_presets={"myself": SheetPreset(blocks_off=names)})
        first = kept()
        journal.settings.change(sheet_presets={})
        journal.settings.change(sheet_presets={"myself": SheetPreset(blocks_off=names)})
        assert kept() == first


@pytest.mark.parametrize("audience", Audience)
def test_any_reader_can_be_chosen(journal, audience):
    journal.settings.change(sheet_audience=audience)

    assert journal.settings.value.sheet_audience == audience


@pytest.mark.parametrize("fields", [{"sheet_layout": "poster"}, {"sheet_audience": "everybody"}])
def test_what_cannot_be_chosen_is_refused(journal, fields):
    with pytest.raises(ValueError, match="cannot be"):
        journal.settings.change(**fields)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sheet_order", 5),
        ("sheet_order", "first"),
        ("sheet_order", [1, 2]),
        ("sheet_order", {"first": 1}),
        ("sheet_layout", "poster"),
        ("sheet_layout", None),
        ("sheet_layout", ["sheet"]),
        ("sheet_audience", "everybody"),
        ("sheet_audience", 1),
        ("sheet_presets", []),
        ("sheet_presets", {"doctor": 5}),
        ("sheet_presets", {"doctor": {"pages": 7}}),
        ("sheet_presets", {"doctor": {"pages": True}}),
        ("sheet_presets", {"doctor": {"layout": "poster"}}),
        ("sheet_presets", {"doctor": {"blocks_off": "all"}}),
        ("sheet_presets", {"doctor": {"order": [None]}}),
        ("person_names", {}),
        ("person_names", ["Marie"]),
        ("person_names", [{"initials": "M."}]),
        ("person_names", [{"name": ""}]),
        ("person_names", [{"name": "  "}]),
        ("person_names", [{"name": "Marie"}, {"name": 5}]),
        ("person_names", [{"name": "Marie", "initials": None}]),
    ],
    ids=repr,
)
def test_what_a_file_says_and_cannot_be_is_as_if_it_was_not_said(
    journal, another, open_again, name, value
):
    text = json.dumps(value)
    assert not is_valid(name, text)
    document = {
        "format": "sessiondesk-journal",
        "version": journal_json.VERSION,
        "setting": [{"name": name, "value": value}],
    }

    another.transfer.bring_in(journal_json.read(json.dumps(document).encode()))
    journal.db.execute("INSERT INTO setting (name, value) VALUES (?, ?)", (name, text))

    for each in (another, open_again()):
        assert getattr(each.settings.value, name) == getattr(DEFAULT, name)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sheet_order", ["a block of a later version", "first", "first"]),
        ("sheet_presets", {"nurse": {"colour": "red"}}),
        ("person_names", [{"name": "\u202emarie", "initials": ""}, {"name": "M" * 10_000}]),
    ],
    ids=["order", "presets", "names"],
)
def test_what_is_not_known_here_does_no_harm(journal, open_again, name, value):
    journal.db.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?)", (name, json.dumps(value))
    )

    assert getattr(open_again().settings.value, name) != getattr(DEFAULT, name)
