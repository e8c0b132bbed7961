"""The text of a record file, whatever its encoding and line ends."""

from __future__ import annotations

import codecs

import charset_normalizer

from defatlas.documents.encodings import is_latin, mend, single_byte_encoding
from defatlas.documents.records.record import RecordsError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 200_000  # bytes, enough to guess an encoding


def _without_mark(data: bytes) -> str:
    """Decode bytes that no byte order mark announces."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
        broken = text.count("\ufffd")
        if broken * 10 < sum(not character.isascii() for character in text) - broken:
            return text  # a few broken bytes in what is else UTF-8
    if not is_latin(data):
        best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
        if best is not None:
            return data.decode(best.encoding, errors="replace")
    try:
        return data.decode(single_byte_encoding(data))
    except UnicodeDecodeError:
        return data.decode("latin-1")


def decode(data: bytes) -> str:
    r"""Decode a record file; lines end in "\n", NUL characters are gone.

    UTF-8, UTF-16 and UTF-32 by mark, UTF-16 also by its zero bytes; else UTF-8, with a replacement character for
    a broken byte where most are sound; else Windows-1252 or an encoding of Central Europe, unless most letters beyond
    ASCII come in long runs, where the encoding is guessed. Lines that were decoded wrongly before are mended.

    Raises:
        RecordsError: when more than every tenth byte is NUL and it is not UTF-16, so that this is no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            break
    else:
        sample = data[:_SAMPLE]
        if sample.count(0) * 10 > len(sample):
            zeros_second, zeros_first = sample[1::2].count(0), sample[::2].count(0)
            if min(zeros_first, zeros_second) * 10 > max(zeros_first, zeros_second):
                raise RecordsError("the file is not text; export the records as text, CSV or XLSX")
            text = data.decode("utf-16-le" if zeros_second > zeros_first else "utf-16-be", errors="replace")
        else:
            text = _without_mark(data)
    return mend(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").lstrip("\ufeff"))
