"""Any encoding and any line end gives the same text."""

import codecs

import pytest
from defatlas.documents.records.decoding import decode
from defatlas.documents.records.record import RecordsError

WESTERN = "TI  - Städte, à côté – ¿qué?\nAB  - Größe\n"
RUSSIAN = "название: город фонарей. Аннотация: в этом городе считают фонари и улицы, каждую ночь.\n" * 4


@pytest.mark.parametrize(
    "data",
    [
        WESTERN.encode(),
        codecs.BOM_UTF8 + WESTERN.encode(),
        codecs.BOM_UTF16_LE + WESTERN.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WESTERN.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + WESTERN.encode("utf-32-le"),
        WESTERN.encode("utf-16-le"),
        WESTERN.encode("utf-16-be"),
        WESTERN.encode("cp1252"),
        WESTERN.replace("\n", "\r").encode(),
        WESTERN.replace("\n", "\r\n").encode("cp1252"),
        WESTERN.encode() + b"\0",
    ],
)
def test_western_text(data: bytes) -> None:
    assert decode(data) == WESTERN


def test_latin_1_and_cyrillic_without_a_mark() -> None:
    assert decode("naïve café".encode("latin-1")) == "naïve café"
    assert decode(RUSSIAN.encode("cp1251")) == RUSSIAN


def test_one_broken_byte_does_not_spoil_the_rest() -> None:
    assert decode("Größe, Straße, Bürger, Höhe, Wärme, Küche".encode() * 2 + b" \xff.") == (
        "Größe, Straße, Bürger, Höhe, Wärme, Küche" * 2 + " \ufffd."
    )


def test_what_is_no_text_is_refused_with_a_remedy() -> None:
    with pytest.raises(RecordsError, match="not text; export"):
        decode(b"\x01\0\0\0\0\0\0\2\3\4\5\6" * 40)
