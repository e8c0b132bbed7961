"""Features of words."""

import pytest
from defatlas.language.definition_features import SHAPES, SUFFIX_ROWS, shape_of, word_features


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("city", "lower"),
        ("City", "capitalised"),
        ("A", "capitalised"),
        ("ICT", "upper"),
        ("ICTs", "mixed"),
        ("1998", "number"),
        ("3.5", "number"),
        ("5G", "with digits"),
        ("(", "punctuation"),
        ("“", "punctuation"),
        ("e.g.", "other"),
    ],
)
def test_shape(word, shape):
    assert SHAPES[shape_of(word)] == shape


def test_cue_is_looked_up_in_lower_case_and_zero_when_outside():
    assert word_features("IS", {"is": 4}).cue == 4
    assert word_features("mitochondrion", {"is": 4}).cue == 0


def test_suffix_row_depends_on_the_last_three_letters_only():
    cues: dict[str, int] = {}
    assert word_features("nation", cues).suffix == word_features("STATION", cues).suffix
    assert 0 <= word_features("x", cues).suffix < SUFFIX_ROWS
