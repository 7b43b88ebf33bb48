"""What is chosen for the page, as the settings keep it: for each reader, and in force now."""

from collections.abc import Mapping
from dataclasses import fields, replace

from sessiondesk.domain.kept_sheet import SheetLayout
from sessiondesk.domain.sheet_preset import Audience, SheetPreset
from sessiondesk.journal.settings import JournalSettings
from sessiondesk.prepsheet.choice import Choice
from sessiondesk.prepsheet.presets import default_of

# What only says how the page is put together: the record need not be read again for it.
_ABOUT_THE_PAGE = frozenset(
    {
        "paper",
        "sheet_pages",
        "sheet_off",
        "sheet_lines_off",
        "sheet_lines_on",
        "sheet_order",
        "sheet_layout",
        "sheet_audience",
        "sheet_presets",
        "person_names",
    }
)


def choice_of(kept: JournalSettings) -> Choice:
    """Return what the person left out and put on."""
    return Choice(
        blocks_off=kept.sheet_off,
        lines_off=kept.sheet_lines_off,
        lines_on=kept.sheet_lines_on,
        order=kept.sheet_order,
        pages=kept.sheet_pages,
    )


def as_settings(choice: Choice) -> Mapping[str, object]:
    """Return the settings that keep ``choice``."""
    return {
        "sheet_off": choice.blocks_off,
        "sheet_lines_off": choice.lines_off,
        "sheet_lines_on": choice.lines_on,
        "sheet_order": choice.order,
    }


def audience_of(kept: JournalSettings) -> Audience:
    """Return for whom the page is."""
    return Audience(kept.sheet_audience)


def layout_of(kept: JournalSettings) -> SheetLayout:
    """Return which page it is."""
    return SheetLayout(kept.sheet_layout)


def preset_of(kept: JournalSettings) -> SheetPreset:
    """Return what is in force, as it is remembered for a reader."""
    return SheetPreset(
        blocks_off=kept.sheet_off,
        order=kept.sheet_order,
        lines_off=kept.sheet_lines_off,
        lines_on=kept.sheet_lines_on,
        pages=kept.sheet_pages,
        layout=kept.sheet_layout,
    )


def put_in_force(preset: SheetPreset) -> Mapping[str, object]:
    """Return the settings that put ``preset`` in force."""
    return {
        "sheet_off": preset.blocks_off,
        "sheet_order": preset.order,
        "sheet_lines_off": preset.lines_off,
        "sheet_lines_on": preset.lines_on,
        "sheet_pages": preset.pages,
        "sheet_layout": preset.layout,
    }


def switched_to(audience: Audience, kept: JournalSettings) -> Mapping[str, object]:
    """Return the settings for another reader; what was chosen for this one is remembered."""
    presets = {**kept.sheet_presets, kept.sheet_audience: preset_of(kept)}
    preset = presets.get(audience.value) or default_of(audience)
    return {
        "sheet_audience": audience.value,
        "sheet_presets": presets,
        **put_in_force(preset),
    }


def as_made(kept: JournalSettings) -> SheetPreset:
    """Return what the page is for its reader before the person changes anything.

    How many pages it may have and which page it is stay: those two can be seen and chosen.
    """
    made = default_of(audience_of(kept))
    return replace(made, pages=kept.sheet_pages, layout=kept.sheet_layout)


def only_the_page_changed(before: JournalSettings, after: JournalSettings) -> bool:
    """Tell whether the record that was read for ``before`` serves for ``after``."""
    return all(
        getattr(before, each.name) == getattr(after, each.name)
        for each in fields(JournalSettings)
        if each.name not in _ABOUT_THE_PAGE
    )


def moved(order: tuple[str, ...], id_: str, before: str) -> tuple[str, ...]:
    """Return ``order`` with ``id_`` in front of ``before``; at the end where that is empty."""
    ids = [each for each in order if each != id_]
    ids.insert(ids.index(before) if before in ids else len(ids), id_)
    return tuple(ids)
