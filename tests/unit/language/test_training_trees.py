"""Treebanks as they are read for training, and the rules by which a teacher says lemmas."""

import pytest
import spacy
from conllu import group, is_tree, read_sentences, to_doc, together
from hypothesis import given
from hypothesis import strategies as st
from lemma_rules import apply_rule, lemma_rule

# Columns: number, form, lemma, part of speech, tag, features, head, relation, further heads, notes.
CONLLU = """# newdoc id = harbour
# text = We don't moor. Boats do.
1\tWe\twe\tPRON\tPRP\tCase=Nom|Number=Plur\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tmoor\tmoor\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4.1\tboats\tboat\tNOUN\tNNS\t_\t_\t_\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

1\tBoats\tboat\tNOUN\tNNS\t_\t2\tnsubj\t_\t_
2\tdo\tdo\tVERB\tVBP\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\tSpaceAfter=No

# newdoc id = other
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_
"""


def test_a_treebank_keeps_its_text_and_its_trees(tmp_path):
    path = tmp_path / "train.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    sentences = list(read_sentences(path))
    assert [len(run) for run in group(sentences, 5)] == [2, 1]  # never across documents
    doc = to_doc(spacy.blank("en").vocab, sentences[:2])
    assert doc.text == "We don't moor. Boats do. "
    assert [token.lemma_ for token in doc] == ["we", "do", "not", "moor", ".", "boat", "do", "."]
    assert [token.head.i for token in doc] == [3, 3, 3, 3, 3, 6, 6, 6]
    assert [token.i for token in doc if token.dep_ == "ROOT"] == [3, 6]
    assert [sentence.start for sentence in doc.sents] == [0, 5]
    assert str(doc[0].morph) == "Case=Nom|Number=Plur"


def test_short_runs_are_put_together(tmp_path):
    path = tmp_path / "train.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    first, second, third = read_sentences(path)
    assert list(together([[first], [second, third], [first], [second]], 3)) == [[first, second, third], [first, second]]
    assert list(together([], 3)) == []


@pytest.mark.parametrize(
    ("heads", "tree"),
    [([0], True), ([2, 0, 2], True), ([3, 0, 2], True), ([0, 0], False), ([2, 1], False), ([2, 3, 1, 0], False)],
)
def test_heads_form_a_tree(heads, tree):
    assert is_tree(heads) is tree


@pytest.mark.parametrize(
    ("form", "lemma", "rule"),
    [("Cities", "city", "1:3:y"), ("Paris", "Paris", "0:0:"), ("went", "go", "1:4:go"), ("ICTs", "ICT", "0:1:")],
)
def test_lemma_rules_by_hand(form, lemma, rule):
    assert lemma_rule(form, lemma) == rule
    assert apply_rule(form, rule) == lemma


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_a_rule_makes_the_lemma_that_it_was_read_off(form, lemma):
    assert apply_rule(form, lemma_rule(form, lemma)) == lemma


def test_a_rule_that_cuts_too_much_leaves_the_form():
    assert apply_rule("is", "1:4:go") == "is"
    assert apply_rule("is", "1:2:") == "is"
