"""RIS as databases write it, and as they should not."""

from defatlas.documents.records.record import Record, sort_out
from defatlas.documents.records.ris import read_ris


def _records(text: str) -> list[Record]:
    records, unusable = sort_out(read_ris(text))
    assert unusable == []
    return records


def test_all_fields_of_a_record() -> None:
    (record,) = _records(
        "TY  - JOUR\nTI  - Lamps of the town\nAU  - Lima, Ana\nAU  - Ode, Bo\nPY  - 2019/03//\nAB  - We count\n"
        "      lamps.\nDO  - https://doi.org/10.1234/LAMP\nT2  - Journal of Lamps\nLA  - English\nKW  - lamp\n"
        "KW  - town\nER  - \n"
    )
    assert record == Record(
        1,
        "Lamps of the town",
        "We count lamps.",
        ("Lima, Ana", "Ode, Bo"),
        "2019",
        "10.1234/lamp",
        "Journal of Lamps",
        "en",
        ("lamp", "town"),
        "article",
    )


def test_a_missing_er_does_not_merge_two_records() -> None:
    assert [r.title for r in _records("TY  - JOUR\nTI  - One\n\nTY  - JOUR\nTI  - Two\n")] == ["One", "Two"]


def test_a_record_without_ty_is_kept_and_text_between_records_is_not_part_of_one() -> None:
    found = _records(
        "Record #1 of 2\nTY  - JOUR\nTI  - One\nER  -\nRecord #2 of 2\nTI  - Two\nAB  - Lamp.\nER  -\nend\n"
    )
    assert [(r.title, r.abstract) for r in found] == [("One", ""), ("Two", "Lamp.")]


def test_er_at_the_start_of_a_wrapped_line_ends_nothing() -> None:
    (record,) = _records("TY  - JOUR\nTI  - One\nAB  - The\nER is a ward\nof the town.\nER  -")
    assert record.abstract == "The ER is a ward of the town."


def test_tags_with_one_blank_indented_tags_and_wrapped_keywords() -> None:
    (record,) = _records("  TY  - JOUR\n  TI - One\nKW - lamp\ntown\nER - \n")
    assert (record.title, record.keywords) == ("One", ("lamp", "town"))


def test_a_repeated_abstract_is_not_lost_and_unknown_tags_do_no_harm() -> None:
    (record,) = _records("TY  - JOUR\nTI  - One\nZZ  - odd\nAB  - First part.\nAB  - Second part.\nER  -")
    assert record.abstract == "First part. Second part."


def test_the_kind_in_m3_wins_only_where_it_is_a_kind() -> None:
    first, second = _records("TY  - JOUR\nTI  - A\nM3  - Review\nER  -\nTY  - JOUR\nTI  - B\nM3  - doi: 10.1/x\nER  -")
    assert (first.publication_type, second.publication_type) == ("review", "article")


def test_a_record_without_title_and_abstract_is_reported() -> None:
    records, unusable = sort_out(read_ris("TY  - JOUR\nDO  - 10.1234/a\nER  -\nTY  - JOUR\nTI  - One\nER  -"))
    assert [r.number for r in records] == [2]
    assert unusable == [(1, "the record has neither a title nor an abstract")]
