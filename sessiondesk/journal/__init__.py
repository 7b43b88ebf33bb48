"""The open journal: what pages ask and tell. One part for each stem: ``journal.goals``."""

from sessiondesk.journal.journal import Journal
from sessiondesk.journal.topics import Topic

__all__ = ["Journal", "Topic"]
