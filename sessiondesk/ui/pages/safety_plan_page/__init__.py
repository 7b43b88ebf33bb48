"""The safety plan: written on a calmer day, at hand on a harder one."""

from sessiondesk.ui.pages.safety_plan_page.page import SafetyPlanPage

__all__ = ["SafetyPlanPage"]
