"""Findings with their words, as the page, the kept review and the paper show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sessiondesk.domain.insight import Asked
from sessiondesk.domain.review import Finding, SpeaksFor
from sessiondesk.insights import keeping
from sessiondesk.insights.counts import Count, ScoreStory
from sessiondesk.insights.evidence import Evidence
from sessiondesk.insights.keeping import METHOD
from sessiondesk.insights.questionnaire_change import ChangeClass
from sessiondesk.insights.working import Working
from sessiondesk.ui import wording_review
from sessiondesk.ui.insight_names import Names
from sessiondesk.ui.wording_review import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A finding with its words.

    Attributes:
        key: What it is known by as long as the page is shown, and in drafts.
        finding: The finding.
        told: What it says.
    """

    key: str
    finding: Finding = field(repr=False)
    told: Told = field(repr=False)


def key_of(finding: Finding) -> str:
    """Return what a finding is known by among those of one day."""
    claim = keeping.decode(finding.asked, finding.claim)
    what = claim.what.value if isinstance(claim, Count) else ""
    return f"{finding.asked}:{finding.subject}:{what}"


def pieces_of(findings: Iterable[Finding], names: Names) -> Sequence[Piece]:
    """Return the findings that can be said; the five lines are none of them."""
    found = []
    for each in findings:
        told = None if each.asked is Asked.WORKING else wording_review.told(each, names)
        if told is not None:
            found.append(Piece(key=key_of(each), finding=each, told=told))
    return found


def is_worse_form(finding: Finding) -> bool:
    """Whether a questionnaire got reliably worse."""
    claim = keeping.decode(finding.asked, finding.claim)
    return isinstance(claim, ScoreStory) and claim.change.judged is ChangeClass.WORSENED


def five_lines_of(evidence: Evidence) -> Finding:
    """Return the five lines in the shape in which they are kept with a review.

    They stand on no side; the one they are kept with says nothing.
    """
    return Finding(
        side=SpeaksFor.AGAINST,
        asked=Asked.WORKING,
        method=METHOD,
        claim=keeping.encode(evidence.working),
    )


def kept_lines(findings: Iterable[Finding]) -> Working | None:
    """Return the five lines that were kept with a review, or None."""
    for each in findings:
        if each.asked is Asked.WORKING:
            claim = keeping.decode(each.asked, each.claim)
            if isinstance(claim, Working):
                return claim
    return None
