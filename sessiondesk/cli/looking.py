"""``check`` and ``show``: looking without changing anything."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from sessiondesk.cli import secret
from sessiondesk.cli.opened import open_journal, open_with
from sessiondesk.cli.telling import counted, hand_over, progress, remark, say
from sessiondesk.domain.goal import Goal
from sessiondesk.domain.period import Period
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.exchange.record_json import JsonValue, as_json, document
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreDamagedError, StoreMissingError
from sessiondesk.vault import layout, opening
from sessiondesk.vault.checking import CheckResult
from sessiondesk.vault.surveying import Survey, survey

_COUNTED: Final = {
    "checkin": "check-ins",
    "therapy_session": "therapy sessions",
    "bring_up": "things to bring up",
    "practice": "agreed things",
    "goal": "goals",
    "pattern": "patterns",
    "sign": "signs",
    "life_event": "life events",
    "assessment": "questionnaires",
    "form_total": "totals of forms",
    "review": "progress reviews",
    "recall": "times remembered",
    "sheet": "sheets that were taken",
    "scale": "scales",
    "tag": "tags",
}
_MOST_NAMED: Final = 20


def check(arguments: Namespace) -> int:
    """Look whether everything in a journal's file is sound."""
    given = secret.to_open(arguments)
    found = None
    try:
        with open_with(arguments.journal, given) as vault:
            found = vault.check()
            _tell(vault.name, found)
    except StoreMissingError:
        raise
    except StoreDamagedError:
        say(f"Journal: {layout.display_name(layout.find(arguments.journal))}")
    if found is not None and found.is_sound:
        say("Sound: every page has its seal, every index and every reference is right.")
        return 0
    if found is not None:
        remark(
            "sessiondesk: The journal's file is damaged: "
            f"{counted(len(found.bad_pages), 'bad page')}, "
            f"{counted(found.structure_problems, 'fault')} in tables and indexes, "
            f"{counted(found.reference_problems, 'reference')} to rows that are not there."
        )
    else:
        remark("sessiondesk: The journal's file is damaged at its beginning: it does not open.")
    unsealed = opening.unseal(arguments.journal, given.text, given.kind)
    with progress("Looking at every page") as tell:
        surveyed = survey(unsealed, progress=tell)
    _tell_of_damage(surveyed)
    return 1


def _tell(name: str, found: CheckResult) -> None:
    say(f"Journal: {name}")
    say(f"Pages: {found.pages}")
    for table, words in _COUNTED.items():
        say(f"{words.capitalize()}: {_count(found.rows.get(table, 0))}")


def _tell_of_damage(found: Survey) -> None:
    """Say what is known, what is safe and what to do."""
    if found.bad_pages:
        listed = ", ".join(map(str, found.bad_pages[:_MOST_NAMED]))
        more = ", ..." if len(found.bad_pages) > _MOST_NAMED else ""
        remark(f"Pages that cannot be read: {listed}{more}.")
    if found.mendable_pages:
        remark(
            f"{counted(len(found.mendable_pages), 'page')} with one wrong bit can be put right."
        )
    if found.total is None:
        remark(f"{counted(found.readable, 'record')} can be read.")
    else:
        bad = f", {found.affected} in part or not at all" if found.affected else ""
        remark(f"{found.readable} of {counted(found.total, 'record')} can be read{bad}.")
    backup = found.backup
    if backup is None:
        remark("There is no whole backup in the journal's folder.")
    else:
        remark(
            f"The newest whole backup is of {backup.made_at:%Y-%m-%d at %H:%M} UTC: {backup.path}"
        )
    remark(
        "Nothing was changed. Copy the whole folder before anything else. Then open the journal "
        "in the window, which repairs it and fills gaps from that backup; or use the commands "
        "restore and rescue."
    )


def _count(rows: int) -> str:
    return "cannot be read" if rows < 0 else str(rows)


def show(arguments: Namespace) -> int:
    """Hand over records as one JSON document."""
    period = Period(first=arguments.first or date.min, last=arguments.last or date.max)
    with open_journal(arguments) as journal:
        hand_over(document(RECORDS[arguments.records](journal, period)))
    return 0


def _checkins(journal: Journal, period: Period) -> JsonValue:
    return [as_json(each) for each in journal.checkins.between(period)]


def _sessions(journal: Journal, period: Period) -> JsonValue:
    numbers = {
        session_id: number
        for course in journal.courses.all()
        for session_id, number in journal.sessions.numbers(course.id).items()
    }
    return [
        _session(journal, each, numbers.get(each.id)) for each in journal.sessions.between(period)
    ]


def _session(journal: Journal, session: TherapySession, number: int | None) -> JsonValue:
    return _fields(session) | {
        "number": number,
        "day": as_json(session.day),
        "starts_at": as_json(session.starts_at),
        "agreed": [as_json(each) for each in journal.practices.of_session(session.id)],
        "bring_ups": [as_json(each) for each in journal.bring_ups.of_session(session.id)],
    }


def _goals(journal: Journal, period: Period) -> JsonValue:
    return [_goal(journal, each) for each in journal.goals.all() if each.began_on in period]


def _goal(journal: Journal, goal: Goal) -> JsonValue:
    return _fields(goal) | {
        "values": [as_json(each) for each in journal.goals.values(goal.id)],
        "adjustments": [as_json(each) for each in journal.goals.adjustments(goal.id)],
        "wins": [as_json(each) for each in journal.goals.wins(goal.id)],
    }


def _assessments(journal: Journal, period: Period) -> JsonValue:
    return [as_json(each) for each in journal.measures.all() if each.day in period]


def _forms(journal: Journal, period: Period) -> JsonValue:
    return [
        _fields(form)
        | {
            "totals": [
                as_json(each) for each in journal.measures.totals(form.id) if each.day in period
            ]
        }
        for form in journal.measures.forms()
    ]


def _scales(journal: Journal, _period: Period) -> JsonValue:
    return [as_json(each) for each in journal.scales.all()]


def _tags(journal: Journal, _period: Period) -> JsonValue:
    return [as_json(each) for each in journal.tags.all()]


def _fields(record: object) -> dict[str, JsonValue]:
    found = as_json(record)
    return found if isinstance(found, dict) else {}


RECORDS: Final[Mapping[str, Callable[[Journal, Period], JsonValue]]] = {
    "checkins": _checkins,
    "sessions": _sessions,
    "goals": _goals,
    "assessments": _assessments,
    "forms": _forms,
    "scales": _scales,
    "tags": _tags,
}
"""What can be shown. Scales and tags are there to give their ids a name."""
