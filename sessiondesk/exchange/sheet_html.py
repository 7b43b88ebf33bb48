"""A page as one web page: headings, lists, tables with heads, and charts that can be read.

It asks for nothing: no script, no link, no file, no font from elsewhere, and its own policy
forbids a browser to fetch any. Whatever stands on it may be a person's words, so all of it is
escaped.
"""

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING

from sessiondesk.exchange.chart_picture import drawn
from sessiondesk.exchange.outline import Content, Outline
from sessiondesk.exchange.sheet_html_template import STYLE, TEMPLATE
from sessiondesk.exchange.sheet_text import clean, quotation

if TYPE_CHECKING:
    from jinja2 import Template


def to_html(outline: Outline, lang: str = "en") -> str:
    """Return the page for a browser; no part of it needs another file.

    Args:
        outline: What is on it.
        lang: The language of the program's words, as browsers name it.
    """
    # The policy lets in this one style by its digest, and so none that a text might bring.
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return _template().render(page=outline, lang=lang, style=STYLE, digest=digest)


@cache
def _template() -> "Template":
    # Only here: who saves no web page does not wait for it.
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["clean"] = clean
    environment.filters["drawn"] = drawn
    environment.filters["quotation"] = quotation
    environment.filters["kind"] = _kind
    return environment.from_string(TEMPLATE)


def _kind(content: Content) -> str:
    return type(content).__name__
