"""PDF: lines to paragraphs, pages, running heads, and every reason for not reading one."""

from collections import Counter
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from defatlas.documents.blocks import lay_out
from defatlas.documents.pdf import BrokenPdfError, NoTextLayerError, PasswordError, read_pdf
from defatlas.documents.pdf_lines import Line
from defatlas.documents.pdf_running_heads import drop_running_lines
from defatlas.documents.pdf_structure import Typography, paragraphs
from pdf_writer import pdf_of

SHARED = Path(__file__).parents[3].parent / "shared" / "data" / "inputs"
FILLER = "These words fill a line of the usual length without ending any sentence"


def page_of(lines: list[str]) -> list[Line]:
    """Lines of a page one below the other, of unknown size."""
    return [Line(text, base=800.0 - 14 * number) for number, text in enumerate(lines)]


def kinds_and_texts(lines: list[str]) -> list[tuple[str, str]]:
    return [(kind, text) for kind, text, _ in paragraphs(page_of(lines), Counter(), Typography())]


def test_pages_of_lines_become_paragraphs_with_sections() -> None:
    document = read_pdf(
        pdf_of(
            [
                [
                    "1 Introduction",
                    "A cluster is a group of firms that share a place and for a long time of know-",
                    "ledge also a trade, as the study of “regions” has shown in many a govern-",
                    "ment report. A dense one is rare.",
                    "It has these parts, which firms and universities in all regions put forward:",
                    "• firms that compete",
                    "• people who move from",
                    "firm to firm;",
                    "(ii) shared knowledge.",
                    *[FILLER] * 4,
                    "A second paragraph of this page goes on beyond the end of the page with-",
                ],
                [
                    "out a break of the sentence.",
                    "References",
                    "Doe, J. (2010) On clusters and other things that are listed in references.",
                ],
            ],
            {"Title": "On (some) clusters", "Author": "Doe, J.", "CreationDate": "D:20150102120000"},
        )
    )
    assert (document.title, document.authors, document.year, document.pages) == (
        "On (some) clusters",
        "Doe, J.",
        "2015",
        2,
    )
    text, passages = lay_out(document.blocks)
    assert [(p.kind, p.page, p.section, p.text) for p in passages] == [
        ("heading", "1", "1 Introduction", "1 Introduction"),
        (
            "paragraph",
            "1",
            "1 Introduction",
            "A cluster is a group of firms that share a place and for a long time of knowledge also a trade, as the "
            "study of “regions” has shown in many a government report. A dense one is rare.",
        ),
        (
            "paragraph",
            "1",
            "1 Introduction",
            "It has these parts, which firms and universities in all regions put forward:",
        ),
        ("list_item", "1", "1 Introduction", "firms that compete"),
        ("list_item", "1", "1 Introduction", "people who move from firm to firm;"),
        ("list_item", "1", "1 Introduction", "shared knowledge."),
        (
            "paragraph",
            "1",
            "1 Introduction",
            f"{' '.join([FILLER] * 4)} A second paragraph of this page goes on beyond the end of the page without a "
            "break of the sentence.",
        ),
        ("heading", "2", "References", "References"),
        ("reference", "2", "References", "Doe, J. (2010) On clusters and other things that are listed in references."),
    ]
    assert all(text[p.start : p.end] == p.text for p in passages)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["A heading follows a full last line, which is long enough to be the usual one.", "2.1 Data"],
            ["paragraph", "heading"],
        ),
        (["as we say in full in the part on data and in the following, which is section", "2.1 Data"], ["paragraph"]),
        (["no sentence ends here", "7. REFERENCES", "Doe (2010)"], ["paragraph", "heading", "paragraph"]),
        (["a sum of three –", "– and four", "- five"], ["paragraph"]),
        (["It has parts:", "– one,", "– two"], ["paragraph", "list_item", "list_item"]),
        (["It has parts;", "1. one;", "2) two;", "(iv) three"], ["paragraph", "list_item", "list_item", "list_item"]),
        (["in the year", "12. of that"], ["paragraph"]),
        ([], []),
    ],
)
def test_where_a_paragraph_ends(lines: list[str], expected: list[str]) -> None:
    assert [kind for kind, _ in kinds_and_texts(lines)] == expected


def test_a_short_line_that_ends_a_sentence_ends_the_paragraph() -> None:
    lines = [FILLER, "and stop.", FILLER, f"{FILLER[:-1]}.", "tail"]
    assert [text for _, text in kinds_and_texts(lines)] == [
        f"{FILLER} and stop.",
        f"{FILLER} {FILLER[:-1]}. tail",
    ]


def test_page_numbers_and_running_heads_go_and_text_stays() -> None:
    bodies = [
        ["begins " + "x" * n, "goes on " + "x" * n, "one", "2019", "two", "y" * n, "ends " + "y" * n]
        for n in range(1, 5)
    ]
    pages = [["Cities 2019, page " + str(n), *body, f"– {n} –"] for n, body in enumerate(bodies, start=1)]
    kept = drop_running_lines([page_of(page) for page in pages])
    assert [[line.text for line in page] for page in kept] == bodies


def test_a_line_on_two_pages_is_no_running_head() -> None:
    pages = [page_of(["Same line", *"abcd"]), page_of(["Same line", *"efgh"])]
    assert drop_running_lines(pages) == pages


def test_running_heads_of_a_file_are_not_read() -> None:
    lines = [f"{FILLER}, and then some more on this line.", FILLER, FILLER, FILLER, "until it ends."]
    document = read_pdf(pdf_of([["Journal of Examples 7", *lines, str(n)] for n in range(3)]))
    text, _ = lay_out(document.blocks)
    assert "Journal" not in text
    assert [block.page for block in document.blocks] == ["1", "2", "3"]
    assert not any(character.isdigit() for character in text)


