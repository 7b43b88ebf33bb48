import pytest

from sessiondesk.domain.sheet_preset import Audience
from sessiondesk.prepsheet import content
from sessiondesk.prepsheet.presets import default_of
from sessiondesk.prepsheet.sheet import BlockId, Choice
from sessiondesk.ui.wording_sheet import SheetWords
from tests.sheet_everything import everything, names


def sheet_for(audience):
    preset = default_of(audience)
    choice = Choice(
        blocks_off=preset.blocks_off,
        lines_off=preset.lines_off,
        lines_on=preset.lines_on,
        order=preset.order,
        pages=preset.pages,
    )
    return content.build(everything(), SheetWords(names()), choice)


def printed(audience):
    return [block.id for block in sheet_for(audience).printed]


def test_a_doctor_is_shown_how_it_has_been_medicines_and_questionnaires_and_no_more():
    assert printed(Audience.DOCTOR) == [
        BlockId.FIRST,
        BlockId.HOW_IT_HAS_BEEN,
        BlockId.EVENTS,
        BlockId.MEASURES,
        BlockId.LINES,
    ]


def test_for_myself_everything_is_there_and_on_two_pages():
    assert set(BlockId) - set(printed(Audience.MYSELF)) == {
        BlockId.FIT,
        BlockId.IN_MY_WORDS,
        BlockId.SIX_MONTHS,
    }
    assert default_of(Audience.MYSELF).pages == 2


def test_for_the_therapist_it_is_as_it_comes():
    assert default_of(Audience.THERAPIST).blocks_off == frozenset()
    assert BlockId.WINS_HURDLES in printed(Audience.THERAPIST)
    assert BlockId.ATTENDANCE not in printed(Audience.THERAPIST)


@pytest.mark.parametrize("audience", list(Audience))
def test_no_preset_puts_anything_private_on_paper(audience):
    private = [
        line for block in sheet_for(audience).blocks for line in block.lines if line.is_private
    ]
    assert private
    assert not any(line.is_on for line in private)
