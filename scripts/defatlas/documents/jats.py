"""JATS, the XML of journal articles in repositories (PubMed Central, PLOS, eLife), and its NLM forerunners.

Left out: sub-articles (referees' letters, replies, translations), which are other authors' texts or repeat this one;
abstracts in another language than the article's; affiliations, licences and funding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.etree import _Element as Element

from defatlas.documents.blocks import Block, ReadDocument
from defatlas.documents.xml_safety import XmlArticleError
from defatlas.documents.xml_text import Flow, children, descendants, first, name_of, table_rows, text_of

MEDIA_TYPE = "application/jats+xml"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Dates that are not those of the article's publication.
_OTHER_DATES = {
    "update",
    "pmc-release",
    "nihms-submitted",
    "preprint",
    "received",
    "accepted",
    "retraction",
    "corrected",
}
_CONTAINERS = ("p", "sec", "fig-group", "table-wrap-group", "app-group", "app", "ack", "notes", "bio", "fn-group",
               "glossary", "statement", "speech", "disp-formula-group", "floats-group", "alternatives-group",
               "list-item", "def-list-group", "license-p", "question", "answer", "supplement")  # fmt: skip


def _headed(element: Element, text: str) -> str:
    """Return an element's label and the text that goes with it: "Figure 2. Title", "2 Methods"."""
    label = text_of(first(element, "label"))
    if label and text and label[-1].isalnum() and not label.isdigit():
        label += "."
    return f"{label} {text}".strip()


def _heading(element: Element) -> str:
    return _headed(element, text_of(first(element, "title")))


def _level(element: Element) -> int:
    """Return the heading level of a section: 2 for the outermost ones, below the article's title."""
    above = sum(name_of(outer) in {"sec", "app", "boxed-text"} for outer in element.iterancestors())
    return min(6, above + 2)


def _rest(element: Element, kind: str, *used: str) -> Iterator[Block]:
    """Yield the blocks of an element but for the children that stand for its heading."""
    for child in children(element):
        if name_of(child) not in {"label", *used}:
            handler = _FLOW.handlers.get(name_of(child))
            yield from handler(child, kind) if handler else _FLOW.blocks(child, kind)


def _section(element: Element, kind: str) -> Iterator[Block]:
    if heading := _heading(element):
        boxed = any(name_of(outer) == "boxed-text" for outer in element.iterancestors())
        yield Block("caption", heading) if boxed else Block("heading", heading, level=_level(element))
    yield from _rest(element, kind, "title")


def _paragraph(element: Element, kind: str) -> Iterator[Block]:
    yield from _FLOW.blocks(element, kind)


def _list(element: Element, kind: str) -> Iterator[Block]:
    for title in children(element, "title"):
        yield Block(kind, text_of(title))
    for item in children(element, "list-item"):
        yield from _rest(item, "list_item" if kind == "paragraph" else kind, "title")
    for item in children(element, "def-item"):
        term = "; ".join(text_of(term) for term in children(item, "term"))
        meaning = " ".join(text_of(meaning) for meaning in children(item, "def"))
        yield Block("list_item", f"{term}: {meaning}")
    for inner in children(element, "def-list"):
        yield from _list(inner, kind)


def _quote(element: Element, kind: str) -> Iterator[Block]:
    yield from _rest(element, "quote")


def _verse(element: Element, kind: str) -> Iterator[Block]:
    lines = [text_of(line) for line in element.iter("{*}verse-line", "{*}attrib")]
    yield Block("quote", " / ".join(filter(None, lines)))


def _boxed(element: Element, kind: str) -> Iterator[Block]:
    """Yield a box: what heads it is a caption, since its text stands apart from the section around it."""
    caption = first(element, "caption")
    if heading := _headed(element, text_of(first(element, "title")) or text_of(first(caption, "title"))):
        yield Block("caption", heading)
    if caption is not None:
        yield from _rest(caption, "paragraph", "title")
    yield from _rest(element, "paragraph", "title", "caption")


