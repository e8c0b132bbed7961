"""OpenAlex and CSL-JSON, wrapped in whatever their services wrap them in."""

import json

import pytest
from defatlas.documents.records.json_items import is_item, read_items
from defatlas.documents.records.json_values import json_entries
from defatlas.documents.records.openalex import is_work, read_openalex, running_text
from defatlas.documents.records.record import RecordsError, sort_out

WORK = {
    "id": "https://openalex.org/W1",
    "doi": "https://doi.org/10.1234/LAMP",
    "title": "Lamps of the town",
    "publication_year": 2019,
    "language": "en",
    "type": "article",
    "authorships": [{"author": {"display_name": "Ana Lima"}}, {"author": {}, "raw_author_name": "Bo Ode"}],
    "primary_location": {"source": {"display_name": "Journal of Lamps"}},
    "keywords": [{"display_name": "lamp"}, {"keyword": "town"}],
    "abstract_inverted_index": {"lamps": [2, 4], "We": [0], "count": [1], "and": [3]},
}
ITEM = {
    "type": "article-journal",
    "title": "Lamps of the town",
    "author": [
        {"family": "Lima", "given": "Ana"},
        {"family": "Berg", "given": "Bo", "non-dropping-particle": "van der"},
        {"literal": "World Lamp Body, The"},
    ],
    "issued": {"date-parts": [[2019, 3, 1]]},
    "DOI": "10.1234/LAMP",
    "container-title": "Journal of Lamps",
    "abstract": "<jats:p>We count lamps.</jats:p>",
    "keyword": "lamp, town",
    "language": "en-GB",
}


def test_the_words_of_an_inverted_index_come_back_in_order() -> None:
    assert running_text(WORK["abstract_inverted_index"]) == "We count lamps and lamps"
    assert running_text({"far": [10**12], "near": [1], "odd": "x", "none": [None]}) == "near far"


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(WORK),
        json.dumps([WORK]),
        json.dumps({"meta": {"count": 1}, "results": [WORK]}, indent=1),
        json.dumps(WORK) + "\n" + json.dumps(WORK) + "\n",
    ],
)
def test_openalex(text: str) -> None:
    records, unusable = sort_out(read_openalex(json_entries(text)))
    assert unusable == []
    assert all(map(is_work, json_entries(text)))
    for record in records:
        assert (record.title, record.abstract) == ("Lamps of the town", "We count lamps and lamps")
        assert (record.authors, record.year, record.doi) == (("Lima, Ana", "Ode, Bo"), "2019", "10.1234/lamp")
        assert (record.venue, record.language) == ("Journal of Lamps", "en")
        assert (record.keywords, record.publication_type) == (("lamp", "town"), "article")
    assert len(records) == (2 if text.endswith("\n") else 1)


@pytest.mark.parametrize("wrapped", [[ITEM], ITEM, {"message": {"items": [ITEM]}}])
def test_csl(wrapped: object) -> None:
    found = json_entries(json.dumps(wrapped))
    (record,), unusable = sort_out(read_items(found))
    assert unusable == []
    assert is_item(found[0])
    assert record.authors == ("Lima, Ana", "van der Berg, Bo", "World Lamp Body The")
    assert (record.abstract, record.year, record.doi) == ("We count lamps.", "2019", "10.1234/lamp")
    assert (record.venue, record.language, record.keywords) == ("Journal of Lamps", "en", ("lamp", "town"))
    assert record.publication_type == "article"


def test_values_of_the_wrong_kind_cost_at_most_their_record() -> None:
    odd = [{"title": {"a": 1}, "DOI": 5}, 7, {"title": ["Lamps"], "author": "x", "issued": 3, "abstract": None}]
    records, unusable = sort_out(read_items(odd))
    assert [(r.number, r.title) for r in records] == [(3, "Lamps")]
    assert [number for number, _ in unusable] == [1, 2]


def test_one_bad_line_of_many_is_reported() -> None:
    records, unusable = sort_out(read_openalex(json_entries(json.dumps(WORK) + "\n{broken\n")))
    assert [r.number for r in records] == [1]
    assert [number for number, _ in unusable] == [2]


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "nothing", ""])
def test_what_is_no_json_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(RecordsError, match=r"not valid JSON.*export it again"):
        json_entries(text)
