"""The web page of a sheet: its style, which is let in by digest, and its frame."""

from typing import Final

STYLE: Final = """
:root { color-scheme: light dark;
  --paper: #fffdf8; --ink: #2a2620; --ink2: #554d42; --line: #ddd3c1; --edge: #8a7f6d; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #24211d; --ink: #eee7da; --ink2: #c6bcab; --line: #3c372f; --edge: #8c8272; } }
@media print { :root { color-scheme: light;
  --paper: #ffffff; --ink: #141414; --ink2: #4a4a4a; --line: #8c8c8c; --edge: #4a4a4a; } }
@page { margin: 15mm 18mm; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 Inter, system-ui, sans-serif; overflow-wrap: anywhere; }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
h1, .own { font-family: Literata, Georgia, serif; }
h1 { font-size: 1.75rem; font-weight: 500; line-height: 1.25; margin: 0; }
h2 { font-size: 1.05rem; font-weight: 600; margin: 0; }
header { border-bottom: 2px solid var(--ink); padding-bottom: .75rem; }
header p { margin: .25rem 0 0; }
.session { font-weight: 600; }
section { padding: 1rem 0; border-bottom: 1px solid var(--line); }
.note, .caption, .small, figcaption, footer { color: var(--ink2); font-size: .875rem; }
.note { margin: 0; }
.own, .text { white-space: pre-wrap; }
.caption { display: block; }
ul { list-style: none; margin: 0; padding: 0; }
li { margin: .5rem 0 0; padding-left: 1.75rem; position: relative; }
li.dash, li.row, li.quote { padding-left: 0; }
li.dash { padding-left: 1.25rem; }
li.quote .own { font-style: italic; }
.sign { position: absolute; left: 0; }
.box { position: absolute; left: 0; top: .2rem; width: .9rem; height: .9rem;
  border: 1.5px solid var(--edge); text-align: center; line-height: .9rem; font-size: .8rem; }
li.row, li.dated { display: flex; flex-wrap: wrap; gap: 0 1.5rem; padding-left: 0; }
li.row { justify-content: space-between; border-bottom: 1px solid var(--line); }
li.dated .caption { flex: 0 0 5rem; }
li.dated .own { flex: 1 1 15rem; }
.blank { height: 1.6rem; border-bottom: 1px solid var(--edge); margin-top: .75rem; }
li.blank { padding: 0; }
.wide { overflow-x: auto; }
.wide:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
caption { text-align: start; color: var(--ink2); font-size: .875rem; padding-bottom: .25rem; }
th, td { text-align: start; vertical-align: top; padding: .25rem .75rem .25rem 0;
  border-bottom: 1px solid var(--line); font-weight: 400; overflow-wrap: break-word; }
thead th { font-weight: 600; font-size: .8125rem; color: var(--ink2); }
tbody th { min-width: 7rem; }
.figure { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
figure { margin: 0; }
svg { display: block; width: 100%; height: auto; font: 13px Inter, system-ui, sans-serif; }
svg text { fill: var(--ink2); }
svg .name { fill: var(--ink); font-weight: 600; }
.grid { stroke: var(--line); }
.line, .held, .missed { fill: none; stroke: var(--ink); stroke-width: 2; }
.dashed { stroke-dasharray: 8 5; }
.missed { stroke-dasharray: 2 2; stroke-width: 1; }
.dot { fill: var(--edge); }
.diamond { fill: none; stroke: var(--edge); }
@media (max-width: 36rem) { svg { font-size: 19px; } }
.numbers { word-spacing: .9em; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
section > p, section > ul, section > div, section > figure { margin: .6rem 0 0; }
section > p.note { margin: 0; }
section > .blank { margin-top: 1rem; }
footer { padding-top: .75rem; }
@media print { main { max-width: none; padding: 0; } body { font-size: 10.5pt; }
  li, tr, svg { break-inside: avoid; }
  h2, .note, caption, figcaption { break-after: avoid; } }
@media (forced-colors: active) { .line, .held, .missed, .diamond, .grid { stroke: CanvasText; }
  .dot, svg text, svg .name { fill: CanvasText; } }
"""

