"""The command line that measures the judgement."""

import json

import evaluate_extraction
import numpy as np
import pytest
from defatlas.language.pipeline import MODEL_PATH

needs_model = pytest.mark.skipif(
    not (MODEL_PATH / "defatlas_definitions").is_dir(), reason="model/en_defatlas has no definition component"
)


def test_scores_by_hand():
    gold = np.array([True, True, True, False, False])
    predicted = np.array([True, True, False, True, False])
    assert evaluate_extraction.scores(gold, predicted) == pytest.approx(
        {"precision": 2 / 3, "recall": 2 / 3, "f1": 2 / 3}
    )
    nothing = evaluate_extraction.scores(gold, np.zeros(5, dtype=bool))
    assert nothing == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


def test_labels_in_their_spellings(tmp_path):
    path = tmp_path / "gold.csv"
    path.write_text('\ufefftext,label\n"A, b",1\nc,0\nd,True\ne,false\nf,1.0\n', encoding="utf-8")
    texts, gold = evaluate_extraction.read_gold(path)
    assert texts == ["A, b", "c", "d", "e", "f"]
    assert gold.tolist() == [True, False, True, False, True]


def test_missing_column_is_named(tmp_path, capsys):
    path = tmp_path / "gold.csv"
    path.write_text("sentence,label\na,1\n", encoding="utf-8")
    assert evaluate_extraction.main([str(path)]) == 1
    assert "column(s) text" in capsys.readouterr().err


@needs_model
def test_one_json_object(tmp_path, capsys):
    path = tmp_path / "gold.csv"
    path.write_text(
        "text,label\n"
        '"A lighthouse is a tower that emits light to guide ships.",1\n'
        '"The keeper climbed the stairs at dawn.",0\n',
        encoding="utf-8",
    )
    assert evaluate_extraction.main([str(path)]) == 0
    result = json.loads(capsys.readouterr().out)
    assert set(result) == {"precision", "recall", "f1", "n", "sentences_per_second"}
    assert result["n"] == 2 and result["f1"] == 1.0 and result["sentences_per_second"] > 0
