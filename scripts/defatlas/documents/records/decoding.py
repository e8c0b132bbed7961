"""The text of a record file, whatever its encoding and line ends."""

from __future__ import annotations

import codecs

from defatlas.documents.encodings import decode_unmarked, mend, wide_encoding
from defatlas.documents.records.record import RecordsError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 200_000  # bytes, enough to guess an encoding


def decode(data: bytes) -> str:
    r"""Decode a record file; lines end in "\n", NUL characters are gone.

    UTF-8, UTF-16 and UTF-32 by their marks, else as `decode_unmarked` says. Lines that were decoded wrongly before are
    mended.

    Raises:
        RecordsError: when more than every tenth byte is NUL and it is not UTF-16, so that this is no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            break
    else:
        sample = data[:_SAMPLE]
        if sample.count(0) * 10 > len(sample) and not wide_encoding(data):
            raise RecordsError("the file is not text; export the records as text, CSV or XLSX")
        text = decode_unmarked(data)
    return mend(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").lstrip("\ufeff"))
