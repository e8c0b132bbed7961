"""One order for the objects of a PDF: vl-convert writes resources in an order that changes from drawing to drawing."""

from __future__ import annotations

import re

_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_NAMED_REFERENCES = re.compile(rb"(?:^ +/\w+ \d+ 0 R\n)+", re.MULTILINE)


def in_one_order(pdf: bytes) -> bytes:
    """Return the same PDF with its resources sorted, and its objects in the order in which they are first referred to.

    Args:
        pdf: a file as vl-convert writes it: one cross-reference table, all objects of generation 0, the entries of a
            dictionary one per line.

    Raises:
        ValueError: when the file has no cross-reference table of that kind.
    """
    bodies, trailer = _objects(pdf)
    bodies = {number: _sorted(body) for number, body in bodies.items()}
    order: list[int] = []
    waiting = _references(trailer)
    while waiting:
        number = waiting.pop(0)
        if number not in order:
            order.append(number)
            waiting += _references(bodies[number])
    new = {old: place for place, old in enumerate(order, start=1)}
    out, offsets = pdf[: pdf.index(b"\n\n") + 2], []
    for old in order:
        offsets.append(len(out))
        out += b"%d 0 obj\n%s" % (new[old], _renumbered(bodies[old], new))
    table = b"".join(b"%010d 00000 n\r\n" % offset for offset in offsets)
    size = re.sub(rb"/Size \d+", b"/Size %d" % (len(order) + 1), _renumbered(trailer, new))
    start = len(out)
    return out + b"xref\n0 %d\n0000000000 65535 f\r\n%strailer\n%s\nstartxref\n%d\n%%%%EOF" % (
        len(order) + 1,
        table,
        size,
        start,
    )


def _objects(pdf: bytes) -> tuple[dict[int, bytes], bytes]:
    """Return the bodies of all objects by number, each to the end of its `endobj`, and the trailer's dictionary."""
    place = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*\Z", pdf)
    if not place:
        raise ValueError("the PDF has no startxref at its end")
    start = int(place[1])
    entries = re.findall(rb"(\d{10}) \d{5} ([nf])", pdf[start : place.start()])
    offsets = {number: int(offset) for number, (offset, kind) in enumerate(entries) if kind == b"n"}
    ends = [*sorted(offsets.values())[1:], start]
    bodies = {}
    for (number, offset), end in zip(sorted(offsets.items(), key=lambda item: item[1]), ends, strict=True):
        head = b"%d 0 obj\n" % number
        if pdf[offset : offset + len(head)] != head:
            raise ValueError(f"the PDF has no object {number} at {offset}")
        bodies[number] = pdf[offset + len(head) : end]
    trailer = pdf[pdf.index(b"trailer", start) + len(b"trailer") : place.start()].strip()
    return bodies, trailer


def _dictionary(body: bytes) -> tuple[bytes, bytes]:
    """Split an object into what may hold references, and its stream."""
    head, mark, stream = body.partition(b"\nstream\n")
    return head, mark + stream


def _references(body: bytes) -> list[int]:
    """Return the numbers of the objects that an object refers to, as they stand."""
    return [int(number) for number in _REFERENCE.findall(_dictionary(body)[0])]


def _renumbered(body: bytes, new: dict[int, int]) -> bytes:
    """Return an object with new numbers in its references."""
    head, stream = _dictionary(body)
    return _REFERENCE.sub(lambda match: b"%d 0 R" % new[int(match[1])], head) + stream


def _sorted(body: bytes) -> bytes:
    """Return an object with the entries that follow each other and are references sorted by their names."""
    head, stream = _dictionary(body)
    return _NAMED_REFERENCES.sub(lambda run: b"".join(sorted(run[0].splitlines(keepends=True))), head) + stream
