"""What the journal reads with: prompts and questionnaires, from the files of the program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sessiondesk.exchange import instrument_file, prompt_file
from sessiondesk.exchange.prompt_file import PromptFileError
from sessiondesk.store.errors import ProgramFileError

if TYPE_CHECKING:
    from pathlib import Path

    from sessiondesk.domain.instrument import Instruments
    from sessiondesk.domain.prompts import Prompts


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramFiles:
    """What was read of them.

    Attributes:
        prompts: What is asked, and how.
        instruments: The questionnaires that can be filled in.
        damaged: Names of the files of questionnaires that cannot be used; what they would
            hold is left out.
    """

    prompts: Prompts
    instruments: Instruments
    damaged: tuple[str, ...]


def load(resources: Path) -> ProgramFiles:
    """Return what is in the folder ``resources``, as far as it is whole.

    A questionnaire whose file is damaged is left out: nobody is kept from their journal by it.

    Raises:
        ProgramFileError: The file of prompts cannot be read; without it nothing can be shown.
    """
    try:
        prompts = prompt_file.load(resources / "prompts" / "en.json")
    except PromptFileError as error:
        raise ProgramFileError from error
    instruments, faults = instrument_file.load_usable(resources / "instruments")
    return ProgramFiles(
        prompts=prompts,
        instruments=instruments,
        damaged=tuple(each.path.name for each in faults),
    )
