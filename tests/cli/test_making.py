import re

import pytest

from sessiondesk import demo
from sessiondesk.vault import recovery_key

PASSPHRASE = "one long passphrase"


@pytest.fixture
def passphrase_file(tmp_path):
    path = tmp_path / "p"
    path.write_text(f"{PASSPHRASE}\n")
    return path


def test_a_new_journal_opens_with_its_passphrase_and_its_recovery_key(
    run, tmp_path, passphrase_file
):
    place = tmp_path / "mine.sdesk"

    answer = run("create", place, "--passphrase-file", passphrase_file)

    assert (answer.code, answer.err) == (0, "")
    assert "“mine”" in answer.out
    (key,) = re.findall(r"^    (\S+)$", answer.out, re.MULTILINE)
    recovery_key.parse(key)
    key_file = tmp_path / "r"
    key_file.write_text(key)
    assert run("check", place, "--passphrase-file", passphrase_file).code == 0
    assert run("check", place, "--recovery-key-file", key_file).code == 0
    assert run("show", place, "checkins", "--json", "--recovery-key-file", key_file).data == []


def test_a_journal_is_made_where_a_name_has_a_blank_or_a_quote(run, tmp_path, passphrase_file):
    place = tmp_path / "it's “mine” 100% ?#.sdesk"

    assert run("create", place, "--passphrase-file", passphrase_file).code == 0
    assert run("check", place, "--passphrase-file", passphrase_file).code == 0


@pytest.mark.parametrize(
    ("passphrase", "said"),
    [
        ("short", "It needs at least eight characters."),
        ("a nul \0 in it", "There is a character in it that cannot be typed"),
        ("two\nlines of it", "There is a character in it that cannot be typed"),
        ("x" * 10_001, "It is longer than ten thousand characters."),
        ("not assigned \U000e0fff", "There is a character in it that this version"),
    ],
)
def test_a_passphrase_that_could_not_be_typed_again_is_refused(run, tmp_path, passphrase, said):
    path = tmp_path / "p"
    path.write_bytes(passphrase.encode())

    answer = run("create", tmp_path / "new", "--passphrase-file", path)

    assert answer.code == 1
    assert answer.err.startswith("sessiondesk: This passphrase cannot be used. Nothing was made")
    assert said in answer.err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("command", ["create", "demo"])
def test_what_is_there_already_is_left_as_it_is(run, tmp_path, passphrase_file, command):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")

    for place, said in (
        (tmp_path / "full", "There is already a folder with something in it"),
        (passphrase_file, "There is already a file with this name"),
        (tmp_path / "no" / "where", "The folder in which the journal should be made is not there"),
        (tmp_path / ("x" * 300), "The disk does not accept this name"),
        (tmp_path / "a\0b", "The disk does not accept this name"),
    ):
        answer = run(command, place, "--passphrase-file", passphrase_file)
        assert answer.code == 1
        assert said in answer.err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["full", "p"]
    assert (tmp_path / "full" / "letter.txt").read_text() == "mine"
    assert passphrase_file.read_text() == f"{PASSPHRASE}\n"


@pytest.mark.usefixtures("plain_rights")
@pytest.mark.parametrize("command", ["create", "demo"])
def test_a_folder_that_may_only_be_read_gets_no_journal(run, tmp_path, passphrase_file, command):
    around = tmp_path / "around"
    around.mkdir()
    around.chmod(0o500)

    answer = run(command, around / "new", "--passphrase-file", passphrase_file)

    around.chmod(0o700)
    assert answer.code == 1
    assert "This account may not write in the folder" in answer.err
    assert list(around.iterdir()) == []


def test_the_demo_says_its_passphrase_and_that_it_is_made_up(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    answer = run("demo", "demo")

    assert answer.code == 0
    assert "Every word in it is invented." in answer.out
    assert "Its passphrase is: made up data\n" in answer.out
    assert "To open it: sessiondesk ./demo\n" in answer.out
    path = tmp_path / "p"
    path.write_text(demo.PASSPHRASE)
    shown = run("show", "demo", "checkins", "--json", "--passphrase-file", path)
    assert len(shown.data) > 300


def test_a_demo_with_a_passphrase_of_ones_own_does_not_tell_it(run, tmp_path, passphrase_file):
    answer = run("demo", tmp_path / "made", "--passphrase-file", passphrase_file)

    assert answer.code == 0
    assert "passphrase is" not in answer.out
    assert PASSPHRASE not in answer.out
    assert run("check", tmp_path / "made", "--passphrase-file", passphrase_file).code == 0
