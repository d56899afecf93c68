"""Edited text to paragraphs and back: a small markup in which nothing but these signs means anything.

An empty line ends a paragraph, a line that begins with ``- `` is an item of a list, ``**words**`` are strong
and ``*words*`` are emphasised. Everything else, HTML too, stands as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from gnv.charts.markup import Node, html_text, node
from gnv.report.document import Bullets, Paragraph, Prose, Run

Text = tuple[Paragraph | Bullets, ...]

HELP = (
    "Tom rad ger nytt stycke. Rader som börjar med - blir en punktlista. *kursiv* och **fet** går att "
    "skriva; allt annat, även HTML, står som det är skrivet."
)
_ITEM = re.compile(r"[-*•–][ \t]+")
_MARKED = re.compile(
    r"\*\*(?P<strong>[^*\s](?:[^*\n]*[^*\s])?)\*\*|(?<![\w*])\*(?P<emphasis>[^*\s](?:[^*\n]*[^*\s])?)\*(?![\w*])"
)


def read_text(said: str) -> Text:
    """Return what an edited text says."""
    return tuple(_parts(said))


def _parts(said: str) -> Iterator[Paragraph | Bullets]:
    for block in re.split(r"\n\s*\n", said):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        for is_list, same in groupby(lines, key=lambda line: _ITEM.match(line) is not None):
            if is_list:
                yield Bullets(tuple(_runs(_ITEM.sub("", line, count=1)) for line in same))
            else:
                yield Paragraph(_runs("\n".join(same)))


def _runs(line: str) -> Prose:
    runs, end = [], 0
    for found in _MARKED.finditer(line):
        if found.start() > end:
            runs.append(Run(line[end : found.start()]))
        strong, emphasis = found["strong"], found["emphasis"]
        runs.append(Run(strong or emphasis, strong=bool(strong), emphasis=bool(emphasis)))
        end = found.end()
    return (*runs, Run(line[end:])) if end < len(line) else tuple(runs)


def written(text: Text) -> str:
    """Return paragraphs as a person edits them (`read_text` reads them back)."""
    return "\n\n".join(_written(part) for part in text)


def _written(part: Paragraph | Bullets) -> str:
    if isinstance(part, Bullets):
        return "\n".join(f"- {_marked(item)}" for item in part.items)
    return _marked(part.runs)


def _marked(runs: Iterable[Run]) -> str:
    return "".join(_mark(run) for run in runs)


def _mark(run: Run) -> str:
    """Return a run between its signs; the blanks around its words stand outside them."""
    sign = "**" if run.strong else "*" if run.emphasis else ""
    words = run.text.strip()
    if not sign or not words:
        return run.text
    before, after = run.text[: run.text.index(words)], run.text[run.text.index(words) + len(words) :]
    return f"{before}{sign}{words}{sign}{after}"


def text_html(text: Text) -> str:
    """Return paragraphs as HTML in which every text is escaped."""
    root = node(None, "div", class_="gnv-brodtext")
    put_text(root, text)
    return html_text(root)


def put_text(parent: Node, text: Text) -> None:
    """Put paragraphs below an element."""
    for part in text:
        if isinstance(part, Bullets):
            listed = node(parent, "ul")
            for item in part.items:
                _put(node(listed, "li"), item)
        else:
            _put(node(parent, "p"), part.runs)


def _put(parent: Node, runs: Prose) -> None:
    for run in runs:
        node(parent, "strong" if run.strong else "em" if run.emphasis else "span", run.text)
