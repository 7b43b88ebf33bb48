"""The safety plan on its way to a file or to a printer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sessiondesk.domain.kept_sheet import TakenAs
from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.ui.paper import plan_page
from sessiondesk.ui.paper.marks import Page
from sessiondesk.ui.paper.measures import PaperSize
from sessiondesk.ui.paper.plan_page import Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPaper:
    """The plan as it goes out.

    Attributes:
        plan: What is written.
        numbers: What stands below it.
        day: The day it is put on paper.
        size: The paper.
    """

    plan: SafetyPlan = field(repr=False)
    numbers: Numbers = field(repr=False)
    day: date
    size: PaperSize

    @property
    def title(self) -> str:
        """The title of a file."""
        return plan_page.title()

    @property
    def file_name(self) -> str:
        """What a file of it is called, without the ending."""
        return "safety-plan"

    def drawn(self) -> Sequence[Page]:
        """Set it on paper. Shaped text is not shared between threads: each sets its own."""
        return plan_page.lay_out(self.plan, self.numbers, on=self.day, size=self.size)

    def kept(self, _taken_as: TakenAs) -> None:
        """Return nothing: the plan is no sheet, and its versions are kept where it is."""
