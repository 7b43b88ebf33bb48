"""What became of a session, and what follows from it for the things that were brought."""

from dataclasses import replace
from typing import Final

from sessiondesk.domain.bring_up import BringUpState
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.journal import Journal
from sessiondesk.store.kinds import Kind

CANCELLED: Final = frozenset({Outcome.CANCELLED_BY_ME, Outcome.CANCELLED_BY_THERAPIST})


def set_outcome(journal: Journal, session: TherapySession, outcome: Outcome) -> None:
    """Write down what became of ``session``, and carry over what it did not reach.

    Raises:
        StoreError: Nothing of it was kept.
    """
    kept = journal.sessions.find(session.id) or session
    now = journal.now()
    # Only what is written down ahead of the time says by itself when it was cancelled.
    cancelled_at = now if now < kept.starts_at else kept.cancelled_at
    if outcome not in CANCELLED:
        cancelled_at = None
    changed = replace(kept, outcome=outcome, cancelled_at=cancelled_at)
    with journal.act() as act:
        act.save(changed)
        if outcome.is_held and not kept.outcome.is_held:
            for each in journal.bring_ups.open():
                made = journal.made_at(Kind.BRING_UP, each.id)
                if made is not None and made <= kept.ends_at:
                    act.save(replace(each, state=BringUpState.CARRIED_OVER, session_id=kept.id))
