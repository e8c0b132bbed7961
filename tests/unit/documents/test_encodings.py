"""Legacy encodings: Western and Central European text is read as what it is; sound text stays as it is."""

import json
from pathlib import Path

import pytest
from defatlas.documents.encodings import decode_unmarked, mend, single_byte_encoding
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


# Sentences of ours in other languages, with the encodings in use for them.
LANGUAGES = {
    "pl": (
        "Nikt w urzędzie portowym nie wiedział, dlaczego tego ranka paliły się lampy, a zapytani mówili, że "
        "nie widzieli nikogo na nabrzeżu."
    ),
    "cs": (
        "Nikdo v přístavním úřadě nevěděl, proč ráno svítily lampy, a kdo byl dotázán, řekl, že neviděl na "
        "nábřeží nikoho."
    ),
    "sk": (
        "Nikto na prístavnom úrade nevedel, prečo ráno svietili lampy, a kto bol opýtaný, povedal, že pred "
        "príchodom lode nikoho nevidel."
    ),
    "hu": (
        "A kikötői hivatalban senki sem tudta, miért égtek aznap reggel a lámpák, és akiket megkérdeztek, "
        "senkit sem láttak a rakparton."
    ),
    "hr": (
        "Nitko u lučkom uredu nije znao zašto su tog jutra gorjele svjetiljke, a oni koje su pitali rekli su "
        "da nisu vidjeli nikoga; možda ćemo sutra znati više o tome."
    ),
    "ro": (
        "Nimeni de la biroul portului nu ştia de ce ardeau lămpile în acea dimineaţă, iar cei întrebaţi au "
        "spus că nu au văzut pe nimeni pe chei."
    ),
    "sl": (
        "Nihče v pristaniškem uradu ni vedel, zakaj so tisto jutro gorele svetilke, in vprašani so rekli, da "
        "niso videli nikogar; žal še čakamo."
    ),
    "ru": (
        "Никто в портовом управлении не знал, почему в то утро горели лампы, а те, кого спросили, сказали, "
        "что не видели никого на набережной."
    ),
    "uk": (
        "Ніхто в управлінні порту не знав, чому того ранку горіли лампи, а ті, кого спитали, сказали, що "
        "нікого не бачили на набережній."
    ),
    "bg": (
        "Никой в пристанищното управление не знаеше защо онази сутрин горяха лампите, а запитаните казаха, че "
        "не са видели никого на кея."
    ),
    "el": (
        "Κανείς στο λιμεναρχείο δεν ήξερε γιατί άναβαν οι λάμπες εκείνο το πρωί, και όσοι ρωτήθηκαν είπαν ότι "
        "δεν είδαν κανέναν στην αποβάθρα."
    ),
    "tr": (
        "Liman dairesinde kimse o sabah lambaların neden yandığını bilmiyordu; sorulanlar iskelede kimseyi "
        "görmediklerini söylediler. Işık güçlüydü."
    ),
    "he": (
        "איש במשרד הנמל לא ידע מדוע דלקו המנורות באותו בוקר, ומי שנשאל אמר שלא ראה אף אחד על הרציף לפני בוא "
        "המעבורת."
    ),
    "ar": (
        "لم يعرف أحد في مكتب الميناء لماذا أضيئت المصابيح في ذلك الصباح، وقال من سئلوا إنهم لم يروا أحدا على "
        "الرصيف قبل وصول العبارة."
    ),
    "zh": (
        ""
        "港务局里没有人知道那天早上为什么灯亮着，被问到的人都说，在渡轮到来之前，他们在码头上没有看到任何人。城市需要更多的灯。"
    ),
    "zht": (
        ""
        "港務局裡沒有人知道那天早上為什麼燈亮著，被問到的人都說，在渡輪到來之前，他們在碼頭上沒有看到任何人。城市需要更多的燈。"
    ),
    "ja": (
        ""
        "港の事務所では、その朝なぜランプがついていたのか誰も知らなかった。尋ねられた人々は、岸壁で誰も見なかったと言った。"
    ),
    "ko": (
        "항만 사무소의 누구도 그날 아침 왜 등불이 켜져 있었는지 알지 못했고, 질문을 받은 사람들은 부두에서 "
        "아무도 보지 못했다고 말했다."
    ),
    "fr": (
        "Personne au bureau du port ne savait pourquoi les lampes étaient allumées ce matin-là, et ceux qu’on "
        "a interrogés n’ont vu personne à côté du quai, même très tôt."
    ),
    "de": (
        "Niemand im Hafenamt wusste, warum die Lampen an jenem Morgen brannten; wer gefragt wurde, hörte "
        "früher als üblich auf und ging über die Brücke nach Haus, müde wie stets. Größe zählt."
    ),
    "es": (
        "Nadie en la oficina sabía por qué las lámparas estaban encendidas; ¿quién lo hizo? El señor Núñez no "
        "vio a nadie después."
    ),
    "pt": (
        "Ninguém no escritório do porto sabia por que as lâmpadas estavam acesas; não havia opiniões, só "
        "corações e nenhuma explicação."
    ),
    "sv": (
        "Ingen på hamnkontoret visste varför lamporna var tända den morgonen, och de tillfrågade såg ingen på "
        "kajen före färjan."
    ),
    "da": (
        "Ingen på havnekontoret vidste, hvorfor lamperne var tændt, og de spurgte så ingen på kajen før "
        "færgen."
    ),
    "en": (
        "The naïve clerk’s résumé named Müller & Núñez — 20°C, 3 m³ of water; “so what?” said the clerk of "
        "the port, and lit a lamp at the quay."
    ),
    "et": (
        "Keegi sadamakontoris ei teadnud, miks lambid sel hommikul põlesid, ja küsitletud ütlesid, et ei "
        "näinud kail kedagi; öösel oli väga pime."
    ),
    "lt": (
        "Niekas uosto tarnyboje nežinojo, kodėl tą rytą degė lempos, o paklausti žmonės sakė, kad prieš "
        "keltui atplaukiant krantinėje nieko nematė."
    ),
    "th": (
        "ไม่มีใครในสำนักงานท่าเรือรู้ว่าทำไมโคมไฟจึงสว่างในเช้าวันนั้น "
        "และผู้ที่ถูกถามบอกว่าไม่เห็นใครเลยที่ท่าเรือ"
    ),
}  # fmt: skip
ENCODINGS = {
    "pl": "cp1250 iso8859-2 cp852 mac-latin2",
    "cs": "cp1250 iso8859-2 cp852 mac-latin2",
    "sk": "cp1250",
    "hu": "cp1250 iso8859-2",
    "hr": "cp1250 iso8859-2",
    "ro": "cp1250 iso8859-2",
    "sl": "cp1250 iso8859-2",
    "ru": "cp1251 koi8-r iso8859-5 cp866 mac-cyrillic utf-16-le utf-16-be",
    "uk": "cp1251 koi8-u iso8859-5",
    "bg": "cp1251 iso8859-5",
    "el": "cp1253 iso8859-7",
    "tr": "cp1254 iso8859-9",
    "he": "cp1255 iso8859-8",
    "ar": "cp1256 iso8859-6",
    "zh": "gb18030 gbk gb2312 utf-16-le utf-16-be",
    "zht": "big5 gb18030",
    "ja": "shift_jis euc-jp iso2022-jp utf-16-le utf-16-be",
    "ko": "euc-kr cp949 utf-16-le",
    "fr": "cp1252 latin-1 mac-roman cp850 iso8859-15 utf-16-le utf-16-be",
    "de": "cp1252 latin-1 mac-roman cp850 utf-16-le",
    "es": "cp1252 mac-roman cp850",
    "pt": "cp1252 mac-roman cp850",
    "sv": "cp1252 mac-roman cp850",
    "da": "cp1252 mac-roman",
    "en": "cp1252 mac-roman utf-16-le utf-16-be utf-32-le",
    "et": "cp1257 iso8859-4 cp1252",
    "lt": "cp1257 iso8859-13",
    "th": "cp874",
}
CASES = [(name, encoding) for name, encodings in ENCODINGS.items() for encoding in encodings.split()]


@pytest.mark.parametrize(("name", "encoding"), CASES)
def test_text_in_the_encodings_of_its_language(name: str, encoding: str) -> None:
    data = LANGUAGES[name].encode(encoding, errors="ignore")  # older ones lack a letter or a quotation mark
    assert decode_unmarked(data) == data.decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_both_readers_take_wide_encodings_without_a_mark(encoding: str) -> None:
    for name in ("en", "fr", "ru", "zh"):
        data = LANGUAGES[name].encode(encoding)
        assert decode_document(data) == decode_records(data) == LANGUAGES[name]


@given(st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=200))
def test_utf_8_is_never_taken_for_something_else(text: str) -> None:
    assert decode_unmarked(text.encode()) == text


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded(data: bytes) -> None:
    decode_unmarked(data)