TEMPLATE: Final = """\
{% macro words(text, is_own=True) -%}
<span class="{{ 'own' if is_own else 'text' }}" dir="auto">{{ text|clean }}</span>
{%- endmacro %}
{% macro caption(text) -%}
{% if text %} <span class="caption" dir="auto">{{ text|clean }}</span>{% endif %}
{%- endmacro %}
{% macro entry(sign, each) %}
<li class="{{ sign }}">
{%- if sign == "tick" -%}
<span class="box" aria-hidden="true"></span>
{%- elif sign == "ticked" -%}
<span class="box">\N{CHECK MARK}</span>
{%- elif sign == "dash" -%}
<span class="sign" aria-hidden="true">\N{EN DASH}</span>
{%- endif -%}
{%- if sign == "dated" -%}
{{ caption(each.caption) }} {{ words(each.text, each.is_own) }}
{%- elif sign == "quote" -%}
{% set marks = each.text|quotation -%}
{{ marks[0] }}{{ words(each.text, each.is_own) }}{{ marks[1] }}{{ caption(each.caption) }}
{%- else -%}
{{ words(each.text, each.is_own) }}{{ caption(each.caption) }}
{%- endif -%}
</li>
{% endmacro %}
{% macro table(grid, title) %}
<div class="wide" tabindex="0" role="region" aria-label="{{ (grid.name or title)|clean }}">
<table>
{% if grid.name %}
<caption>{{ grid.name|clean }}</caption>
{% endif %}
<thead><tr>
{% for head in grid.heads %}
{% set class = ' class="figure"'|safe if loop.index0 in grid.figures else '' %}
{% if head %}<th scope="col"{{ class }} dir="auto">{{ head|clean }}</th>
{% else %}<td></td>
{% endif %}
{% endfor %}
</tr></thead>
<tbody>
{% for row in grid.rows %}
{% set place = loop.index0 %}
<tr>
{% for cell in row %}
{% set class = ' class="figure"'|safe if loop.index0 in grid.figures else '' %}
{% if loop.first and cell %}<th scope="row">{{ words(cell, place in grid.own) }}</th>
{% else %}<td{{ class }} dir="auto">{{ cell|clean }}</td>
{% endif %}
{% endfor %}
</tr>
{% endfor %}
</tbody>
</table>
</div>
{% endmacro %}
{% macro chart(figure) %}
{% set it = figure|drawn %}
<figure>
<figcaption>{{ figure.says|clean }}</figcaption>
<svg viewBox="0 0 {{ it.width }} {{ it.height }}" role="img" aria-label="{{ figure.alt|clean }}">
{% for label in it.grid %}
<line class="grid" x1="{{ it.left }}" x2="{{ it.right }}" y1="{{ label.y }}" y2="{{ label.y }}"/>
<text x="{{ label.x }}" y="{{ label.y + 4 }}" text-anchor="end">{{ label.text }}</text>
{% endfor %}
{% for label in it.months %}
<line class="grid" x1="{{ label.x }}" x2="{{ label.x }}" y1="{{ it.bottom }}" y2="{{ label.y }}"/>
<text x="{{ label.x + 5 }}" y="{{ label.y }}">{{ label.text|clean }}</text>
{% endfor %}
{% for x, is_held in it.ticks %}
<line class="{{ 'held' if is_held else 'missed' }}" x1="{{ x }}" x2="{{ x }}" \
y1="{{ it.tick_top }}" y2="{{ it.tick_bottom }}"/>
{% endfor %}
{% if it.ticks %}
<text x="{{ it.right + 8 }}" y="{{ it.tick_bottom }}">{{ figure.ticks_name|clean }}</text>
{% endif %}
{% for trace in it.traces %}
{% for x, y in trace.dots %}
<circle class="dot" cx="{{ x }}" cy="{{ y }}" r="2.4"/>
{% endfor %}
{% for corners in trace.diamonds %}
<polygon class="diamond" points="{{ corners }}"/>
{% endfor %}
{% for line in trace.lines %}
<polyline class="line{{ ' dashed' if trace.is_dashed }}" points="{{ line }}"/>
{% endfor %}
{% endfor %}
{% for label in it.names %}
<text class="name" x="{{ label.x }}" y="{{ label.y }}">{{ label.text }}</text>
{% endfor %}
</svg>
{{ table(figure.grid, figure.says) }}
</figure>
{% endmacro %}
{% macro blanks(count) %}
{% for _ in range(count) %}
<div class="blank" aria-hidden="true"></div>
{% endfor %}
{% endmacro %}
<!doctype html>
<html lang="{{ lang }}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
style-src 'sha256-{{ digest }}'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ page.title|clean }}</title>
<style>{{ style|safe }}</style>
</head>
<body>
<main>
<header>
<h1>{{ page.title|clean }}</h1>
{% if page.session %}
<p class="session">{{ page.session|clean }}</p>
{% endif %}
{% if page.when %}
<p>{{ page.when|clean }}</p>
{% endif %}
{% if page.source %}
<p class="small" dir="auto">{{ page.source|clean }}</p>
{% endif %}
</header>
{% for part in page.parts %}
<section{% if part.title %} aria-labelledby="part-{{ loop.index }}"{% endif %}>
{% if part.title %}
<h2 id="part-{{ loop.index }}" dir="auto">{{ part.title|clean }}</h2>
{% endif %}
{% if part.note %}
<p class="note">{{ part.note|clean }}</p>
{% endif %}
{% for each in part.content %}
{% set kind = each|kind %}
{% if kind == "Words" %}
<p{{ ' class="small"'|safe if each.is_small }}>
{{- words(each.text, each.is_own) }}{{ caption(each.caption) }}</p>
{% elif kind == "Listing" %}
<ul>
{% for item in each.entries %}
{{ entry(each.sign, item) }}
{%- endfor %}
{% for _ in range(each.blanks) %}
<li class="blank" aria-hidden="true">
{%- if each.sign == "tick" %}<span class="box"></span>{% endif %}</li>
{% endfor %}
</ul>
{% if each.blanks %}
<p class="unseen">{{ each.says|clean }}</p>
{% endif %}
{% elif kind == "Grid" %}
{{ table(each, part.title or page.title) }}
{%- elif kind == "Figure" %}
{{ chart(each) }}
{%- elif kind == "Room" %}
<p class="unseen">{{ each.says|clean }}</p>
{{ blanks(each.lines) }}
{%- else %}
<ul>
{% for name in each.names %}
<li class="row">{{ words(name, False) }} <span class="numbers">
{%- for number in range(each.low, each.high + 1) %}{{ number }} {% endfor %}</span></li>
{% endfor %}
</ul>
{% endif %}
{% endfor %}
</section>
{% endfor %}
{% if page.foot %}
<footer><p>{{ page.foot|clean }}</p></footer>
{% endif %}
</main>
</body>
</html>
"""