def test_a_scan_says_that_it_needs_text_recognition() -> None:
    with pytest.raises(NoTextLayerError, match="OCR"):
        read_pdf(pdf_of([[], []]))


def test_one_page_with_text_is_enough_to_be_read() -> None:
    document = read_pdf(pdf_of([[], ["A page of text."]]))
    assert [(block.text, block.page) for block in document.blocks] == [("A page of text.", "2")]


def test_a_password_is_asked_for() -> None:
    with pytest.raises(PasswordError, match="save a copy without one"):
        read_pdf(pdf_of([["secret"]], locked=True))


def test_a_file_without_pages_says_so_whatever_was_read_before() -> None:
    """PDFium keeps the error of the document before, and pypdfium2 reports it."""
    for before in (pdf_of([["secret"]], locked=True), b"%PDF-1.4 broken"):
        with pytest.raises((PasswordError, BrokenPdfError)):
            read_pdf(before)
        with pytest.raises(NoTextLayerError, match="it holds no pages"):
            read_pdf(pdf_of([]))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\ntrailer\n<< /Root 1 0 R >>", pdf_of([["x"]])[:200], b""])
def test_a_broken_file_raises_an_error_of_pdfium(data: bytes) -> None:
    with pytest.raises(BrokenPdfError):
        read_pdf(data)


def test_a_file_without_its_table_of_objects_is_still_read() -> None:
    data = pdf_of([["A page of text."]])
    broken = data.replace(b"xref\n0", b"lost\n0")
    assert [block.text for block in read_pdf(broken).blocks] == ["A page of text."]


def test_what_pdfium_itself_writes_is_read() -> None:
    """Pages put together by PDFium rather than by our writer."""
    merged = pdfium.PdfDocument.new()
    for line in ("The first page.", "The second page."):
        merged.import_pages(pdfium.PdfDocument(pdf_of([[line]])))
    stream = BytesIO()
    merged.save(stream)
    assert [(b.text, b.page) for b in read_pdf(stream.getvalue()).blocks] == [
        ("The first page.", "1"),
        ("The second page.", "2"),
    ]


@pytest.mark.skipif(not SHARED.exists(), reason="../shared, with files of other projects, is not here")
@pytest.mark.parametrize(
    ("name", "opens"),
    [
        ("unencrypted", True),
        ("r2-empty-password", True),
        ("r3-empty-password", True),
        ("r4-owner-password", True),
        ("r6-owner-password", True),
        ("r2-user-password", False),
        ("r4-aes-user-password", False),
        ("r5-user-password", False),
        ("r6-both-passwords", False),
    ],
)
def test_encrypted_files_of_pypdf(name: str, opens: bool) -> None:
    data = (SHARED / "pdf-odd" / "pypdf-encryption" / f"{name}.pdf").read_bytes()
    if opens:
        plain = (SHARED / "pdf-odd" / "pypdf-encryption" / "unencrypted.pdf").read_bytes()
        assert read_pdf(data).blocks == read_pdf(plain).blocks != []
    else:
        with pytest.raises(PasswordError):
            read_pdf(data)


@pytest.mark.skipif(not SHARED.exists(), reason="../shared, with files of other projects, is not here")
@pytest.mark.parametrize(
    ("name", "pages", "headings"),
    [
        ("N18-3011", 8, ["2 Structure of The Literature Graph", "2.1 Node Types", "References"]),
        (
            "2020.acl-main.207",
            13,
            ["3 SCIDOCS Evaluation Framework", "3.2 Citation Prediction", "6 Analysis", "References"],
        ),
    ],
)
def test_two_published_papers_show_their_headings_and_references(name: str, pages: int, headings: list[str]) -> None:
    """Pages and headings as printed in the two papers of the ACL Anthology."""
    document = read_pdf((SHARED / "papers-pdf-tei" / f"{name}.pdf").read_bytes())
    text, passages = lay_out(document.blocks)
    assert document.pages == pages
    assert all(text[p.start : p.end] == p.text for p in passages)
    found = [p.text for p in passages if p.kind == "heading"]
    assert [heading for heading in headings if heading in found] == headings
    references = [p for p in passages if p.kind == "reference"]
    assert references and min(p.start for p in references) > 0.5 * len(text)


def test_a_page_that_cannot_be_opened_does_not_cost_the_others() -> None:
    """PDFium refuses a page whose dictionary is broken."""
    data = pdf_of([["The first lamp is lit."], ["The second is not."], ["The third one is."]])
    pages = data.split(b"/Type /Page /Parent")
    assert len(pages) == 4
    marks = (b"/Type /Page /Parent", b"/Type /Pain /Parent", b"/Type /Page /Parent")
    read = read_pdf(pages[0] + b"".join(mark + rest for mark, rest in zip(marks, pages[1:], strict=True)))
    assert [block.page for block in read.blocks] == ["1", "3"]


def test_a_title_of_broken_letters_is_no_title() -> None:
    data = pdf_of([["Lamps of the town", "A lamp gives light to all of the quay."]], {"Title": "T", "Author": "Okoro"})
    broken = data.replace(b"(T)", b"<FEFF0041D8000042>")  # "A", half of a character, "B"
    assert broken != data
    found = read_pdf(broken)
    assert (found.authors, found.title) == ("Okoro", read_pdf(pdf_of([["Lamps of the town", "A lamp."]])).title)
