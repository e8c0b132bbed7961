"""The field-tagged export of Web of Science, whole or cut."""

from defatlas.documents.records.record import sort_out
from defatlas.documents.records.wos import read_tagged_wos

RECORD = """PT J
AU Lima, A
   Ode, B
AF Lima, Ana
   Ode, Bo
TI Lamps of the
   town
SO JOURNAL OF LAMPS
LA English
DT Article; Early Access
DE lamp; street light;
   town
ID IGNORED
AB We count lamps.
PY 2019
DI 10.1234/LAMP
ER
"""


def test_all_fields_of_a_record() -> None:
    (record,), unusable = sort_out(read_tagged_wos(f"FN Clarivate\nVR 1.0\n{RECORD}\nEF"))
    assert unusable == []
    assert (record.title, record.abstract, record.authors) == (
        "Lamps of the town",
        "We count lamps.",
        ("Lima, Ana", "Ode, Bo"),
    )
    assert (record.year, record.doi, record.venue) == ("2019", "10.1234/lamp", "JOURNAL OF LAMPS")
    assert (record.language, record.publication_type) == ("en", "article")
    assert record.keywords == ("lamp", "street light", "town")


def test_header_end_marks_and_er_may_be_missing() -> None:
    cut = RECORD.replace("ER\n", "") + RECORD.replace("Lamps", "Wells").replace("ER\n", "")
    records, unusable = sort_out(read_tagged_wos(cut))
    assert [r.title for r in records] == ["Lamps of the town", "Wells of the town"]
    assert unusable == []


def test_a_tag_alone_on_its_line_and_an_unknown_version_cost_nothing() -> None:
    text = "FN X\nVR 2.7\nPT J\nTI\n   Lamps\nAB\nSO \nPY 2019\nER\n" + RECORD
    records, _ = sort_out(read_tagged_wos(text))
    assert [(r.title, r.abstract) for r in records] == [("Lamps", ""), ("Lamps of the town", "We count lamps.")]


def test_a_wrapped_line_that_lost_its_indent_belongs_to_its_field() -> None:
    (record,), _ = sort_out(read_tagged_wos("PT J\nTI Lamps\nAB We count\nlamps in ten\n   towns.\nPY 2019\nER"))
    assert record.abstract == "We count lamps in ten towns."
