"""The configuration: accepted as shipped, and every mistake said in one sentence that names the remedy."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from defatlas.configuration import ConfigurationError, check_folders, nearest, read_schema, validate
from jsonschema import Draft202012Validator

CONFIG_FOLDER = Path(__file__).parents[2] / "config"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return read_schema(CONFIG_FOLDER / "schema.yaml")


@pytest.fixture
def config() -> dict[str, Any]:
    values: dict[str, Any] = yaml.safe_load((CONFIG_FOLDER / "config.yaml").read_text(encoding="utf-8"))
    return values


def complaint(config: dict[str, Any], schema: dict[str, Any]) -> str:
    with pytest.raises(ConfigurationError) as raised:
        validate(config, schema)
    message = str(raised.value)
    assert "\n" not in message and message.startswith("config: ")
    return message


def changed(config: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy of the configuration with one value set; `path` like "clusters/smallest"."""
    result = deepcopy(config)
    *folders, last = path.split("/")
    inner = result
    for folder in folders:
        inner = inner[folder]
    inner[last] = value
    return result


def test_the_configuration_is_valid_as_shipped(config: dict[str, Any], schema: dict[str, Any]) -> None:
    validate(config, schema)


def closed_objects(schema: dict[str, Any], path: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every object of the schema with its place."""
    found = [(path, schema)] if schema.get("type") == "object" else []
    for name, inner in {**schema.get("properties", {}), "*": schema.get("additionalProperties")}.items():
        if isinstance(inner, dict):
            found += closed_objects(inner, f"{path}/{name}")
    return found


def test_the_schema_is_a_schema_that_describes_every_key_and_is_closed(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    objects = closed_objects(schema)
    assert {path for path, _ in objects} == {
        "",
        "/concepts",
        "/concepts/*",
        "/concepts/*/neighbours",
        "/clusters",
        "/links",
        "/links/sides",
        "/links/words",
        "/links/words/*",
    }
    for path, inner in objects:
        assert "additionalProperties" in inner, f"{path} takes any key"
        assert all(value.get("description", "").endswith(".") for value in inner.get("properties", {}).values()), path


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("corpsu", 'config: unknown key "corpsu"; did you mean "corpus"?'),
        ("boostrap", 'config: unknown key "boostrap"; did you mean "bootstrap"?'),
        ("Seed", 'config: unknown key "Seed"; did you mean "seed"?'),
        ("clusters/smalest", 'config: unknown key "smalest" under "clusters"; did you mean "smallest"?'),
        ("concepts/cluster/term", 'config: unknown key "term" under "concepts.cluster"; did you mean "terms"?'),
        (
            "concepts/smart city/neighbors",
            'config: unknown key "neighbors" under "concepts.smart city"; did you mean "neighbours"?',
        ),
        (
            "clusters/xyz",
            'config: unknown key "xyz" under "clusters"; it can be one of: largest, null_draws, smallest.',
        ),
    ],
)
def test_a_typo_in_a_key_names_the_nearest_one(
    config: dict[str, Any], schema: dict[str, Any], path: str, message: str
) -> None:
    assert complaint(changed(config, path, 1), schema) == message


def test_keys_that_are_numbers_are_unknown_keys_too(config: dict[str, Any], schema: dict[str, Any]) -> None:
    config.update({7: "x", "zzz": "y"})
    assert complaint(config, schema).startswith('config: unknown key "7"; it can be one of: bootstrap, clusters,')


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("shards", "4", "config: \"shards\" is '4', but must be of type integer (Into how many groups"),
        ("shards", True, 'config: "shards" is True, but must be of type integer'),
        ("shards", 2.5, 'config: "shards" is 2.5, but must be of type integer'),
        ("shards", 0, 'config: "shards" is 0, but must be at least 1 (Into how many groups'),
        ("shards", 1000, 'config: "shards" is 1000, but must be at most 999'),
        ("seed", -1, 'config: "seed" is -1, but must be at least 0'),
        ("bootstrap", 99, 'config: "bootstrap" is 99, but must be at least 100'),
        ("corpus", 5, 'config: "corpus" is 5, but must be of type string (Folder to read'),
        ("corpus", None, 'config: "corpus" is None, but must be of type string'),
        ("corpus", "", "config: \"corpus\" cannot be used: '' should be non-empty (Folder to read"),
        ("clusters", [2, 8], 'config: "clusters" is [2, 8], but must be of type object (The numbers of groups'),
        ("clusters/smallest", 1, 'config: "clusters.smallest" is 1, but must be at least 2 (Fewest groups tried.)'),
        (
            "concepts/cluster/terms",
            "cluster",
            "config: \"concepts.cluster.terms\" is 'cluster', but must be of type array",
        ),
        ("concepts/cluster/terms", [], 'config: "concepts.cluster.terms" cannot be used: [] should be non-empty'),
        ("concepts/cluster/terms", ["a b", 3], 'config: "concepts.cluster.terms.1" is 3, but must be of type string'),
        ("concepts/cluster/terms", ["ab", "ab"], 'config: "concepts.cluster.terms" cannot be used: '),
        (
            "concepts/smart city/neighbours",
            {"x": "y"},
            "config: \"concepts.smart city.neighbours.x\" is 'y', but must be",
        ),
    ],
)
def test_a_wrong_value_says_which_key_and_what_it_can_be(
    config: dict[str, Any], schema: dict[str, Any], path: str, value: Any, message: str
) -> None:
    assert complaint(changed(config, path, value), schema).startswith(message)


@pytest.mark.parametrize("key", ["corpus", "concepts", "seed", "clusters"])
def test_a_missing_key_is_named(config: dict[str, Any], schema: dict[str, Any], key: str) -> None:
    del config[key]
    assert complaint(config, schema) == f'config: key "{key}" is missing; add it to config/config.yaml.'


def test_a_missing_inner_key_is_named_with_its_place(config: dict[str, Any], schema: dict[str, Any]) -> None:
    del config["clusters"]["largest"]
    assert complaint(config, schema) == 'config: key "clusters.largest" is missing; add it to config/config.yaml.'
    config["clusters"]["largest"] = 8
    del config["concepts"]["cluster"]["terms"]
    assert complaint(config, schema) == 'config: key "concepts.cluster.terms" is missing; add it to config/config.yaml.'


def test_the_outermost_mistake_is_said_first(config: dict[str, Any], schema: dict[str, Any]) -> None:
    config["clusters"]["smalest"] = 1
    config["sead"] = 1
    assert 'unknown key "sead"' in complaint(config, schema)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("concept", "smart citty", 'config: unknown concept "smart citty"; did you mean "smart city"?'),
        (
            "concept",
            "digital city",
            'config: unknown concept "digital city"; it can be one of: cluster,',
        ),  # a neighbour
        ("reference", "clusters", 'config: unknown reference "clusters"; did you mean "cluster"?'),
        ("reference", "xyz", 'config: unknown reference "xyz"; it can be one of: cluster, innovation district,'),
    ],
)
def test_an_unknown_concept_names_the_nearest_one(
    config: dict[str, Any], schema: dict[str, Any], key: str, value: str, message: str
) -> None:
    assert complaint(changed(config, key, value), schema).startswith(message)


def test_numbers_of_groups_the_wrong_way_round(config: dict[str, Any], schema: dict[str, Any]) -> None:
    config["clusters"] |= {"smallest": 9, "largest": 8}
    assert complaint(config, schema) == 'config: "clusters.smallest" is above "clusters.largest"; swap them.'
    validate({**config, "clusters": {**config["clusters"], "smallest": 8}}, schema)


def test_nearest_lists_all_options_when_none_is_close() -> None:
    assert nearest("xyz", ["b", "a"]) == "; it can be one of: a, b."
    assert nearest("terms", ["term", "forms"]) == '; did you mean "term"?'


def folder_complaint(corpus: Path, results: Path) -> str:
    with pytest.raises(ConfigurationError) as raised:
        check_folders(corpus, results)
    return str(raised.value)


def test_folders_that_cannot_be_used_say_why(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    assert folder_complaint(corpus, tmp_path / "results") == (
        f'config: corpus folder "{corpus}" does not exist; name a folder of papers or notes.'
    )
    corpus.touch()
    assert folder_complaint(corpus, tmp_path / "results") == (
        f'config: corpus "{corpus}" is a file; name the folder that holds it.'
    )
    corpus.unlink()
    corpus.mkdir()
    (tmp_path / "results").touch()
    assert folder_complaint(corpus, tmp_path / "results") == (
        f'config: results "{tmp_path / "results"}" is a file; name a folder, made when it is missing.'
    )


@pytest.mark.parametrize(("corpus", "results", "key"), [("{a}", "b", "corpus"), ("a", "b/{c}", "results")])
def test_folders_with_braces_would_be_taken_for_wildcards(tmp_path: Path, corpus: str, results: str, key: str) -> None:
    (tmp_path / corpus).mkdir()
    message = folder_complaint(tmp_path / corpus, tmp_path / results)
    assert message.startswith(f"config: {key} folder ") and message.endswith(
        "has a brace in its name; rename it or move it."
    )


@pytest.mark.parametrize(
    "results", ["corpus", "corpus/results", "corpus/a/b", "corpus/../corpus/x", "link/results", "."]
)
def test_results_must_not_lie_in_the_corpus_nor_hold_the_project(tmp_path: Path, results: str) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "config").mkdir()
    (tmp_path / "link").symlink_to("corpus")
    reason = "holds the project itself" if results == "." else "lies in the corpus"
    assert f'config: results folder "{tmp_path / results}" {reason}; choose' in folder_complaint(
        tmp_path / "corpus", tmp_path / results
    )


@pytest.mark.parametrize("results", ["results", "corpus2", "a/b/c", "."])
def test_results_elsewhere_are_fine_and_nothing_is_made(tmp_path: Path, results: str) -> None:
    (tmp_path / "corpus").mkdir()
    check_folders(tmp_path / "corpus", tmp_path / results)
    assert [path.name for path in tmp_path.iterdir()] == ["corpus"]
