"""Groups of copies and versions: which is kept, what people say wins, and the order never matters."""

import time
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from defatlas.documents.deduplication import Duplicate, candidate_pairs, find_duplicates, work_of
from defatlas.documents.same_work import Work, ground_of
from hypothesis import given, settings
from hypothesis import strategies as st

ABSTRACT = (
    "We asked the clerks of forty harbour towns how they light their quays, what it costs them and who decides. Towns "
    "with a ferry light more, and pay less for each lamp, than towns without one; nobody could say who decides."
)
TITLE = "Lighting the quays of small harbour towns"
RECORD = "application/x-record; format=ris"


def work(name: str, text: str = ABSTRACT, **values: Any) -> Work:
    row = {
        "document_id": name,
        "path": f"{name}.ris#1",
        "sha256": name,
        "doi": "",
        "title": TITLE,
        "authors": "Okoro, Ada; Lind, Bo",
        "year": 2015,
        "venue": "",
        "media_type": RECORD,
        "verified": True,
        "status": "read",
        "characters": len(text),
        **values,
    }
    return work_of(SimpleNamespace(**row), text, text if row["media_type"] == RECORD else "")


def kept(works: Sequence[Work], **values: Any) -> dict[str, tuple[str, str]]:
    return {d.document_id: (d.kept_id, d.ground) for d in find_duplicates(works, **values)}


def full_text(name: str, **values: Any) -> Work:
    text = f"{TITLE}\nAda Okoro, Bo Lind\n{ABSTRACT}\n" + "The clerk of the next town says the same. " * 200
    return work(name, text, path=f"{name}.pdf", media_type="application/pdf", **values)


def note(name: str, **values: Any) -> Work:
    return work(name, "Our words.", path=f"notes/{name}.md", media_type="text/markdown", **values)


def test_a_full_text_is_kept_before_a_note_and_a_note_before_an_abstract() -> None:
    works = [work("abstract"), note("note"), note("unchecked", verified=False), full_text("paper")]
    assert {name: stands_for for name, (stands_for, _) in kept(works).items()} == {
        "abstract": "paper",
        "note": "paper",
        "unchecked": "paper",
    }
    assert set(kept(works[:3])) == {"abstract", "unchecked"}
    assert set(kept([works[0], works[2]])) == {"unchecked"}


def test_jats_is_kept_before_pdf_and_english_before_all() -> None:
    jats = full_text("z", doi="10.1/a")
    jats = work("z", ABSTRACT * 30, path="z.xml", media_type="application/jats+xml", doi="10.1/a")
    assert kept([full_text("a", doi="10.1/a"), jats]) == {"a": ("z", "doi")}
    foreign = work("z", ABSTRACT * 30, path="z.xml", media_type="application/jats+xml", doi="10.1/a", status="other")
    assert kept([work("a", doi="10.1/a"), foreign]) == {"z": ("a", "doi")}


def test_the_published_version_is_kept() -> None:
    works = [
        work("preprint", ABSTRACT + " And more.", doi="10.48550/arxiv.1", year=2014),
        work("published", doi="10.1016/j.towns", venue="Towns"),
    ]
    assert kept(works) == {"preprint": ("published", "version")}


def test_records_of_one_abstract_without_titles_are_named_by_their_file_and_have_none() -> None:
    assert kept([work("a", title="a", path="a.ris#1"), work("b", "Other words.", title="a", path="a.ris#2")]) == {}


def test_of_a_chain_through_an_incomplete_record_different_works_stay_apart() -> None:
    """Two works of one title and different authors, and a record that names no author and could be either."""
    one = work("one", doi="10.1/a")
    two = work("two", doi="10.1/b", authors="Poe, E.")
    either = work("x", "", authors="")
    found = kept([one, two, either])
    assert set(found) == {"x"}
    assert kept([one, two]) == {}


