"""Changed copies of files for fuzzing: by bytes, and by what the format is made of (tags, values, lines, cells)."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

_ODD = (
    b"\x00", b"\xff\xfe", b"\r", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"<", b"&", b"]]>", b"[", b"{", b'"', b"%", b"-1",
    b"\\", b"|", b"\t", b"\x0c", b"\xe2\x80\xa8", b"\xc2\x85", b"$", b"{{", b"}}", b"\xcc\x81",
)  # fmt: skip
_NUMBERS = (b"0", b"-1", b"65536", b"2147483648", b"99999999999999999999", b"1e999", b"NaN")
_VALUES: tuple[Any, ...] = (None, True, 0, -1, 2.5, 10**30, "", " ", "\x00", "\ud800", [], {}, [[]], [None], {"": {}})
_TOKEN = re.compile(rb"<[^<>]*>|[^<]+|<")
_NAME = re.compile(rb"(?<=[</])[\w:-]+")
_ENCODINGS = ("utf-16", "utf-16-le", "utf-8-sig", "cp1252", "cp1250", "cp1251", "mac-roman", "gb18030", "shift-jis")
_LINE_ENDS = (b"\r", b"\r\n", b"\n\n", b"\x85", b"\x0b")
_MOST_TOKENS = 4_000


def zip_of(members: dict[str, bytes]) -> bytes:
    """Return a zip archive of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _bytes(data: bytes, chance: random.Random) -> bytes:
    """Change bits, take pieces out, put them twice, swap them, put odd ones in, replace numbers: one to eight times."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 4, 8))):
        place = chance.randrange(len(changed) + 1)
        length = int(chance.expovariate(1 / 20)) + 1
        what = chance.randrange(7)
        if what == 0 and place < len(changed):
            changed[place] ^= 1 << chance.randrange(8)
        elif what == 1:
            del changed[place : place + length]
        elif what == 2:
            changed[place:place] = changed[place : place + length] * chance.choice((1, 2, 50))
        elif what == 3:
            changed[place:place] = chance.choice(_ODD)
        elif what == 4:
            other = chance.randrange(len(changed) + 1)
            changed[place : place + length] = changed[other : other + length]
        elif what == 5:
            digits = [at for at in range(place, min(place + 300, len(changed))) if 48 <= changed[at] < 58]
            if digits:
                changed[digits[0] : digits[0] + 1] = chance.choice(_NUMBERS)
        else:
            del changed[place : place + chance.choice((length, 1000, len(changed)))]
    return bytes(changed)


def _shuffled(pieces: list[bytes], chance: random.Random, others: Sequence[bytes]) -> list[bytes]:
    """Change a list of pieces: some out, twice, often, elsewhere, or replaced by other ones."""
    pieces = pieces[:_MOST_TOKENS]
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        if not pieces:
            break
        start = chance.randrange(len(pieces))
        end = start + min(int(chance.expovariate(1 / 3)) + 1, 200)
        what = chance.randrange(6)
        if what == 0:
            del pieces[start:end]
        elif what == 1:
            pieces[start:start] = pieces[start:end]
        elif what == 2:
            pieces[start:start] = pieces[start:end][:3] * chance.choice((3, 60, 300))
        elif what == 3:
            moved = pieces[start:end]
            del pieces[start:end]
            place = chance.randrange(len(pieces) + 1)
            pieces[place:place] = moved
        elif what == 4:
            pieces[start] = chance.choice(others or pieces)
        else:
            pieces.insert(start, chance.choice(others or pieces))
    return pieces


def _tags(data: bytes, chance: random.Random) -> bytes:
    """Change the tags and texts of HTML or XML: moved, repeated, renamed, or nested deep."""
    tokens = _TOKEN.findall(data)
    names = sorted(set(_NAME.findall(data))) or [b"p"]
    what = chance.randrange(4)
    if what == 0 and tokens:
        name, place = chance.choice(names), chance.randrange(len(tokens))
        depth = chance.choice((2, 30, 110, 250, 3_000))
        tokens[place] = b"<" + name + b">" + (b"<" + name + b">") * depth + tokens[place]
        tokens[place] += (b"</" + name + b">") * (depth + 1) if chance.random() < 0.8 else b""
    elif what == 1:
        old, new = chance.choice(names), chance.choice(names)
        tokens = [_NAME.sub(new, token, count=1) if _NAME.findall(token)[:1] == [old] else token for token in tokens]
    else:
        tokens = _shuffled(tokens, chance, tokens)
    return b"".join(tokens)


def _lines(data: bytes, chance: random.Random) -> bytes:
    """Change lines: moved, repeated, cut in two, with other line ends, in another encoding."""
    ends = b"\r" if b"\n" not in data else b"\n"
    lines = data.split(ends)
    what = chance.randrange(6)
    if what == 0:
        return chance.choice(_LINE_ENDS).join(lines)
    if what == 1:
        text = data.decode("utf-8", "replace")
        return text.encode(chance.choice(_ENCODINGS), "replace")
    if what == 2:
        place = chance.randrange(len(lines))
        cut = chance.randrange(len(lines[place]) + 1)
        lines[place : place + 1] = [lines[place][:cut], lines[place][cut:]]
    elif what == 3:
        place = chance.randrange(len(lines))
        lines[place] = (b" " * chance.choice((1, 4, 7))) + lines[place]
    else:
        lines = _shuffled(lines, chance, [line[:6] for line in lines])
    return ends.join(lines)


def _cells(data: bytes, chance: random.Random) -> bytes:
    """Change the cells of a table without regard to its quotation marks, or its separators, or repeat a row."""
    separator = max((b",", b";", b"\t", b"|"), key=data.count)
    if chance.random() < 0.15:
        return data.replace(separator, chance.choice((b",", b";", b"\t", b"|", b":")))
    rows = data.split(b"\n")
    place = chance.randrange(len(rows))
    cells = _shuffled(rows[place].split(separator), chance, [b"", b'"', b'""', b'"a\nb"', b"title", b"abstract", b"10"])
    rows[place] = separator.join(cells)
    return b"\n".join(rows)


def _values(data: bytes, chance: random.Random) -> bytes:
    """Change the values of JSON: replaced by odd ones, taken out, wrapped in lists, or put under other names."""
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError):
        return _bytes(data, chance)
    for _ in range(chance.choice((1, 1, 2, 4))):
        holders = [holder for holder in _holders(whole) if len(holder)]
        if not holders:
            break
        holder = chance.choice(holders)
        key = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        what = chance.randrange(5)
        if what == 0:
            del holder[key]
        elif what == 1:
            holder[key] = [holder[key]] * chance.choice((1, 3))
        elif what == 2 and isinstance(holder, dict):
            holder[chance.choice(list(holder))] = holder[key]
        elif what == 3:
            for _ in range(chance.choice((1, 50, 900))):
                holder[key] = {"results": holder[key]} if chance.random() < 0.5 else [holder[key]]
        else:
            holder[key] = chance.choice(_VALUES)
    try:
        return json.dumps(whole).encode()
    except (ValueError, RecursionError):
        return data


def _holders(value: Any) -> list[Any]:
    """Return the lists and objects in a value."""
    found, waiting = [], [value]
    while waiting and len(found) < _MOST_TOKENS:
        value = waiting.pop()
        if isinstance(value, dict | list):
            found.append(value)
            waiting += value.values() if isinstance(value, dict) else value
    return found


_BY_STRUCTURE: dict[str, tuple[Callable[[bytes, random.Random], bytes], ...]] = {
    "tags": (_tags,),
    "values": (_values,),
    "lines": (_lines,),
    "cells": (_cells, _lines),
    "bytes": (_bytes,),
}


def mutated(data: bytes, chance: random.Random, structure: str) -> bytes:
    """Return a changed copy of a file; of a zip archive, mostly with one of its members changed.

    Args:
        data: the file.
        chance: where the choices come from.
        structure: what it is made of: "tags", "values", "lines", "cells" or "bytes".
    """
    if data.startswith(b"PK") and chance.random() < 0.7:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice(sorted(members))
        inner = "tags" if name.endswith((".xml", ".rels")) else "lines"
        members[name] = mutated(members[name], chance, inner)
        return zip_of(members)
    for _ in range(chance.choice((1, 1, 2, 3))):
        change = _bytes if chance.random() < 0.3 else chance.choice(_BY_STRUCTURE[structure])
        data = change(data, chance)
    return data
