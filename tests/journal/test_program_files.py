"""What the journal reads with: a damaged questionnaire keeps nobody from their journal."""

import shutil

import pytest

from sessiondesk import paths
from sessiondesk.journal import program_files
from sessiondesk.store.errors import ProgramFileError


@pytest.fixture
def resources(tmp_path):
    for name in ("prompts", "instruments"):
        shutil.copytree(paths.resources() / name, tmp_path / name)
    return tmp_path


def test_whole_files_are_read_as_they_are(resources, prompts, instruments):
    found = program_files.load(resources)

    assert (found.prompts, found.instruments, found.damaged) == (prompts, instruments, ())


@pytest.mark.parametrize("spoil", [b"", b"{", b'{"id": "phq9"}', b"\xff\xfe"])
def test_a_damaged_questionnaire_is_left_out_and_named(resources, instruments, spoil):
    (resources / "instruments/phq9.json").write_bytes(spoil)

    found = program_files.load(resources)

    assert found.damaged == ("phq9.json",)
    assert found.instruments.all == tuple(each for each in instruments.all if each.id != "phq9")


def test_one_without_its_licence_is_left_out_as_well(resources):
    (resources / "instruments/gad7.licence.txt").unlink()

    found = program_files.load(resources)

    assert found.damaged == ("gad7.licence.txt",)
    assert found.instruments.find("gad7") is None


def test_without_any_questionnaire_there_are_none(resources):
    shutil.rmtree(resources / "instruments")

    found = program_files.load(resources)

    assert (found.instruments.all, found.damaged) == ((), ())


@pytest.mark.parametrize("spoil", [None, b"", b"{}", b"\xff"])
def test_without_the_prompts_nothing_can_be_shown(resources, spoil):
    path = resources / "prompts/en.json"
    if spoil is None:
        path.unlink()
    else:
        path.write_bytes(spoil)

    with pytest.raises(ProgramFileError):
        program_files.load(resources)