def test_people_split_and_merge() -> None:
    works = [work("a"), work("b"), work("c", "Bridges are old.", title="Bridges", authors="Poe, E.")]
    assert kept(works) == {"b": ("a", "record")}
    assert kept(works, splits=["b"]) == {}
    assert kept(works, merges={"c": "b"}) == {"b": ("a", "record"), "c": ("a", "correction")}
    assert kept(works, merges={"a": "c"}, splits=["b"]) == {"a": ("c", "correction")}
    assert kept(works, merges={"a": "nothing", "a2": "a", "c": "c"}) == {"b": ("a", "record")}


def test_scores_are_of_the_titles() -> None:
    (found,) = find_duplicates([work("a", doi="10.1/x"), work("b", doi="10.1/x", title="Lighting the quays")])
    # 34 of 41 + 18 letters would be needed to share; the shorter is the start of the longer: 2 * 18 / (41 + 18)
    assert found == Duplicate("b", "a", "doi", round(200 * 18 / (41 + 18), 1))


_TITLES = [
    TITLE,
    f"{TITLE} 2",
    "Lighting the Quays of small harbor towns",
    "Tolls of an old bridge in the east",
    "Notes",
]
_WORKS = st.lists(
    st.builds(
        lambda title, doi, year, authors, full, text: {
            "title": title, "doi": doi, "year": year, "authors": authors, "full": full, "text": text,
        },
        st.sampled_from(_TITLES),
        st.sampled_from(["", "10.1/a", "10.1/b", "10.48550/c"]),
        st.sampled_from([2014, 2015, 2016, None]),
        st.sampled_from(["", "Okoro, Ada; Lind, Bo", "Poe, E."]),
        st.booleans(),
        st.sampled_from([ABSTRACT, f"{ABSTRACT} (C) 2015", "Bridges are old, and their keepers were paid in oats."]),
    ),
    max_size=9,
)  # fmt: skip


def _made(drawn: list[dict[str, Any]]) -> list[Work]:
    works = []
    for number, values in enumerate(drawn):
        full, text = values.pop("full"), values.pop("text")
        values["year"] = values["year"] if values["year"] else float("nan")
        make = full_text if full else work
        works.append(make(f"w{number}", **values) if full else work(f"w{number}", text, **values))
    return works


@settings(max_examples=150, deadline=None)
@given(_WORKS, st.randoms(use_true_random=False))
def test_the_order_never_matters_and_what_is_kept_is_kept(drawn: list[dict[str, Any]], random: Any) -> None:
    works = _made(drawn)
    found = find_duplicates(works)
    shuffled = list(works)
    random.shuffle(shuffled)
    assert find_duplicates(shuffled) == found
    set_aside = {duplicate.document_id for duplicate in found}
    assert len(set_aside) == len(found)
    assert not set_aside & {duplicate.kept_id for duplicate in found}
    known = {work.document_id: work for work in works}
    for duplicate in found:
        kept_work, other = known[duplicate.kept_id], known[duplicate.document_id]
        assert (kept_work.rank, kept_work.path) < (other.rank, other.path)
        assert kept_work.numbers == other.numbers or kept_work.doi == other.doi


@settings(max_examples=150, deadline=None)
@given(_WORKS)
def test_no_pair_is_lost_by_looking_at_candidates_only(drawn: list[dict[str, Any]]) -> None:
    works = _made(drawn)
    looked_at = candidate_pairs(works)
    for number, one in enumerate(works):
        for other in works[number + 1 :]:
            if ground_of(one, other):
                assert (one.document_id, other.document_id) in looked_at


def test_without_works() -> None:
    assert find_duplicates([]) == []


@pytest.mark.parametrize("count", [4_000])
def test_thousands_of_records_take_seconds(count: int) -> None:
    words = "lamp quay town ferry clerk bridge toll oats river cellar market hall book spring list mail".split()
    works = [
        work(
            f"w{number}",
            title=" ".join(words[(number >> (4 * place)) & 15] for place in range(4))
            + f" in the year of {words[number % 7]}",
            authors=f"Author{number}, A.",
        )
        for number in range(count)
    ]
    started = time.perf_counter()
    find_duplicates(works)
    assert time.perf_counter() - started < 30
