"""Answers about the record as data, with the keys that ``resources/docs/ask.md`` tells of."""

from sessiondesk.exchange.record_json import JsonValue, as_json
from sessiondesk.insights import association, change, frequency, turning_point
from sessiondesk.insights.after_session import LOOKED_AT, AfterSessions
from sessiondesk.insights.change import Change
from sessiondesk.insights.claim import Ending, Interval, Window
from sessiondesk.insights.claims import Associations, Trend, TurningPoint, Weekdays
from sessiondesk.insights.evidence import Evidence
from sessiondesk.insights.first_noticed import FirstNoticed
from sessiondesk.insights.frequency import Frequency, FrequencyChange
from sessiondesk.insights.weekday import FEWEST_WEEKS
from sessiondesk.insights.working import TOO_EARLY_BELOW, Sum
from sessiondesk.ui import wording_findings
from sessiondesk.ui.insight_names import WORDS, Names

Data = dict[str, JsonValue]


def of_change(claim: Change) -> Data:
    """Return a comparison of two means."""
    need = {"now": _needed(claim.now), "then": _needed(claim.then)}
    return {
        "now": _window(claim.now) | {"mean": claim.mean_now},
        "then": _window(claim.then) | {"mean": claim.mean_then},
        "difference": claim.difference,
        "interval": _interval(claim.interval),
        "percent": claim.percent,
        "percent_interval": _interval(claim.percent_interval),
        "ending": str(claim.ending),
        "missing": _missing(need) if claim.ending is Ending.NOT_ENOUGH else None,
    }


def of_days(claim: Frequency | FrequencyChange) -> Data:
    """Return days a week, in one window or two."""
    if isinstance(claim, Frequency):
        lacking = max(0, frequency.FEWEST_ALONE - claim.window.answered)
        return {
            "at_least": claim.at_least,
            "now": _counted(claim),
            "then": None,
            "difference": None,
            "interval": None,
            "ending": str(Ending.NOT_ENOUGH) if claim.a_week is None else None,
            "missing": _missing({"now": lacking}),
        }
    least = frequency.FEWEST_TO_COMPARE
    return {
        "at_least": claim.now.at_least,
        "now": _counted(claim.now),
        "then": _counted(claim.then),
        "difference": claim.difference,
        "interval": _interval(claim.interval),
        "ending": str(claim.ending),
        "missing": _missing(
            {
                "now": max(0, least - claim.now.window.answered),
                "then": max(0, least - claim.then.window.answered),
            }
        ),
    }


def of_first(claim: FirstNoticed) -> Data:
    """Return when something was named, linked and written about."""
    return {
        "named_on": as_json(claim.named_on),
        "first_linked": as_json(claim.first_linked),
        "first_written": as_json(claim.first_written),
        "by_month": [
            {"month": f"{month:%Y-%m}", "entries": entries} for month, entries in claim.by_month
        ],
    }


def of_trend(claim: Trend) -> Data:
    """Return which way weekly means are going."""
    return {
        "weeks": len(claim.weeks),
        "first_week": as_json(claim.weeks[0]) if claim.weeks else None,
        "last_week": as_json(claim.weeks[-1]) if claim.weeks else None,
        "change": claim.change,
        "interval": _interval(claim.interval),
        "interval_90": _interval(claim.narrow),
        "steady_within": claim.within,
        "ending": str(claim.ending),
        "missing": _missing({"weeks": claim.missing_weeks}),
    }


def of_together(claim: Associations, names: Names) -> Data:
    """Return what goes together."""
    lacking = max(0, association.FEWEST_WEEKS - claim.weeks)
    ending = "found" if claim.found else str(Ending.CANT_TELL)
    return {
        "found": [
            {
                "tag": {"key": each.tag, "name": names.tag(each.tag)},
                "scale": subject(each.rating, names),
                "difference": each.difference,
                "tagged": each.tagged,
                "others": each.others,
                "sentence": wording_findings.association(each, names),
            }
            for each in claim.found
        ],
        "tested": claim.tested,
        "tags_without": claim.tags_without,
        "weeks": claim.weeks,
        "ending": str(Ending.NOT_ENOUGH) if lacking else ending,
        "missing": _missing({"weeks": lacking}),
    }


