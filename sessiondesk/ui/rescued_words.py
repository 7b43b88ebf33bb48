"""Words that were put aside at a lock and are back: told, and joined to what is there by now."""

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from sessiondesk.store.drafts import Draft
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.notice import Kind, Notice
from sessiondesk.vault.rescue_draft import Rescued


def notices(rescued: Rescued, theme: Theme) -> Sequence[Notice]:
    """Return what there is to tell about ``rescued``, most important first."""
    shown = []
    if rescued.waiting:
        shown.append(
            Notice(
                Kind.CARE,
                _tr("Some of your last words are still waiting"),
                _tr(
                    "They could not be written when the journal was locked. They are safe, "
                    "sealed on this computer, and come back when the journal can be written."
                ),
                theme,
                can_close=True,
            )
        )
    if rescued.words:
        shown.append(
            Notice(
                Kind.INFO,
                _tr("Your last words are back"),
                _tr(
                    "They could not be written when the journal was locked, and waited sealed "
                    "on this computer. You find them where you typed them."
                ),
                theme,
                can_close=True,
            )
        )
    if rescued.unreadable:
        shown.append(
            Notice(
                Kind.CARE,
                _tr("Some words could not be brought back"),
                _tr(
                    "They were put aside at a lock, and the file they waited in is damaged. It "
                    "was left as it is. Everything in the journal is safe."
                ),
                theme,
                can_close=True,
            )
        )
    return shown


def join(there: Draft, rescued: Draft) -> str:
    """Return one text of two drafts of the same place: what is there, then what was rescued.

    What is there is the newer one. Of a form that is half filled in there can be only one: it
    is as it stood last.
    """
    whole, waited = _form(there.text), _form(rescued.text)
    if whole is None or waited is None:
        return f"{there.text}\n\n{rescued.text}"
    lists = [whole.get("lines"), waited.get("lines")]
    if not isinstance(lists[0], list) or not isinstance(lists[1], list):
        return there.text
    # A note in lines, with more around them.
    whole["lines"] = lists[0] + [line for line in lists[1] if line not in lists[0]]
    return json.dumps(whole, ensure_ascii=True)


def _form(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _tr(text: str) -> str:
    return QCoreApplication.translate("RescuedWords", text)