def _captioned(element: Element, kind: str) -> Iterator[Block]:
    """Yield a figure or table: label and caption, rows, notes."""
    caption = first(element, "caption")
    texts = [text_of(part) for part in children(caption)] if caption is not None else []
    texts = [text for text in texts if text]
    if heading := _headed(element, texts[0] if texts else ""):
        yield Block("caption", heading)
    yield from (Block("caption", text) for text in texts[1:])
    for child in children(element):
        if name_of(child) in {"table", "array"} or descendants(child, "tr"):
            yield from table_rows(child, "tr", ("td", "th"))
        elif name_of(child) == "table-wrap-foot":
            yield from _rest(child, "footnote")
        elif name_of(child) in _CAPTIONED:
            yield from _captioned(child, kind)
        elif name_of(child) in {"p", "disp-quote", "list", "def-list"}:
            yield from _FLOW.handlers[name_of(child)](child, "caption")


def _rows(element: Element, kind: str) -> Iterator[Block]:
    yield from table_rows(element, "tr", ("td", "th"))


def _footnote(element: Element, kind: str) -> Iterator[Block]:
    """Yield a footnote's paragraphs, the mark before the first."""
    mark = text_of(first(element, "label"))
    for block in _rest(element, "footnote"):
        yield replace(block, text=f"{mark} {block.text}".strip()) if mark else block
        mark = ""


def _references(element: Element, kind: str) -> Iterator[Block]:
    if heading := _heading(element):
        yield Block("heading", heading, level=_level(element))
    for child in children(element):
        if name_of(child) == "ref":
            if text := _reference(child):
                yield Block("reference", text)
        elif name_of(child) == "ref-list":
            yield from _references(child, kind)
        elif name_of(child) not in {"title", "label"}:
            yield from _FLOW.blocks(child, "reference")


def _reference(element: Element) -> str:
    """Return a reference as one line: as printed where it is given so, else put together from its parts."""
    label = text_of(first(element, "label"))
    label = f"{label}." if label.isdigit() else label
    given = [child for child in children(element) if name_of(child) not in {"label", "note"}]
    printed = descendants(element, "mixed-citation")
    texts: list[str] = []
    for citation in printed or given:
        texts.append(_put_together(citation) if len(citation) and not _is_printed(citation) else text_of(citation))
    return " ".join(filter(None, [label, *texts]))


def _is_printed(citation: Element) -> bool:
    """Tell whether a citation holds the punctuation between its parts, as a printed one does."""
    if name_of(citation) == "element-citation":
        return False
    between = "".join((child.tail or "") for child in citation)
    return name_of(citation) == "citation-alternatives" or bool(re.search(r"[.,;:()]", between))


def _put_together(citation: Element) -> str:
    """Return "Family Given, Family Given (year) Title. Source 3: 12-15. doi" from the parts of a citation."""
    names = [text_of(name) for group in children(citation, "person-group") for name in children(group)]
    names += [text_of(name) for name in children(citation, "name", "string-name", "collab")]
    used = {
        "person-group",
        "name",
        "string-name",
        "collab",
        "year",
        "volume",
        "fpage",
        "lpage",
        "issue",
        "day",
        "month",
    }
    years = text_of(first(citation, "year"))
    pages = "-".join(filter(None, (text_of(first(citation, "fpage")), text_of(first(citation, "lpage")))))
    place = ": ".join(filter(None, (text_of(first(citation, "volume")), pages)))
    rest = [text_of(child) for child in children(citation) if name_of(child) not in used]
    head = ", ".join(filter(None, names))
    parts = [f"{head} ({years})" if years else head, *(text.rstrip(". ") for text in rest), place]
    return ". ".join(filter(None, parts))


_CAPTIONED = ("fig", "table-wrap", "media", "supplementary-material", "inline-supplementary-material",
              "chem-struct-wrap")  # fmt: skip
