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
    ("Smart cities and clusters grew apart, although the links between the two are old.", "both"),
    ("The smart city is an innovation ecosystem.", "both"),
    ("The smart city idea is found in cluster programmes.", "both"),
    ("Clusters develop sensors that help smart cities.", TO_CITY),
    ("Smart cities launch programmes that attract clusters.", TO_CLUSTER),
    ("Local clusters are created to promote smart cities.", TO_CITY),
    ("Clusters founded to support the smart city are rare.", TO_CITY),
    ("The smart city is based on clusters.", TO_CITY),
    ("The smart city was developed around two clusters.", TO_CITY),
    ("The usefulness of clusters for smart cities is debated.", TO_CITY),
    ("The Harbour Living Lab (HLL) opened in May, and the HLL supports the smart city.", TO_CITY),
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
    "The study of clusters helps planners of the smart city.",
    "Research on clusters supports the mayor of the smart city.",
    "Smart city research can contribute to research on clusters.",
    "A book on smart cities and clusters supports teachers.",
    "The institute, founded before the start of the smart city, advises a cluster.",
    "A bus that crosses the cluster brings guests to the smart city.",
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


def test_a_tie_that_is_named_stands_beside_a_direction(finder: LinkFinder) -> None:
    text = "The interplay between clusters and smart cities shows that clusters support smart cities."
    assert directions(finder, text) == ["both", TO_CITY]


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
        ("Local clusters no longer support smart cities.", "negative", "asserted"),
        ("Clusters have supported smart cities for longer.", "positive", "asserted"),
        ("Clusters not only support smart cities, they pay for them.", "positive", "asserted"),
        ("Clusters do not support smart cities, which need not only money but skills.", "negative", "asserted"),
        ("Clusters do not only support smart cities, they pay for them.", "positive", "asserted"),
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
    ("lead", "text", "direction"),
    [
        ("Smart cities and clusters are in fashion.", "They offer a market to clusters.", TO_CLUSTER),
        ("Clusters and smart cities are in fashion.", "Few authors describe the relationship between them.", "both"),
        ("Two clusters were founded in May.", "They support the smart city.", TO_CITY),
        ("Two clusters were founded in May.", "Their main aim is to support the smart city.", TO_CITY),
        ("Two clusters were founded in May.", "To support the smart city, they must hire planners.", TO_CITY),
        ("The cluster was founded in May.", "It supports the smart city.", TO_CITY),
    ],
)
def test_a_pronoun_points_to_the_sentence_before(finder: LinkFinder, lead: str, text: str, direction: str) -> None:
    last = found(finder, f"{lead} {text}")[-1]
    assert (last.sentence, last.direction, last.implicit) == (text, direction, True)


@pytest.mark.parametrize(
    ("lead", "text"),
    [
        ("Two clusters were founded in May.", "This paper supports the smart city."),
        ("Two clusters were founded in May.", "It supports the smart city."),
        ("The cluster was founded in May.", "They support the smart city."),
        ("The cluster was founded in May.", "This may harm the smart city."),
        ("The cluster was founded in May. The mayor spoke.", "It supports the smart city."),
        ("The cluster was founded in May.", "It is hoped that the mayor will support the smart city."),
    ],
)
def test_a_pronoun_that_may_mean_something_else_points_nowhere(finder: LinkFinder, lead: str, text: str) -> None:
    assert [x.direction for x in found(finder, f"{lead} {text}") if x.sentence == text] == []


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
