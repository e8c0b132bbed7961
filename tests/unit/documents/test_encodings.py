"""Legacy encodings: Western and Central European text is read as what it is; sound text stays as it is."""

import json
from pathlib import Path

import pytest
from defatlas.documents.encodings import mend, single_byte_encoding
from defatlas.documents.reading import decode as decode_document
from defatlas.documents.records.decoding import decode as decode_records
from hypothesis import given
from hypothesis import strategies as st

CENTRAL = {
    "pl": "Nikt w urzędzie portowym nie wiedział, dlaczego tego ranka paliły się lampy, a zapytani mówili, że przed "
    "przybyciem promu nie widzieli nikogo na nabrzeżu.",
    "cs": "Nikdo v přístavním úřadě nevěděl, proč ráno svítily lampy, a kdo byl dotázán, řekl, že před příjezdem "
    "přívozu neviděl na nábřeží nikoho.",
    "hu": "A kikötői hivatalban senki sem tudta, miért égtek aznap reggel a lámpák, és akiket megkérdeztek, azt "
    "mondták, hogy a komp érkezése előtt senkit sem láttak a rakparton.",
    "names in English": "The office in Wrocław was led by Stanisław Żółkiewski of Łódź and later by Ms Gęś.",
}
WESTERN = {
    "fr": "Personne au bureau du port ne savait pourquoi les lampes étaient allumées ce matin-là, et l’on a dit : « à "
    "qui la faute ? ».",
    "es": "Nadie en la oficina sabía por qué las lámparas estaban encendidas; ¿quién lo hizo? ¡El señor Núñez!",
    "pt": "Ninguém no escritório do porto sabia por que as lâmpadas estavam acesas; não havia opiniões, só corações.",
    "de": "Niemand im Hafenamt wusste, warum die Lampen brannten – außer „Müller“, der für 5 € je m² über die Brücke.",
    "da": "Ingen på havnekontoret vidste, hvorfor lamperne var tændt, og de spurgte så ingen på kajen før færgen.",
    "ca": "El col·legi va il·luminar el moll aquell matí, i ningú no sabia per què.",
    "en": "The naïve clerk’s résumé named Müller, Ångström & Núñez — 20°C, 3 m³ of water, ½ price; “so what?”",
}


@pytest.mark.parametrize("decode", [decode_document, decode_records])
@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2"])
@pytest.mark.parametrize("name", CENTRAL)
def test_central_european_text_is_not_read_as_western(name: str, encoding: str, decode) -> None:
    assert decode(CENTRAL[name].encode(encoding)) == CENTRAL[name]


@pytest.mark.parametrize("decode", [decode_document, decode_records])
@pytest.mark.parametrize("name", WESTERN)
def test_western_text_is_not_read_as_central_european(name: str, decode) -> None:
    assert decode(WESTERN[name].encode("cp1252")) == WESTERN[name]


def test_without_letters_beyond_ascii_nothing_speaks_for_another() -> None:
    assert single_byte_encoding(b"") == single_byte_encoding(b"Lamps \xa9 1999") == "cp1252"


def test_wrongly_decoded_lines_are_mended_and_only_these() -> None:
    sound = "“Curly” quotes, ﬁne ligatures, ｗｉｄｅ letters, … and Łódź"
    wrong = "cafÃ© and SÃ£o Paulo â€“ built"
    assert mend(f"{sound}\n{wrong}\n{sound}") == f"{sound}\ncafé and São Paulo – built\n{sound}"
    assert decode_records(f"TI  - {wrong}\n".encode()) == "TI  - café and São Paulo – built\n"


@given(st.text(st.characters(max_codepoint=0x24F, exclude_categories=["Cc", "Cs"]), max_size=60))
def test_mending_keeps_the_number_of_lines_and_is_done_once(text: str) -> None:
    mended = mend(text)
    assert mended.count("\n") == text.count("\n")
    assert mend(mended) == mended or mended != text


REAL = Path(__file__).parents[3].parent / "shared" / "data" / "inputs" / "text-odd" / "ftfy" / "negative.json"


@pytest.mark.skipif(not REAL.exists(), reason="the real files in ../shared are not here")
def test_sound_text_that_looks_wrong_stays(tmp_path: Path) -> None:
    for case in json.loads(REAL.read_text(encoding="utf-8")):
        if case["expect"] == "pass" and case["original"] == case.get("fixed-encoding", case["fixed"]):
            assert mend(case["original"]) == case["original"]
