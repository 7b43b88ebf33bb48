import pytest

from sessiondesk import paths
from sessiondesk.exchange import crisis_line_file
from sessiondesk.exchange.crisis_line_file import CrisisLineFileError


def test_the_list_that_comes_with_the_program_can_be_read():
    lines = crisis_line_file.load(paths.resources() / "crisis_lines" / "en.json")

    assert len(lines.lines) == 26
    assert [each.name for each in lines.lines] == sorted(each.name for each in lines.lines)
    british = lines.of("GB")
    assert british is not None
    assert (british.line, british.emergency) == ("116 123", "999")
    assert lines.elsewhere


def test_a_number_nobody_has_compared_says_so():
    # A day of checking is a promise: it is written down only by who has checked.
    lines = crisis_line_file.load(paths.resources() / "crisis_lines" / "en.json")

    assert {each.checked_on for each in lines.lines} == {None}


@pytest.mark.parametrize("text", ["", "{", '{"language": "en"}', "[]"])
def test_a_list_that_is_not_one_is_refused(tmp_path, text):
    (tmp_path / "en.json").write_text(text)

    with pytest.raises(CrisisLineFileError):
        crisis_line_file.load(tmp_path / "en.json")


def test_a_list_that_is_missing_is_refused(tmp_path):
    with pytest.raises(CrisisLineFileError):
        crisis_line_file.load(tmp_path / "en.json")
