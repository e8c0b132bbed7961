"""Accept and reject lists for every defining form; all sentences are ours."""

import pytest

ACCEPT = [
    # form, sentence, concept, definiens
    ("copula", "A smart city is a town that meters its water by the hour.", "smart city", "a town that meters its water by the hour"),
    ("copula", "Smart cities are towns that learn from their own data.", "smart city", "towns that learn from their own data"),
    ("copula", "The concept of a living lab is a setting in which users test what is made for them.", "living lab", "a setting in which users test what is made for them"),
    ("copula", "A living lab (LL) is a workshop that is open to its neighbours.", "living lab", "a workshop that is open to its neighbours"),
    ("copula", "Today, clusters are groups of firms that share suppliers.", "cluster", "groups of firms that share suppliers"),
    ("copula", "In short, a “digital city” is a web of services run by a town hall.", "digital city", "a web of services run by a town hall"),
    ("verb_as", "Clusters can be defined as gatherings of rival firms in one valley.", "cluster", "gatherings of rival firms in one valley"),
    ("verb_as", "A smart city may thus be understood as a municipality with eyes and ears.", "smart city", "a municipality with eyes and ears"),
    ("verb_as", "A cluster is often seen as a pool of skills that no firm owns.", "cluster", "a pool of skills that no firm owns"),
    ("verb_as", "A knowledge city is considered to be a town that lives from what its people know.", "knowledge city", "a town that lives from what its people know"),
    ("comma_defined_as", "Clusters, defined as knots of trade in one place, grow slowly.", "cluster", "knots of trade in one place"),
    ("define_as", "We define a smart city as a town where every pipe reports its state.", "smart city", "a town where every pipe reports its state"),
    ("by_we_mean", "By smart city we mean a town that answers its citizens within a day.", "smart city", "a town that answers its citizens within a day"),
    ("refers_to", "The term smart city refers to a town whose services know each other.", "smart city", "a town whose services know each other"),
    ("means", "A ubiquitous city means a city where a network reaches every corner.", "ubiquitous city", "a city where a network reaches every corner"),
    ("relative", "They need clusters, which are regional families of kindred trades, and patience.", "cluster", "regional families of kindred trades"),
    ("not_but", "A smart city is not a gadget shop but a patient household of many trades.", "smart city", "a patient household of many trades"),
    ("colon", "Smart city: a town that plans with what it measures.", "smart city", "a town that plans with what it measures"),
    ("called", "Such places hold a dense web of rival and kindred firms, also called a cluster.", "cluster", "a dense web of rival and kindred firms"),
    ("called", "Towns that mend their pipes in time are called smart cities.", "smart city", "Towns that mend their pipes in time"),
    ("consists_of", "A cluster consists of firms, schools and banks within an hour of each other.", "cluster", "firms, schools and banks within an hour of each other"),
    ("aims_to", "A smart city aims to spare its people waiting and waste.", "smart city", "spare its people waiting and waste"),
    ("uses", "A smart city uses meters and models to run its grid with care.", "smart city", "meters and models to run its grid with care"),
    ("fronted_defined_as", "Defined as “a bench where users and makers meet”, living labs need time.", "living lab", "a bench where users and makers meet"),
]  # fmt: skip

REJECT = [
    "Smart city use cases are shown with three towns and their meters.",
    "It began a new era of urban planning called smart cities.",
    "Smart cities are one of the pressing needs of our time.",
    "Smart cities are an old phenomenon of wealthy countries.",
    "Central to a number of emerging smart cities are platforms that share data.",
    "The cluster in our town is a group of nine firms that make clocks.".replace("The", "This", 1),
    "The Bucharest cluster is a group of firms that was founded in a hurry.",
    "The development of smart cities is a process that takes decades.",
    "Smart cities are at the heart of the plan.",
    "Smart cities are popular with mayors and sellers alike.",
    "Clusters are being promoted by many ministries today.",
    "Smart cities can be seen as seedbeds for new firms and clusters.",
    "Smart city is a concept much debated at conferences.",
    "Is a smart city a town that never sleeps for its people?",
    "If a smart city is a town of sensors, who repairs them all?",
    "Smart city initiatives are projects that a council pays for.",
    "Many clusters are groups that live from subsidies alone.",
    "A smart city is not cheap.",
    "Smart cities are a challenge for small councils with old pipes.",
]


@pytest.mark.parametrize(
    ("form", "sentence", "concept", "definiens"), ACCEPT, ids=[row[0] + ":" + row[1][:30] for row in ACCEPT]
)
def test_accepts(accepted, form, sentence, concept, definiens):
    (found,) = accepted(sentence)
    assert (found.pattern, found.concept, found.definiens) == (form, concept, definiens)


@pytest.mark.parametrize("sentence", REJECT)
def test_rejects_with_a_reason(candidates, sentence):
    assert all(found.reason for found in candidates(sentence))