def of_after_sessions(claim: AfterSessions) -> Data:
    """Return what followed the sessions."""
    return {
        "sessions": [
            {"day": each.day.isoformat(), "difference": each.difference, "is_worse": each.is_worse}
            for each in claim.sessions
        ],
        "known": claim.known,
        "worse": claim.worse,
        "is_consistent": claim.is_consistent,
        "ending": _stands(is_so=claim.is_consistent, is_enough=claim.is_enough),
        "missing": _missing({"sessions": max(0, LOOKED_AT - claim.known)}),
    }


def of_weekdays(claim: Weekdays) -> Data:
    """Return the weekdays, from Monday on."""
    lacking = max(0, FEWEST_WEEKS - claim.weeks)
    return {
        "weekdays": [
            {"weekday": at, "mean": mean, "days": days}
            for at, (mean, days) in enumerate(zip(claim.means, claim.days, strict=True), start=1)
        ],
        "weeks": claim.weeks,
        "is_clear": claim.is_clear,
        "ending": _stands(is_so=claim.is_clear, is_enough=not lacking),
        "missing": _missing({"weeks": lacking}),
    }


def of_turn(claim: TurningPoint) -> Data:
    """Return the clearest single turn."""
    return {
        "points": claim.points,
        "at": as_json(claim.at),
        "ending": _stands(is_so=claim.at is not None, is_enough=claim.is_enough),
        "missing": _missing({"points": max(0, turning_point.FEWEST - claim.points)}),
    }


def of_working(evidence: Evidence) -> Data:
    """Return the five lines, each with what it rests on, and the sentence after them."""
    found = evidence.working
    return {
        "sessions": evidence.sessions,
        "lines": [as_json(each) for each in evidence.rests],
        "sum": str(found.sum),
        "way": str(found.way),
        "pointing": found.pointing,
        "worse_first": found.worse_first,
        "crossed_a_line": evidence.has_crossed,
        "ending": _stands(
            is_so=found.sum in {Sum.POINTS_ONE_WAY, Sum.MIXED},
            is_enough=found.sum is not Sum.TOO_EARLY,
        ),
        "missing": _missing({"sessions": max(0, TOO_EARLY_BELOW - evidence.sessions)}),
    }


def subject(key: str, names: Names) -> JsonValue:
    """Return what an answer is about."""
    found = names.subject(key)
    if found is None:
        return {"key": key, "name": names.instrument(key), "unit": None, "better": None}
    if key.startswith(f"{WORDS}:"):
        return {"key": key, "name": found.name, "unit": None, "better": None}
    return {
        "key": key,
        "name": found.name,
        "unit": str(found.unit),
        "better": as_json(found.better),
    }


def _window(window: Window) -> Data:
    return {
        "first": window.period.first.isoformat(),
        "last": window.period.last.isoformat(),
        "days": window.days,
        "answered": window.answered,
    }


def _counted(found: Frequency) -> Data:
    return _window(found.window) | {
        "counted": found.counted,
        "a_week": found.a_week,
        "interval": _interval(found.interval),
    }


def _interval(found: Interval | None) -> JsonValue:
    return None if found is None else {"low": found.low, "high": found.high}


def _needed(window: Window) -> int:
    """Return how many more answered days a window of a change needs."""
    return max(0, max(change.FEWEST_DAYS, -(-window.days // 2)) - window.answered)


def _missing(needed: dict[str, int]) -> JsonValue:
    return dict(needed) if any(needed.values()) else None


def _stands(*, is_so: bool, is_enough: bool) -> str:
    if not is_enough:
        return str(Ending.NOT_ENOUGH)
    return "found" if is_so else str(Ending.CANT_TELL)
