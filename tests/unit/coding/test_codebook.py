"""The codebook's format: what is read, and the sentence that each mistake gets."""

from __future__ import annotations

from pathlib import Path

import pytest
from defatlas.coding.codebook import CodebookError, Framework, framework_for, read_codebook, read_framework
from study_tables import CODEBOOK_TEXT

CORPUS = Path(__file__).parents[3] / "corpus"


def written(folder: Path, text: str, name: str = "traits") -> Path:
    """A framework file."""
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_framework_is_read_with_its_line_breaks_folded(tmp_path: Path) -> None:
    framework = read_framework(written(tmp_path, CODEBOOK_TEXT))
    assert (framework.name, framework.title, framework.source) == ("traits", "Two traits", "sample2001")
    assert framework.applies_to == ("smart city",)
    devices, residents = framework.dimensions
    assert devices.definition == "Devices that measure, and networks."
    assert devices.indicators == ("sensor", "data network")
    assert devices.patterns == ([{"LOWER": "metered"}, {"LEMMA": "street"}],)
    assert (devices.group, residents.group) == ("", "outer")
    assert residents.patterns == ()
    assert residents.accept == ("A smart city hears its residents.",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("framework: traits", "framework: [traits", r"traits\.yaml, line \d+: not valid YAML; check the indentation"),
        ("framework: traits", "framework: trait", r"framework is 'trait'; give it the file's name, 'traits'"),
        ("title: Two traits\n", "", r"traits\.yaml: the file: 'title' is a required property"),
        ("title: Two traits", "title: Two traits\ncolour: red", r"'colour' was unexpected"),
        ("applies_to: [smart city]", "applies_to: []", r"traits\.yaml: applies_to: \[\] should be non-empty"),
        ("    indicators: [resident", "    indicator: [resident", r"dimensions\.1: .*'indicator' was unexpected"),
        ("    indicators: [sensor,", "    indicators: [true,", r"dimensions\.0\.indicators\.0: True is not of type"),
        ("  - id: residents", "  - id: Residents!", r"dimensions\.1\.id: 'Residents!' does not match"),
        ("  - id: residents", "  - id: devices", r"dimension 'devices' stands twice"),
        ("    indicators: [resident, citizen]", "    indicators: []", r"dimension 'residents' has no indicator and no"),
        ("    accept: [A smart city hears its residents.]\n", "", r"dimensions\.1: 'accept' is a required property"),
        ("    reject: [A smart city has parks.]", "    reject: []", r"dimensions\.0\.reject: \[\] should be non-empty"),
        (
            "    definition: Those who live there.",
            "    definition: Those",
            r"dimensions\.1\.definition: 'Those' is too",
        ),
        ("      - [{LOWER: metered}, {LEMMA: street}]", "      - []", r"dimensions\.0\.patterns\.0: \[\] should be"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert CODEBOOK_TEXT.count(old) == 1
    with pytest.raises(CodebookError, match=r"^traits\.yaml.*" + message.removeprefix(r"traits\.yaml")):
        read_framework(written(tmp_path, CODEBOOK_TEXT.replace(old, new)))


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words\n"])
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(CodebookError, match=r"traits\.yaml: the file: .* is not of type 'object'"):
        read_framework(written(tmp_path, text))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "traits.yaml"
    path.write_bytes(CODEBOOK_TEXT.replace("Two traits", "Two traits à la carte").encode("latin-1"))
    with pytest.raises(CodebookError, match=r"traits\.yaml: not UTF-8 at byte \d+; save the file as UTF-8"):
        read_framework(path)


def test_a_codebook_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("zeta", "alpha"):
        written(tmp_path, CODEBOOK_TEXT.replace("framework: traits", f"framework: {name}"), name)
    (tmp_path / "README.md").write_text("not a framework", encoding="utf-8")
    assert [framework.name for framework in read_codebook(tmp_path)] == ["alpha", "zeta"]


def test_an_empty_codebook_says_what_to_put_there(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"holds no \.yaml file; copy one of corpus/codebook/"):
        read_codebook(tmp_path)


def test_the_preferred_framework_is_taken_only_where_it_applies() -> None:
    first, second, other = (
        Framework(name, name, "s", applies, ())
        for name, applies in (("first", ("smart city",)), ("second", ("smart city", "cluster")), ("other", ("helix",)))
    )
    frameworks = [first, second, other]
    assert framework_for("smart city", "second", frameworks) is second
    assert framework_for("smart city", "other", frameworks) is first
    assert framework_for("cluster", "first", frameworks) is second
    assert framework_for("living lab", "first", frameworks) is None


def test_every_framework_of_the_corpus_names_a_source_of_its_bibliography() -> None:
    bibliography = (CORPUS / "sources.bib").read_text(encoding="utf-8")
    missing = [f.name for f in read_codebook(CORPUS / "codebook") if f"{{{f.source}," not in bibliography]
    assert not missing
