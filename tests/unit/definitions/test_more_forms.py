"""More accept and reject lists, form by form, in several domains; all sentences are ours."""

import pytest
from defatlas.concepts import Concept, surface_forms
from defatlas.definitions.extraction import DefinitionFinder
from defatlas.documents.blocks import Block, lay_out
from defatlas.language.pipeline import load_pipeline

TERMS = [
    "smart city",
    "cluster",
    "circular economy",
    "word embedding",
    "green roof",
    "learning organisation",
    "resilient network",
    "telehealth",
]

# form: what is defined, each as it stands; the definiens is what stands between "<" and ">".
ACCEPT = {
    "verb_as": [
        "Smart cities appear as <a weave of pipes, wires and people>.",
        "A green roof is envisaged as <a garden that cools the house below>.",
        "Word embeddings are often seen as <vectors that keep the company of words>.",
        "A circular economy is said to be <an economy without a rubbish heap>.",
        "Telehealth can be regarded as <care that travels by wire>.",
        "The learning organisation concept can best be understood as <a firm that keeps a diary of its errors>.",
    ],
    "define_as": [
        "Okoro (2001) defines a green roof as <a layer of living plants above a sealed deck>.",
        "We define the term circular economy as <a system in which waste becomes feed>.",
        "They understand telehealth to be <the delivery of care over a distance>.",
        "Lind conceptualises the learning organisation as <a body that rewrites its own rules>.",
        "The charter defined smart cities as <towns that publish what they measure>.",
        "We conceive of a resilient network as <a web that heals without a doctor>.",
    ],
    "by_we_mean": [
        "By telehealth we mean <care that reaches a patient at home>.",
        "By word embedding one understands <a vector that stands for a word>.",
        "By circular economy is meant <an economy that lends its atoms out>.",
        "By the term green roof they mean <a roof on which plants grow>.",
        "By “cluster” authors mean <a crowd of kindred firms in one valley>.",
        "By a learning organisation I understand <a firm that teaches itself new habits>.",
    ],
    "term_used": [
        "Telehealth is used to describe <care that is given over a distance>.",
        "The term green roof is used for <roofs on which plants grow all year>.",
        "We use the term circular economy to denote <an economy that feeds on its own waste>.",
        "The word embedding is often used to refer to <a vector that stands for a word>.",
        "The label smart city is applied for <towns that sell their data>.",
        "They use the notion of cluster for <groups of firms that share a river>.",
    ],
    "that_is": [
        "They plant green roofs, i.e. <roofs on which plants grow>, in every street.",
        "We study telehealth, that is, <care given over a distance>.",
        "It needs clusters (i.e. <groups of kindred firms>) and time.",
        "The town wants a circular economy, that is to say <an economy without waste>.",
        "They train word embeddings, namely <rows of numbers that stand for words>, on news.",
        "She leads a learning organisation, in other words <a firm that keeps asking>.",
    ],
    "what_calls": [
        "This is what Okoro (2001) calls a green roof: <a roof on which plants grow>.",
        "We turn to what Lind has called telehealth, <the care of patients over a distance>.",
        "They describe what economists call a circular economy – <an economy that feeds on its waste>.",
        "The plan names what planners term smart cities: <towns that answer before they are asked>.",
        "He explains what we call a cluster: <a group of firms that share a river>.",
        "It comes near to what many call a learning organisation, <a firm that rewrites its own rules>.",
    ],
    "called": [
        "<Roofs on which plants grow> are called green roofs.",
        "<Vectors that stand for words> are what linguists call word embeddings.",
        "<A firm that keeps a diary of its errors> is called a learning organisation.",
        "They gave <care over a distance>, also known as telehealth.",
        "<Economies that feed on their waste> are often termed circular economies.",
        "The valley holds <a crowd of kindred firms>, commonly called a cluster.",
    ],
    "means": [
        "Telehealth means <care that reaches a patient at home>.",
        "A green roof represents <a layer of plants that covers a building>.",
        "A circular economy constitutes <a system in which waste becomes feed>.",
        "Word embedding means <the mapping of words to vectors>.",
        "A learning organisation means <a firm that teaches itself new habits>.",
        "Smart cities, a term of the nineties, describes <cities that use sensors to save water>.",
    ],
    "copula": [
        "A green roof is, above all, <a roof on which plants grow>.",
        "A smart city is <one that hears its people before it builds>.",
        "The circular economy concept is <a model of production that keeps goods in use>.",
        "A word embedding is <a vector that stands for a word>.",
        "Telehealth is <the delivery of care over a distance>.",
        "In essence, a learning organisation is <a firm whose members keep learning together>.",
    ],
    "relative": [
        "They plant green roofs, which are <layers of living plants>, on schools.",
        "We study telehealth, which can be defined as <care given over a distance>.",
        "They use word embeddings, which are <vectors that stand for words>.",
        "It aims at a circular economy, which means <an economy that feeds on its waste>.",
        "She leads learning organisations, which are <firms that rewrite their own rules>.",
        "It needs clusters, which can be described as <groups of kindred firms>, and time.",
    ],
    "comma_defined_as": [
        "Green roofs, defined as <roofs on which plants grow>, cool the street.",
        "Telehealth, often defined as <care over a distance>, saves journeys.",
        "Circular economies, understood as <economies without a rubbish heap>, are rare.",
        "Word embeddings, defined as <vectors that stand for words>, need much text.",
        "Smart cities, defined as <towns that count their drops>, spread fast.",
        "Clusters, broadly defined as <groups of kindred firms>, need time.",
    ],
    "characterised_by": [
        "A smart city is characterised by <its ability to join sensors and people>.",
        "A circular economy is characterized by <loops in which goods return to their makers>.",
        "A learning organisation is characterised by <its ability to question its own rules>.",
        "A green roof is characterised by <a layer of plants over a sealed deck>.",
        "Clusters are characterised by <a dense web of kindred firms>.",
        "A resilient network is defined by <its power to heal itself after a failure>.",
    ],
    "adjective": [
        "A city is smart when <it hears its people before it builds>.",
        "A city can be smart by <metering its water and sharing the figures>.",
        "Cities are called smart if <they answer a letter within a day>.",
        "A roof is green when <plants cover at least half of it>.",
        "We call a network resilient if <it heals without a doctor>.",
        "An economy becomes circular once <its waste is feed for something else>.",
    ],
}  # fmt: skip

