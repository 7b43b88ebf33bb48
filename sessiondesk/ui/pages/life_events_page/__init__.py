"""Life events and medicines: what else was going on."""

from sessiondesk.ui.pages.life_events_page.page import LifeEventsPage

__all__ = ["LifeEventsPage"]
