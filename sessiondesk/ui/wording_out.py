"""What a page says about its way onto paper and into files, where pages differ. QtCore only."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True, kw_only=True)
class OutWords:
    """The words of one page.

    Attributes:
        before_printing: Where what is printed may be kept, said before the first time.
        printed: The print service has it.
        not_printed: The print service did not take it; a title.
        not_written: A file could not be written; a title.
        not_sealed: What a file is that anyone can read, below its name.
    """

    before_printing: str
    printed: str
    not_printed: str
    not_written: str
    not_sealed: str


def of_sheet() -> OutWords:
    """Return the words for a prep sheet or a diary card."""
    return OutWords(
        before_printing=_tr(
            "The page goes to this computer’s print service, which may send it over the "
            "network. Print services and printers can keep what they printed for a while."
        ),
        printed=_tr("The page went to the print service."),
        not_printed=_tr("The print service did not take the page"),
        not_written=_tr("The file could not be written"),
        not_sealed=_tr(
            "Anyone who gets the file can read it. Delete it when you no longer need "
            "it; the sheet can be made again from your journal."
        ),
    )


def of_document() -> OutWords:
    """Return the words for a review or a hand-over, which may take several pages."""
    return OutWords(
        before_printing=_tr(
            "The pages go to this computer’s print service, which may send them over the "
            "network. Print services and printers can keep what they printed for a while. "
            "The paper is not sealed either."
        ),
        printed=_tr("The pages went to the print service."),
        not_printed=_tr("The print service did not take the pages"),
        not_written=_tr("The PDF could not be written"),
        not_sealed=_tr(
            "Anyone who gets the file can read it. Delete it when you no longer need it; it "
            "can be made again from your journal."
        ),
    )


def of_plan() -> OutWords:
    """Return the words for the safety plan."""
    return OutWords(
        before_printing=_tr(
            "The page goes to this computer’s print service, which may send it over the "
            "network. Print services and printers can keep what they printed for a while. "
            "The paper is not sealed either."
        ),
        printed=_tr("The page went to the print service."),
        not_printed=_tr("The print service did not take the page"),
        not_written=_tr("The PDF could not be written"),
        not_sealed=_tr(
            "Anyone who gets the file can read your plan. Keep it where you want it, and "
            "delete it when you no longer need it."
        ),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("wording_out", text)
