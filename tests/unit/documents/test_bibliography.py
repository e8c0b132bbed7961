"""The bibliography: names, accents, corporate authors, addresses, and what is wrong with a broken one."""

from pathlib import Path

import pytest
from defatlas.documents.bibliography import BibliographyError, Source, read_bibliography, surname_key
from hypothesis import given, settings
from hypothesis import strategies as st


def read(folder: Path, text: str) -> dict[str, Source]:
    path = folder / "sources.bib"
    path.write_text(text, encoding="utf-8")
    return read_bibliography(path)


def authors(folder: Path, value: str) -> tuple[str, ...]:
    return read(folder, f"@book{{key,\n  author = {{{value}}}\n}}\n")["key"].authors


def test_an_entry_with_every_field(tmp_path: Path) -> None:
    sources = read(
        tmp_path,
        "% a remark\n@string{cities = {Cities}}\n"
        "@Article{doe2015,\n  Author = {Doe, Jane and Roe, R. and Poe, E.},\n  title = {On {Smart}  Cities},\n"
        "  journal = cities,\n  year = 2015,\n  doi = {10.1000/x\\_y},\n  url = {https://example.org/~a?b=%20&c=d_e},\n"
        "  language = {German}\n}\n\n@comment{nothing}\n\n"
        "@techreport{who2016, institution = {A House}, editor = {Roe, R.}, title = {T}}\n",
    )
    assert sources == {
        "doe2015": Source(
            "doe2015",
            "article",
            "On Smart Cities",
            ("Doe, Jane", "Roe, R.", "Poe, E."),
            "2015",
            "Cities",
            "10.1000/x_y",
            "https://example.org/~a?b=%20&c=d_e",
            "German",
        ),
        "who2016": Source("who2016", "techreport", "T", ("Roe, R.",), "", "A House", "", "", ""),
    }


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Doe, Jane", ("Doe, Jane",)),
        ("Jane Q. Doe", ("Doe, Jane Q.",)),
        ("Jan van der Berg and de la Cruz, Maria", ("van der Berg, Jan", "de la Cruz, Maria")),
        ("{World Health Organization}", ("World Health Organization",)),
        (
            "{Ministry of Trade, Industry and Labour} and Doe, Jane",
            ("Ministry of Trade Industry and Labour", "Doe, Jane"),
        ),
        ("{Office for {EU} and {UN} Affairs}", ("Office for EU and UN Affairs",)),
        ("Doe, Jane and {Arup}", ("Doe, Jane", "Arup")),
        ("{De Gennaro}, Steven", ("De Gennaro, Steven",)),
        (r"{\'E}mile Durand", ("Durand, Émile",)),
        (r"{\'E}. {\O}stergaard and {\L}ukasz Nowak", ("Østergaard, É.", "Nowak, Łukasz")),
        ("Doe, Jane AND Roe, R. and others", ("Doe, Jane", "Roe, R.")),
        ("Doe, Jane\n    and\n    Roe, R.", ("Doe, Jane", "Roe, R.")),
        ("Anderson, Andy and Strand, Sandra", ("Anderson, Andy", "Strand, Sandra")),
        ("Plato", ("Plato",)),
        ("{}", ()),
        ("others", ()),
    ],
)
def test_author_names(tmp_path: Path, value: str, expected: tuple[str, ...]) -> None:
    assert authors(tmp_path, value) == expected


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"Caf\'{e}", "Café"),
        (r"Z{\"u}rich", "Zürich"),
        (r"Bak{\i}c{\i}", "Bakıcı"),
        (r"Stra{\ss}e \& Platz", "Straße & Platz"),
        (r"Ko\v{s}ice", "Košice"),
        (r"50\% of \$10", "50% of $10"),
        (r"2001--2010", "2001–2010"),
        ("Größe, 都市", "Größe, 都市"),
        ("two\n   lines", "two lines"),
    ],
)
def test_latex_and_unicode_in_a_title(tmp_path: Path, latex: str, plain: str) -> None:
    assert read(tmp_path, f"@book{{key, title = {{{latex}}}}}")["key"].title == plain