REJECT = {
    "verb_as": [
        "Smart cities appear as seedbeds for young firms.",
        "Green roofs are seen as a priority in the north.",
        "Clusters are regarded as a driver of growth.",
        "This green roof is seen as a garden by its owner.",
        "Telehealth is seen as expensive by many.",
        "If a cluster is defined as a group of nine firms, many fall out.",
    ],
    "define_as": [
        "They define a smart city as they please.",
        "We defined a cluster as follows.",
        "The council defines smart city goals for the year.",
        "Nobody defined the circular economy as well.",
        "Do they define a green roof as a garden on a house?",
        "They define a cluster as one of the keys to growth.",
    ],
    "by_we_mean": [
        "By smart city standards we mean well.",
        "By telehealth we save money.",
        "By cluster we sort the answers.",
        "By green roof planting they mean business.",
        "Led by the cluster, we mean to grow.",
        "By a circular economy we understand little.",
    ],
    "term_used": [
        "Telehealth is used to save journeys.",
        "Green roofs are used for picnics in summer.",
        "Word embeddings are used to describe documents as vectors.".replace("describe", "compare"),
        "We use the smart city for our tests.",
        "Clusters are used to sort the answers by theme.",
        "The circular economy is applied for funds.",
    ],
    "that_is": [
        "They plant green roofs, that is all.",
        "We study telehealth, namely in Norway.",
        "It needs clusters (i.e. money) and time.",
        "The cluster that is near the river grows.",
        "They want a circular economy, in other words soon.",
        "The smart city, that is certain, will come.",
    ],
    "what_calls": [
        "What calls a cluster into being is hard to say.",
        "This is what Okoro calls a green roof: expensive.",
        "They ask what people call telehealth.",
        "It is what Lind calls a cluster, sadly.",
        "We turn to what planners call smart cities, one of the hopes of our time.",
        "He knows what to call a circular economy, too.",
    ],
    "called": [
        "The meeting was called Smart City.",
        "A magazine called Telehealth closed.",
        "It is what is called a smart city.",
        "They are called clusters.",
        "She called the cluster on Monday.",
        "We call for green roofs in every street.",
    ],
    "means": [
        "Telehealth means that patients travel less.",
        "A green roof means less noise.",
        "A circular economy represents a challenge for small firms.",
        "Smart cities represent one of the hopes of our time.",
        "The cluster by all means needs money.",
        "Telehealth represents an opportunity for rural clinics.",
    ],
    "copula": [
        "Green roofs are popular in the north.",
        "The cost of a green roof is a sum that few can pay.",
        "Telehealth is one of the hopes of our time.",
        "Our smart city is a town that never sleeps.",
        "Telehealth is on the rise in many countries.",
        "Circular economy is a topic of many talks.",
    ],
    "relative": [
        "They plant green roofs, which are popular with bees.",
        "We study telehealth, which is on the rise.",
        "They use word embeddings, which are large.",
        "It needs clusters, which are one of the keys to growth.",
        "They built a smart city, which is in trouble.",
        "It aims at a circular economy, which means that waste is sold.",
    ],
    "comma_defined_as": [
        "Green roofs, defined as above, cool the street.",
        "The green roof, as everybody knows, is wet.",
        "Telehealth, understood as such, is old.",
        "Clusters, defined as usual, need time.",
        "Smart cities, defined as follows, spread.",
        "Circular economies, not defined here, are rare.",
    ],
    "characterised_by": [
        "This smart city is characterised by noise and dust.",
        "The growth of clusters is characterised by sudden leaps and falls.",
        "Smart city projects are characterised by long delays and high costs.",
        "Is a cluster characterised by the number of its firms?",
        "The Oslo green roof is characterised by rare kinds of moss.",
        "Clusters are characterised by growth.",
    ],
    "adjective": [
        "This city is smart when it comes to parking.",
        "The city will be smart by 2030 at the latest.",
        "A city is smart.",
        "Our roof is green when the rain has come and gone.",
        "Is a city smart when it hears its people first?",
        "The old economy was circular by nature and by need.",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def finder() -> DefinitionFinder:
    return DefinitionFinder(load_pipeline(), [Concept(term, term, surface_forms([term])) for term in TERMS])


def _taken(finder: DefinitionFinder, *blocks: tuple[str, str]):
    _, passages = lay_out([Block(kind, text, level=2 * (kind == "heading")) for kind, text in blocks])
    return [d for d in finder.find("d", passages) if not d.reason]


@pytest.mark.parametrize(("form", "marked"), [(f, s) for f, sentences in ACCEPT.items() for s in sentences])
def test_accepts(finder, form, marked):
    expected = marked[marked.index("<") + 1 : marked.index(">")]
    found = _taken(finder, ("paragraph", marked.replace("<", "").replace(">", "")))
    assert [(d.pattern, d.definiens) for d in found] == [(form, expected)]


@pytest.mark.parametrize("sentence", [s for sentences in REJECT.values() for s in sentences])
def test_rejects(finder, sentence):
    assert [(d.pattern, d.definiens) for d in _taken(finder, ("paragraph", sentence))] == []


def test_six_of_each():
    assert {len(v) for v in ACCEPT.values()} == {len(v) for v in REJECT.values()} == {6}
    assert set(ACCEPT) == set(REJECT)
