"""Sentence boundaries by rule: full stops that end nothing, and those that do."""

import pytest
from defatlas.language.pipeline import blank_pipeline, load_pipeline
from defatlas.language.sentence_rules import SentenceRules, keep_forbidden_boundaries
from spacy.tokens import Doc


@pytest.fixture(scope="module")
def nlp():
    return blank_pipeline()


@pytest.mark.parametrize(
    "text",
    [
        'He states that: "By using data, a city aims to grow."',
        "The term (cf. Chourabi et al. 2012) is new.",
        "Some services, e.g. Water supply, are public.",
        "See Fig. 3 and Sec. 2.1 for this.",
        "It is in Vol. 12, No. 3, pp. 44-61 of the journal.",
        "The work of A. Caragliu and P. Nijkamp is cited.",
        "J.-A. Héraud wrote it.",
        "He said (It was late. He left.) and went.",
        "The share is 3.5 per cent.",
        "Prof. Muller and Dr. Zenker wrote it.",
    ],
)
def test_one_sentence(nlp, text):
    assert [s.text for s in nlp(text).sents] == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Cities grow. They use data.", 2),
        ("Is it smart? It is! We think so.", 3),
        ("It is “smart.” They say so.", 2),
        ('They hold: *"It is the *smart city."* They own it.', 2),
        ("They grew (Porter 1998). Then they fell.", 2),
        ("First part\n\nSecond part", 2),
        ("Roads, rails, etc. are built. They cost.", 2),
    ],
)
def test_several_sentences(nlp, text, count):
    assert len(list(nlp(text).sents)) == count


def test_rules_leave_the_rest_to_the_parser(nlp):
    doc = Doc(nlp.vocab, words=["It", "Grew", ".", "They", "cf.", "Porter", "left", "."])
    SentenceRules(nlp, "rules", decide_all=False)(doc)
    # Before a capital behind a full stop there is a boundary, behind "cf." there is none.
    assert doc[3].sent_start == 1
    assert doc[1].sent_start == 0
    assert doc[5].sent_start == -1


@pytest.mark.parametrize(
    ("words", "open_to_the_parser"),
    [
        (["A", "cluster", "whose", "members", "sing"], set()),
        (["It", "grew", "by", "12", "firms", ",", "who", "left"], {3}),
        (["Write", "to", "ada@harbour.example", "lol", "then"], {2}),  # an address may start a line of its own
        (["Growth", ";", "it", "ends", "Home", "again"], {2, 4}),
        (["First", "item", "\n", "second", "item"], {3}),
    ],
)
def test_no_sentence_starts_in_small_letters_right_behind_a_word_or_comma(nlp, words, open_to_the_parser):
    doc = Doc(nlp.vocab, words=words)
    SentenceRules(nlp, "rules", decide_all=False)(doc)
    assert {token.i for token in doc[1:] if token.sent_start == 0} == open_to_the_parser
    assert not any(token.sent_start == 1 for token in doc[1:])


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("They grow. “Smart” is said of them.", ["“"]),
        ('They grow. "Smart" is said of them.', ['"']),
        ("They grow. “smart” is said of them.", []),  # may go on
        ("They grow. (Porter 1998)", []),  # a citation belongs to what stands before it
        ("So big?! Yes. No!!! why", ["Yes", "No", "why"]),
        ("Who knows.? we do ... not", ["we"]),
        ("Big!!", []),
        ('"They grow!" EU law says so.', ["EU"]),
        ("(They grow.) Others shrink.", ["Others"]),
        ("(They grow) Others shrink.", []),
        ("A (Porter et al.) Cluster.", []),
        ("1 Introduction The smart city is old.", ["The"]),  # a heading without a sign behind it
        ("Figure 2 This is so.", ["This"]),
        ("See Porter The Competitive Advantage.", []),
        ("It costs much The town pays.", ["The"]),
        ("it costs much We pay.", []),
    ],
)
def test_boundaries_set_before_the_parser(nlp, text, starts):
    doc = SentenceRules(nlp, "rules", decide_all=False)(nlp.make_doc(text))
    assert [token.text for token in doc[1:] if token.sent_start == 1] == starts


def test_unbalanced_bracket_hides_no_boundary(nlp):
    sentence = "It grew (as they say. "
    doc = nlp(sentence * 40)
    assert len(list(doc.sents)) == 40


def test_what_a_rule_forbids_stays_forbidden_when_a_parser_cuts_there():
    nlp = blank_pipeline()
    words = ["She", "writes", ":", "“", "[", "a", "]", "town", "sings", ".", "”", "It", "ends", "."]
    spaces = [True, True, True, False, False, False, True, True, False, False, True, True, False, False]
    heads = [1, 1, 1, 1, 8, 8, 8, 8, 8, 8, 8, 12, 12, 12]  # a tree begins at the bracket behind the quotation mark
    doc = Doc(nlp.vocab, words=words, spaces=spaces, heads=heads, deps=["dep"] * len(words))
    assert [token.i for token in doc if token.is_sent_start] == [0, 4, 11]
    joined = keep_forbidden_boundaries(doc)
    assert [token.i for token in joined if token.is_sent_start] == [0, 11]
    assert joined[8].head.i == 1


@pytest.mark.parametrize(
    "text",
    [
        "Okoro (2001, p. 2, italics added) “[a] smart city is a town that counts what it spends.”",
        'They hold that "[s]mart cities are towns that listen" (p. 3).',
        "In the words of Lind (1999): “[t]he cluster … is a group of firms.”",
        "Berg argues that “[…] living labs are benches [of makers] at which users sit” (2008, p. 4).",
    ],
)
def test_a_quotation_is_not_cut_from_its_lead_in(text):
    assert len(list(load_pipeline()(text).sents)) == 1
