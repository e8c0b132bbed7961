"""The lexicon of kinds: what it says, and files that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from defatlas.initiatives.kinds import Kinds, KindsError, read_kinds


def test_heads_and_sets_say_their_kind(kinds: Kinds) -> None:
    assert kinds.heads["living", "lab"] == "living lab"
    assert kinds.heads["pole",] == "cluster"  # written Pôle, looked up without accents
    assert kinds.set_nouns["clusters"] == "cluster"
    assert kinds.set_nouns["examples"] == ""
    assert {"cluster", "living lab"} <= kinds.strong


@pytest.mark.parametrize(
    ("text", "said"), [("kinds: {}", "kinds.yaml"), ("kinds: [", "valid YAML"), ("colour: red", "kinds.yaml: the file")]
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "kinds.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KindsError, match=said):
        read_kinds(path)
