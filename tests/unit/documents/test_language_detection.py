"""The language of a text, told by its running text."""

import pytest
from defatlas.documents.blocks import Passage
from defatlas.documents.language_detection import detect_language, language_of

# Sentences of ours on one matter, in several languages.
SENTENCES = {
    "en": "Nobody in the harbour office knew why the lamps had been lit that morning, and those who were asked said "
    "that they had not seen anybody on the quay before the ferry came in.",
    "de": "Niemand im Hafenamt wusste, warum die Lampen an diesem Morgen brannten, und wer gefragt wurde, sagte, dass "
    "vor der Ankunft der Fähre niemand auf dem Kai zu sehen gewesen sei.",
    "fr": "Personne au bureau du port ne savait pourquoi les lampes étaient allumées ce matin, et ceux que l'on a "
    "interrogés disaient n'avoir vu personne sur le quai avant l'arrivée du bac.",
    "es": "Nadie en la oficina del puerto sabía por qué las lámparas estaban encendidas esa mañana, y los que fueron "
    "preguntados dijeron que no habían visto a nadie en el muelle antes de la llegada del barco.",
    "pl": "Nikt w urzędzie portowym nie wiedział, dlaczego tego ranka paliły się lampy, a zapytani mówili, że przed "
    "przybyciem promu nie widzieli nikogo na nabrzeżu.",
    "hu": "A kikötői hivatalban senki sem tudta, miért égtek aznap reggel a lámpák, és akiket megkérdeztek, azt "
    "mondták, hogy a komp érkezése előtt senkit sem láttak a rakparton.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_enough(code: str) -> None:
    found = detect_language(SENTENCES[code])
    assert (found.code, found.is_english, found.remark) == (code, code == "en", "")


@pytest.mark.parametrize("text", ["", "Smart cities", "12 34 56 78", "— … !", "Eine kluge Stadt", "\ud800 x"])
def test_a_title_is_not_enough_and_is_read_as_english(text: str) -> None:
    found = detect_language(text)
    assert (found.code, found.is_english) == ("", True)
    assert "too short" in found.remark


def test_a_long_text_is_told_by_pieces_of_all_of_it() -> None:
    """One English page before forty German ones does not make a text English; an English third does."""
    assert detect_language(f"{SENTENCES['en']} " + SENTENCES["de"] * 40).code == "de"
    mixed = detect_language(f"{SENTENCES['en']} " * 10 + f"{SENTENCES['de']} " * 15)
    assert (mixed.code, mixed.is_english) == ("en", True)
    assert "(de)" in mixed.remark


def _passage(kind: str, text: str) -> Passage:
    return Passage(kind, text, "", "", 0, len(text))


def test_an_english_abstract_does_not_make_a_long_body_english() -> None:
    abstract, body = _passage("abstract", SENTENCES["en"] * 5), _passage("paragraph", SENTENCES["es"] * 20)
    assert language_of([abstract, body]).code == "es"
    assert language_of([abstract, _passage("paragraph", SENTENCES["es"])]).code == "en"


def test_headings_and_references_do_not_vote() -> None:
    passages = [_passage("heading", SENTENCES["de"]), _passage("reference", SENTENCES["de"] * 9)]
    assert language_of([*passages, _passage("paragraph", SENTENCES["en"])]).code == "en"
