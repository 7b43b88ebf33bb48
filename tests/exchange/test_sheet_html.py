"""The web page: what a browser, a screen reader and somebody with bad intentions make of it."""

import base64
import hashlib
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from typing_extensions import override

from sessiondesk.exchange.outline import Outline, Part, Words
from sessiondesk.exchange.sheet_html import to_html
from tests.exchange.outlines import everything

VOID = {"meta", "line", "circle", "polyline", "polygon"}


class Reader(HTMLParser):
    """Reads a page as a browser does, and keeps what it met."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.tags = []
        self.texts = []
        self.problems = []

    @override
    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    @override
    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    @override
    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"{tag} is closed where it is not open")

    @override
    def handle_data(self, data):
        if data.strip():
            self.texts.append((self.open[-1] if self.open else "", data))


def read(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.problems == []
    assert reader.open == []
    return reader


def named(reader, *tags):
    return [attributes for tag, attributes in reader.tags if tag in tags]


def said(reader, tag):
    return [text for where, text in reader.texts if where == tag]


def test_every_word_of_the_outline_is_on_the_page_once_it_is_read():
    reader = read(to_html(everything()))

    text = "\n".join(text for _, text in reader.texts)
    for words in (
        *("Session 9 my words", "Thursday my words", "From my record my words"),
        *("Lists my words", "how it is read my words", "dash my words", "of dated my words"),
        *("A paragraph my words", "said of it my words", "to keep in mind my words"),
        *("A table my words", "now my words", "Mood my words", "7.0 my words"),
        *("A chart my words", "5.5 (2)", "no ratings", "(room my words)", "Private. my words"),
    ):
        assert words in text


def test_it_has_one_headline_and_a_title_of_the_same_words():
    reader = read(to_html(everything()))

    assert said(reader, "h1") == said(reader, "title") == ["Prep sheet my words"]
    assert said(reader, "h2") == ["Lists my words"]


def test_a_part_is_named_by_its_title():
    reader = read(to_html(everything()))

    (heading,) = named(reader, "h2")
    first, second = named(reader, "section")
    assert first["aria-labelledby"] == heading["id"]
    assert "aria-labelledby" not in second


def test_the_language_is_that_of_the_words():
    assert named(read(to_html(everything())), "html") == [{"lang": "en"}]
    assert named(read(to_html(everything(), lang="de")), "html") == [{"lang": "de"}]


def test_each_head_of_a_table_says_what_it_heads():
    reader = read(to_html(everything()))

    scopes = [(attributes["scope"]) for attributes in named(reader, "th")]
    # Two tables: heads, then the names of the rows; what has no name is an ordinary cell.
    assert scopes == ["col", "col", "row", "col", "col", "row", "row"]
    assert said(reader, "caption") == ["A table my words", "By the week"]


def test_a_table_that_is_wide_can_be_scrolled_by_keyboard_and_says_what_it_is():
    wide = [each for each in named(read(to_html(everything())), "div") if "role" in each]

    assert [each["aria-label"] for each in wide] == ["A table my words", "By the week"]
    assert all(each["tabindex"] == "0" for each in wide)


def test_the_chart_has_words_for_whoever_cannot_see_it_and_its_figures_beside_it():
    reader = read(to_html(everything()))

    (picture,) = named(reader, "svg")
    assert (picture["role"], picture["aria-label"]) == ("img", "Its picture my words")
    assert said(reader, "figcaption") == ["A chart my words"]
    order = [tag for tag, _ in reader.tags]
    assert order.index("svg") < order.index("table", order.index("svg"))


def test_what_is_only_drawn_is_passed_over_by_a_screen_reader():
    reader = read(to_html(everything()))

    drawn = [each for each in named(reader, "div", "li", "span") if "blank" in str(each)]
    # Two empty lines for each of six lists, and three to write on.
    assert len(drawn) == 2 * 6 + 3
    assert all(each["aria-hidden"] == "true" for each in drawn)
    assert "(room for more)" in said(reader, "p")


def test_a_box_that_is_ticked_differs_by_more_than_its_look():
    html = to_html(everything())

    assert html.count("\N{CHECK MARK}") == 2


def test_it_asks_for_nothing_and_nothing_in_it_can():
    html = to_html(everything())
    reader = read(html)

    assert not {"script", "link", "img", "iframe", "object", "a", "base", "form", "image"} & {
        tag for tag, _ in reader.tags
    }
    assert re.findall(r"https?:|//|url\(|@import|src=|href=|javascript", html) == []
    for _, attributes in reader.tags:
        assert [name for name in attributes if name.startswith("on")] == []
        assert "style" not in attributes


def test_its_policy_lets_in_its_own_style_and_nothing_else():
    html = to_html(everything())
    reader = read(html)

    (policy,) = [
        each["content"]
        for each in named(reader, "meta")
        if each.get("http-equiv") == "Content-Security-Policy"
    ]
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_it_says_nothing_of_who_made_it_or_when():
    reader = read(to_html(everything()))

    names = {each["name"] for each in named(reader, "meta") if "name" in each}
    assert names == {"referrer", "format-detection", "viewport"}
    assert "SessionDesk" not in to_html(everything())
    assert "<!--" not in to_html(everything())


def test_the_same_page_gives_the_same_bytes():
    assert to_html(everything()) == to_html(everything())


def test_it_has_a_look_for_the_day_for_the_night_and_for_paper():
    html = to_html(everything())

    for query in ("prefers-color-scheme: dark", "print", "forced-colors: active"):
        assert f"@media ({query})" in html or f"@media {query}" in html


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "</title><link rel=stylesheet href=//example.org>",
    "--><!-- ]]> <![CDATA[",
    "{{ 7 * 7 }} {% raw %} {# gone #}",
    "&lt;b&gt; &amp; &copy; &#60;script&#62;",
    "<a href='javascript:alert(1)'>here</a>",
    "\N{RIGHT-TO-LEFT OVERRIDE}turned \N{RIGHT-TO-LEFT ISOLATE}and again",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_markup_is_words(text):
    tame, hostile = read(to_html(everything("tame"))), read(to_html(everything(text)))

    # The page has the same build, whatever was written on it; only what is said differs.
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in tame.tags]
    assert [sorted(each) for _, each in hostile.tags] == [sorted(each) for _, each in tame.tags]
    assert said(hostile, "h1") == [f"Prep sheet {text}"]
    assert f"A paragraph {text}" in "".join(data for _, data in hostile.texts)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b\x1bc\x7fd", "a b c d"),
        ("half \ud83d alone", "half \N{REPLACEMENT CHARACTER} alone"),
        ("no \ufffe character \U0010ffff", "no \N{REPLACEMENT CHARACTER} character �"),
        ("two\r\nlines", "two\nlines"),
        ("שלום 上次 😀", "שלום 上次 😀"),
    ],
)
def test_any_letter_becomes_one_that_a_page_may_hold(text, shown):
    html = to_html(everything(text))

    assert html.encode()
    assert f"A paragraph {shown}" in html


def test_own_words_keep_their_lines_and_find_their_own_direction():
    html = to_html(everything("one\ntwo"))

    assert '<span class="own" dir="auto">A paragraph one\ntwo</span>' in html


def test_a_page_with_next_to_nothing_is_a_page():
    reader = read(to_html(Outline(title="Prep sheet")))

    assert said(reader, "h1") == ["Prep sheet"]
    assert named(reader, "section", "footer") == []


def test_a_table_without_a_name_goes_by_what_stands_above_it():
    outline = everything()
    (grid,) = [each for each in outline.parts[1].content if type(each).__name__ == "Grid"]
    bare = type(grid)(heads=grid.heads, rows=grid.rows)

    html = to_html(Outline(title="Page", parts=(Part(title="Part", content=(bare,)),)))
    assert 'aria-label="Part"' in html
    html = to_html(Outline(title="Page", parts=(Part(title="", content=(bare,)),)))
    assert 'aria-label="Page"' in html


def test_a_part_may_have_words_only():
    html = to_html(Outline(title="Page", parts=(Part(title="", content=(Words(text="Hm"),)),)))

    assert '<p><span class="text" dir="auto">Hm</span></p>' in html


def test_what_renders_pages_is_not_loaded_before_one_is_made():
    script = (
        "import sys, sessiondesk.exchange.sheet_html as s; print('jinja2' in sys.modules);"
        "from sessiondesk.exchange.outline import Outline; s.to_html(Outline(title='t'));"
        "print('jinja2' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["False", "True"]


def test_it_can_be_made_where_the_names_of_the_network_are_closed():
    script = (
        "from sessiondesk.guard import network; network.block_names();"
        "from sessiondesk.exchange import sheet_html;"
        "from sessiondesk.exchange.outline import Outline;"
        "print(len(sheet_html.to_html(Outline(title='t'))) > 1000, network.names_are_blocked())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["True", "True"]
