"""The format of reading notes: what is accepted, what is refused, and with which words."""

import pytest
from defatlas.documents.blocks import lay_out
from defatlas.documents.markdown import FrontMatterError
from defatlas.documents.notes import SOURCE_TYPES, DefinesHeading, NoteError, defines_heading, is_note, read_note
from defatlas.schemas import SOURCE_TYPES as TABLE_SOURCE_TYPES

FRONT = {"source": "doe2015", "source_type": "academic", "verified": "true", "checked": "Read in full."}
BODY = "# Doe (2015)\n\n## Defines smart city, p. 4, after roe2010\nA city that learns.\n"


def note(body: str = BODY, **front: str | None) -> str:
    """A note; a front matter value of None leaves the key out."""
    lines = [f"{key}: {value}" for key, value in {**FRONT, **front}.items() if value is not None]
    return "\n".join(["---", *lines, "---", "", body])


@pytest.mark.parametrize(
    ("heading", "concept", "place", "after"),
    [
        ("Defines smart city", "smart city", "", ""),
        ("Defines  smart city ", "smart city", "", ""),
        ("Defines smart city, p. 4", "smart city", "p. 4", ""),
        ("Defines smart city, Table 1, p. 3", "smart city", "Table 1, p. 3", ""),
        ("Defines living lab, after roe2010", "living lab", "", "roe2010"),
        ("Defines cluster, p. 4, after porter-1998a", "cluster", "p. 4", "porter-1998a"),
        ("Defines cluster, Box 2, p. 4, after porter1998a", "cluster", "Box 2, p. 4", "porter1998a"),
        ("Defines cluster, after the fall, p. 4", "cluster", "after the fall, p. 4", ""),
    ],
)
def test_defines_headings(heading: str, concept: str, place: str, after: str) -> None:
    assert defines_heading(heading) == DefinesHeading(concept, place, after)


@pytest.mark.parametrize(
    "heading",
    [
        "Links",
        "Defines",
        "Defines ",
        "Defines, p. 4",
        "defines smart city",
        "It defines smart city",
        "Defines x, after roe:2010",
    ],
)
def test_other_headings(heading: str) -> None:
    assert defines_heading(heading) is None


@pytest.mark.parametrize("path", ["notes/doe2015.md", "notes/ä b\nc.md"])
def test_note_paths(path: str) -> None:
    assert is_note(path)


@pytest.mark.parametrize(
    "path",
    ["doe2015.md", "notes/doe2015.txt", "notes/more/doe2015.md", "old/notes/doe2015.md", "notes/.md", "notes/x.mdx"],
)
def test_paths_of_no_note(path: str) -> None:
    assert not is_note(path)


def test_a_note_is_read_with_the_places_of_its_definitions() -> None:
    document = read_note(
        note(
            "# Doe (2015)\n\n"
            "## Defines smart city, p. 4\nA city that learns.\n\n20 others agree.\n\n"
            "## Defines cluster\nFirms that\nshare.\n\n### Detail\nMore.\n\n"
            "## Links\nBoth meet.\n\n## remarks\n2015 or 2016 (2014).\n"
        ),
        "doe2015",
    )
    _, passages = lay_out(document.blocks)
    assert [(p.text, p.page, p.kind) for p in passages if p.kind != "heading"] == [
        ("A city that learns.", "p. 4", "paragraph"),
        ("20 others agree.", "p. 4", "paragraph"),
        ("Firms that share.", "", "paragraph"),
        ("More.", "", "paragraph"),
        ("Both meet.", "", "paragraph"),
        ("2015 or 2016 (2014).", "", "paragraph"),
    ]
    assert (document.title, document.year, document.pages) == ("Doe (2015)", "", 0)
    assert document.front_matter == {**FRONT, "verified": True}


@pytest.mark.parametrize("kind", SOURCE_TYPES)
def test_each_source_type_is_accepted(kind: str) -> None:
    assert read_note(note(source_type=kind), "doe2015").front_matter["source_type"] == kind


def test_notes_and_tables_know_the_same_source_types() -> None:
    assert list(SOURCE_TYPES) == TABLE_SOURCE_TYPES


@pytest.mark.parametrize(
    "body", ["", "# Doe (2015)\n", "## Links\nnone\n", "## Remarks\n", "# A\n\n---\n\n### Deep\ntext\n"]
)
def test_a_note_without_definitions_is_a_note(body: str) -> None:
    assert read_note(note(body), "doe2015").front_matter["source"] == "doe2015"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("No front matter.", "front matter lacks 'checked'; the keys are checked, source, source_type, verified"),
        (note(verified=None), "front matter lacks 'verified'; the keys are"),
        (note(author="Doe"), "front matter has an unknown key 'author'; the keys are"),
        (note(**{"1": "x", "b": "y"}), "front matter has an unknown key 1; the keys are"),
        (note(source="roe2010"), "source is 'roe2010' but the file is named doe2015.md; give both the same key"),
        (note(source="[doe2015]"), r"source is \['doe2015'\] but the file is named doe2015.md"),
        (note(source_type="book"), "source_type is 'book'; it can be academic, policy, industry, standard, other"),
        (note(source_type="[academic]"), r"source_type is \['academic'\]; it can be"),
        (note(verified="maybe"), "verified is 'maybe'; write true or false"),
        (note(verified="1"), "verified is 1; write true or false"),
        (note(checked=""), "checked is empty; say in one line what was checked and where"),
        (note(checked="' '"), "checked is empty"),
        (note(checked="[a]"), "checked is empty"),
        (note("## Summary\ntext\n"), "section 'Summary' is none of: Defines CONCEPT, Links, Remarks"),
        (note("## Defines, p. 4\ntext\n"), "section 'Defines, p. 4' is none of"),
        (note("## Defines cluster\n"), "section 'Defines cluster' holds no paragraph; write the definition below it"),
        (note("## Defines cluster\n## Links\nx\n"), "section 'Defines cluster' holds no paragraph"),
        (note("## Defines cluster\n- firms\n"), "section 'Defines cluster' holds no paragraph"),
    ],
)
def test_what_breaks_the_format_is_said_with_the_remedy(text: str, message: str) -> None:
    with pytest.raises(NoteError, match=f"^{message}"):
        read_note(text, "doe2015")


def test_a_front_matter_that_is_no_yaml_is_its_own_error() -> None:
    with pytest.raises(FrontMatterError, match="mapping values are not allowed here; quote values that hold a colon"):
        read_note(note(checked="pages: 4: 5"), "doe2015")