@pytest.mark.parametrize(
    ("value", "year", "short"),
    [
        ("Doe, Jane", "2015", "Doe (2015)"),
        ("Doe, Jane and Roe, R.", "2015", "Doe & Roe (2015)"),
        ("Doe, Jane and Roe, R. and Poe, E.", "2015", "Doe et al. (2015)"),
        ("{Ministry of Trade, Industry}", "", "Ministry of Trade Industry (n.d.)"),
        ("", "2015", "key (2015)"),
    ],
)
def test_how_a_text_cites_a_source(tmp_path: Path, value: str, year: str, short: str) -> None:
    assert read(tmp_path, f"@book{{key, author = {{{value}}}, year = {{{year}}}}}")["key"].short == short


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("@book{a, title = {A}}\n\n\n@book{a, title = {B}}\n", "sources.bib, line 4: the key a stands twice"),
        ("\n@book{a, title = {A}, title = {B}}\n", "sources.bib, line 2: the field title stands twice in one entry"),
        (
            "@book{a, title = {A}}\n@book{b, title = {B\n\n@book{c, title = {C}}\n",
            "sources.bib, line 2: an entry cannot be parsed; check",
        ),
        ("@book{a, title = {A}\n", "sources.bib, line 1: an entry cannot be parsed; check its braces and commas"),
    ],
)
def test_what_is_wrong_and_in_which_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BibliographyError, match=message):
        read(tmp_path, text)


def test_a_bibliography_in_another_encoding_says_so(tmp_path: Path) -> None:
    path = tmp_path / "sources.bib"
    path.write_bytes("@book{a, title = {Größe}}".encode("latin-1"))
    with pytest.raises(BibliographyError, match=r"sources\.bib is not UTF-8; save it as UTF-8"):
        read_bibliography(path)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "sources.bib"
    path.write_bytes("\ufeff@book{a,\r\n  title = {Größe\r\n der Stadt}\r\n}\r\n".encode())
    assert read_bibliography(path)["a"].title == "Größe der Stadt"


@pytest.mark.parametrize("text", ["", "only words\n", "% nothing\n"])
def test_a_bibliography_without_entries_is_empty(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == {}


def test_a_missing_bibliography_is_empty(tmp_path: Path) -> None:
    assert read_bibliography(tmp_path / "sources.bib") == {}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Bakıcı, Tuba", "bakici"),
        ("Østergaard, Anna", "ostergaard"),
        ("Łukasz", "lukasz"),
        ("Weiß", "weiss"),
        ("Schöpke, N.", "schopke"),
        ("van der Berg, Jan", "vanderberg"),
        ("O'Neill-Smith, Á.", "oneillsmith"),
        ("Ærø", "aero"),
        ("Đorđević", "dordevic"),
        ("", ""),
    ],
)
def test_surname_keys(name: str, key: str) -> None:
    assert surname_key(name) == key


@given(st.text())
@settings(deadline=None)
def test_a_surname_key_is_ascii_letters_whatever_the_name(name: str) -> None:
    key = surname_key(name)
    assert key == "" or (key.isascii() and key.isalpha() and key.islower())
    assert surname_key(key) == key


@pytest.fixture(scope="module")
def embedded() -> dict[str, Source]:
    return read_bibliography(Path(__file__).parents[3] / "corpus" / "sources.bib")


def test_the_embedded_bibliography_is_plain_text(embedded: dict[str, Source]) -> None:
    """No LaTeX is left in it, no name has stray spaces, every address is one."""
    assert embedded
    for source in embedded.values():
        for text in (source.title, source.venue, *source.authors):
            assert not set(text) & set("{}\\~"), text
            assert text == " ".join(text.split()), text
        assert " " not in source.url and (not source.url or source.url.startswith("http")), source.url
        assert not source.doi or source.doi.startswith("10."), source.doi
        assert source.authors and source.title, source.key
