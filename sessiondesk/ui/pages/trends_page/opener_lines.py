"""The sentence to start with that fits what a card says."""

from sessiondesk.domain.prompts import Prompts


def first(prompts: Prompts, group: str) -> tuple[str, str] | None:
    """Return id and words of the first sentence of a group of openers, or None."""
    for each in prompts.openers.groups:
        if each.id == group and each.lines:
            return each.lines[0].id, each.lines[0].text
    return None
