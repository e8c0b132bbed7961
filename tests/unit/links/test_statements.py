"""Link statements: what must be found with its direction, and what must not."""

from pathlib import Path

import pytest
from defatlas.documents.blocks import Passage
from defatlas.language.pipeline import load_pipeline
from defatlas.links.lexicon import read_lexicon
from defatlas.links.statements import Link, LinkFinder

RELATIONS = Path(__file__).resolve().parents[3] / "corpus/lexicons/relations.yaml"
LEXICON = read_lexicon(RELATIONS)
TO_CITY, TO_CLUSTER = "cluster_to_city", "city_to_cluster"
ACCEPT = [
    ("The mayor hopes that clusters will support the smart city.", TO_CITY),
    ("Smart cities are supported by clusters.", TO_CITY),
    ("The contribution of clusters to smart cities was measured twice.", TO_CITY),
    ("Clusters that grow quickly promote the development of smart cities.", TO_CITY),
    ("The smart city, which depends on clusters, hires planners.", TO_CITY),
    ("Clusters train engineers and support smart cities.", TO_CITY),
    ("Living labs help cities to become smarter.", TO_CITY),
    ("A smart city needs specialised suppliers that are found in clusters.", TO_CITY),
    ("Smart cities are growing, due to clusters.", TO_CITY),
    ("Clusters have a strong impact on smart cities.", TO_CITY),
    ("Smart cities can be regarded as a breeding ground for clusters.", TO_CLUSTER),
    ("The smart city is an engine of industrial clusters.", TO_CLUSTER),
    ("Clusters are attracted by smart cities.", TO_CLUSTER),
    ("Smart cities boost clusters.", TO_CLUSTER),
    ("How can smart cities foster clusters?", TO_CLUSTER),
    ("Regional clusters benefit from the smart city.", TO_CLUSTER),
    ("Smart cities attract firms and foster the emergence of clusters.", TO_CLUSTER),
    ("Innovation ecosystems are nurtured by smart cities.", TO_CLUSTER),
    ("The link between smart cities and clusters is weak.", "both"),
    ("Smart cities and clusters interact.", "both"),
]
REJECT = [
    "Smart cities and clusters have often been studied apart.",
    "The ministry supports smart cities and clusters.",
    "The report has a chapter on smart cities and one on clusters.",
    "The award went to a smart city, while the cluster came second.",
    "Smart cities are listed in table 1, clusters in table 2.",
    "Funds for smart cities and for clusters were cut.",
    "Neither smart cities nor clusters existed then.",
    "Many authors define smart cities, and others define clusters.",
    "Journals on smart cities outnumber those on clusters.",
    "The term smart city is younger than the term cluster.",
    "Public banks lend to smart cities and to clusters.",
    "People like smart cities and dislike clusters.",
    "Smart cities, clusters and regions were compared.",
    "The survey asked about smart cities, then about clusters.",
    "Both the smart city and the cluster were visited in June.",
]


def directions(finder: LinkFinder, text: str) -> list[str]:
    return [link.direction for link in found(finder, text)]


def found(finder: LinkFinder, *texts: str) -> list[Link]:
    start, passages = 0, []
    for text in texts:
        passages.append(Passage("paragraph", text, "3", "Section", start, start + len(text)))
        start += len(text) + 2
    nlp = load_pipeline()
    return [link for p in passages if finder.wants(p) for link in finder.in_passage("doc", p, nlp(p.text))]


@pytest.mark.parametrize(("text", "direction"), ACCEPT)
def test_the_direction_is_found(finder: LinkFinder, text: str, direction: str) -> None:
    assert directions(finder, text) == [direction]


@pytest.mark.parametrize("text", REJECT)
def test_a_mere_mention_is_no_tie(finder: LinkFinder, text: str) -> None:
    assert directions(finder, text) == ["mention"]


@pytest.mark.parametrize("relation", LEXICON.relations, ids=lambda relation: relation.id)
def test_the_examples_of_the_lexicon_hold(finder: LinkFinder, relation) -> None:
    for direction, sentences in relation.accept.items():
        for sentence in sentences:
            assert [(x.direction, x.relation) for x in found(finder, sentence)] == [(direction, relation.id)], sentence
    for sentence in relation.reject:
        assert relation.id not in [link.relation for link in found(finder, sentence)], sentence


def test_word_order_does_not_decide(finder: LinkFinder) -> None:
    assert directions(finder, "Clusters support smart cities.") == [TO_CITY]
    assert directions(finder, "Clusters are supported by smart cities.") == [TO_CLUSTER]


@pytest.mark.parametrize(
    ("text", "polarity", "modality"),
    [
        ("Clusters support smart cities.", "positive", "asserted"),
        ("Clusters do not support smart cities.", "negative", "asserted"),
        ("Clusters may hinder smart cities.", "negative", "possible"),
        ("Clusters should support smart cities.", "positive", "necessary"),
        ("Clusters fail to support smart cities.", "negative", "asserted"),
        ("Clusters not only support smart cities, they pay for them.", "positive", "asserted"),
        ("Can clusters support smart cities?", "positive", "question"),
    ],
)
def test_polarity_and_modality(finder: LinkFinder, text: str, polarity: str, modality: str) -> None:
    (link,) = found(finder, text)
    assert (link.polarity, link.modality) == (polarity, modality)


def test_a_pronoun_points_back_and_is_marked(finder: LinkFinder) -> None:
    first, second = found(finder, "Smart cities and clusters are in fashion. They offer a market to clusters.")
    assert (first.direction, second.direction) == ("mention", TO_CLUSTER)
    assert second.implicit and not first.implicit
    assert second.first == "Smart cities"


@pytest.mark.parametrize(
    "text",
    [
        "Smart cities use k-means clusters of sensors.",
        "A cluster analysis of smart cities was made.",
        "In smart cities, each cluster head forwards packets.",
        "The Hadoop cluster supports the smart city.",
        "The Smart City Lab Cluster was founded in May.",
    ],
)
def test_other_clusters_are_not_meant(finder: LinkFinder, text: str) -> None:
    assert found(finder, text) == []


def test_offsets_and_citation(finder: LinkFinder) -> None:
    lead = "Smart cities and clusters differ."
    text = "Example and Sample (2015) write that smart cities support clusters."
    link = found(finder, lead, text)[1]
    whole = f"{lead}\n\n{text}"
    assert whole[link.start : link.end] == link.sentence == text
    assert whole[link.first_start : link.first_end] == link.first == "smart cities"
    assert whole[link.second_start : link.second_end] == link.second == "clusters"
    assert whole[link.cue_start : link.cue_end] == link.cue == "support"
    assert link.cited_sources == "Example and Sample (2015)"
    assert link.page == "3"


def test_a_word_of_the_configuration_is_found(finder: LinkFinder) -> None:
    sentence = "Clusters turbocharge smart cities."
    assert directions(finder, sentence) == ["mention"]
    from defatlas.concepts import Concept, surface_forms

    concepts = [Concept(name, name, surface_forms([name])) for name in ("smart city", "cluster")]
    lexicon = read_lexicon(RELATIONS, {"support": {"verbs": ["turbocharge"]}})
    wider = LinkFinder(load_pipeline(), concepts, {"city": ["smart city"], "cluster": ["cluster"]}, lexicon)
    assert directions(wider, sentence) == [TO_CITY]
