"""Outlines that the tests of the plain forms share."""

from typing import Any

from sessiondesk.exchange.outline import (
    Circles,
    Entry,
    Figure,
    Grid,
    Listing,
    Outline,
    Part,
    Room,
    Sign,
    Trace,
    Words,
)


def a_figure(**rest):
    grid = Grid(
        name="By the week",
        heads=("", "Mood", "sessions"),
        rows=(("4 to 10 May", "5.5 (2)", "7 May"), ("11 to 17 May", "no ratings", "")),
        figures=frozenset({1}),
    )
    values: dict[str, Any] = {
        "says": "Chart of mood.",
        "alt": "Line chart.",
        "days": 11,
        "traces": (
            Trace(name="Mood", dots=((0, 10.0), (10, 0.0)), lines=(((0, 10.0), (10, 0.0)),)),
            Trace(name="Anxiety", dots=((0, 5.0),), lines=()),
        ),
        "ticks": ((5, True), (10, False)),
        "ticks_name": "sessions",
        "months": ((5, "May"),),
        "grid": grid,
    }
    return Figure(**(values | rest))


def everything(text="my words"):
    """Return one of each, with ``text`` in every place where a person's words may be."""
    lists = tuple(
        Listing(
            sign=sign,
            entries=(Entry(text=f"{sign} {text}", caption=f"of {sign} {text}"), Entry(text=text)),
            blanks=2,
            says="(room for more)",
        )
        for sign in Sign
    )
    return Outline(
        title=f"Prep sheet {text}",
        session=f"Session 9 {text}",
        when=f"Thursday {text}",
        source=f"From my record {text}",
        parts=(
            Part(title=f"Lists {text}", note=f"how it is read {text}", content=lists),
            Part(
                title="",
                content=(
                    Words(text=f"A paragraph {text}", caption=f"said of it {text}", is_own=True),
                    Words(text=f"to keep in mind {text}", is_small=True),
                    Grid(
                        name=f"A table {text}",
                        heads=(f"what {text}", f"now {text}"),
                        rows=((f"Mood {text}", "6.0"), ("", f"7.0 {text}")),
                        figures=frozenset({1}),
                        own=frozenset({0}),
                    ),
                    a_figure(says=f"A chart {text}", alt=f"Its picture {text}"),
                    Room(lines=3, says=f"(room {text})"),
                    Circles(names=(f"Mood {text}",)),
                ),
            ),
        ),
        foot=f"Private. {text}",
    )