_FLOW = Flow(
    {
        **dict.fromkeys(_CONTAINERS, _section),
        **dict.fromkeys(_CAPTIONED, _captioned),
        "p": _paragraph,
        "list": _list,
        "def-list": _list,
        "disp-quote": _quote,
        "verse-group": _verse,
        "boxed-text": _boxed,
        "table": _rows,
        "fn": _footnote,
        "ref-list": _references,
    },
    floats={*_CAPTIONED, "fn", "fig-group", "boxed-text"},
)


def _abstract(element: Element) -> Iterator[Block]:
    """Yield an abstract's paragraphs, those of a structured one each behind its heading ("Aim: …")."""
    for child in children(element):
        if name_of(child) == "sec":
            heading = _heading(child).rstrip(":. ")
            for block in (inner for part in children(child) if name_of(part) not in {"label", "title"}
                          for inner in _FLOW.handlers.get(name_of(part), _paragraph)(part, "abstract")):  # fmt: skip
                yield replace(block, text=f"{heading}: {block.text}") if heading else block
                heading = ""
        elif name_of(child) not in {"label", "title", "object-id"}:
            yield from _FLOW.handlers.get(name_of(child), _paragraph)(child, "abstract")


def _author(contributor: Element) -> str:
    """Return an author as "Family, Given", a group by its name."""
    name = next(iter(contributor.iter("{*}name", "{*}string-name")), None)
    collective = first(contributor, "collab")
    if collective is not None:
        groups = children(collective, "contrib-group")
        inner = {part for group in groups for part in group.iter()}
        named = [collective.text or "", *(part.tail or "" for part in groups)]
        named[1:1] = [text_of(part) for part in children(collective) if part not in inner]
        return " ".join(" ".join(named).split())
    if name is None:
        return text_of(first(contributor, "literal-name"))
    family, given, suffix = (text_of(first(name, part)) for part in ("surname", "given-names", "suffix"))
    if not family:
        return text_of(name)
    return ", ".join(filter(None, (family, " ".join(filter(None, (given, suffix))))))


def _authors(meta: Element) -> str:
    contributors = [
        contributor for group in children(meta, "contrib-group") for contributor in children(group, "contrib")
    ]
    authors = [_author(found) for found in contributors if found.get("contrib-type", "author") == "author"]
    return "; ".join(filter(None, authors))


def _year(meta: Element) -> str:
    """Return the year in which the article was first published, on paper or online."""
    dates = [
        date
        for date in children(meta, "pub-date")
        if not {date.get("pub-type", ""), date.get("date-type", "")} & _OTHER_DATES
    ]
    years = [text_of(first(date, "year")) for date in dates]
    return min((year for year in years if re.fullmatch(r"\d{4}", year)), default="")


def _language(element: Element) -> str:
    return str(element.get(_LANGUAGE, "")).lower().split("-")[0]


def is_jats(element: Element) -> bool:
    """Tell whether an element is a JATS article; DocBook's articles have neither front nor body."""
    return name_of(element) == "article" and bool(children(element, "front", "body"))


def read_jats(article: Element) -> ReadDocument:
    """Read a JATS article from its root element.

    Raises:
        XmlArticleError: when it holds neither abstract nor text.
    """
    language = _language(article)
    meta = first(article, "front", "article-meta")
    blocks: list[Block] = []
    title = authors = year = doi = ""
    if meta is not None:
        title = text_of(first(meta, "title-group", "article-title"))
        authors, year = _authors(meta), _year(meta)
        doi = next((text_of(i) for i in children(meta, "article-id") if i.get("pub-id-type") == "doi"), "")
        for abstract in children(meta, "abstract"):
            blocks.extend(_abstract(abstract))
        for abstract in children(meta, "trans-abstract"):
            if language and _language(abstract) == language:
                blocks.extend(_abstract(abstract))
    for part in children(article, "body", "floats-group", "back"):
        blocks.extend(_rest(part, "paragraph", "title"))
    blocks = [block for block in blocks if block.text.strip()]
    if not blocks:
        raise XmlArticleError("the article holds neither an abstract nor any text")
    front = {"doi": doi} if doi else {}
    return ReadDocument(MEDIA_TYPE, blocks, title, authors, year, language, front_matter=dict(front))
