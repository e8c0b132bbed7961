"""The configuration of a study: read, checked against its schema, and turned into values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, ValidationError


class ConfigurationError(ValueError):
    """The configuration cannot be used; the message is one sentence that names the remedy."""


def nearest(word: str, options: Iterable[str]) -> str:
    """Return `; did you mean "X"?` for the closest of `options`, or list them all when none is close."""
    options = sorted(options)
    close = get_close_matches(word, options, n=1, cutoff=0.6)
    if close:
        return f'; did you mean "{close[0]}"?'
    return f"; it can be one of: {', '.join(options)}."


def read_schema(path: Path) -> dict[str, Any]:
    """Read a JSON schema written as YAML."""
    schema: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return schema


def _sentence(error: ValidationError) -> str:
    """Say one schema error in a sentence that names the key and what it can be."""
    where = ".".join(str(part) for part in error.absolute_path)
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    if error.validator == "additionalProperties" and isinstance(error.instance, Mapping):
        known = schema.get("properties", {})
        unknown = sorted((key for key in error.instance if key not in known), key=str)[0]
        place = f' under "{where}"' if where else ""
        return f'config: unknown key "{unknown}"{place}{nearest(str(unknown), known)}'
    if error.validator == "required" and isinstance(error.instance, Mapping):
        missing = [key for key in schema.get("required", []) if key not in error.instance]
        return f'config: key "{".".join(filter(None, [where, missing[0]]))}" is missing; add it to config/config.yaml.'
    hint = schema.get("description")
    return f'config: "{where}" {_complaint(error)}{f" ({hint})" if hint else ""}'


def _complaint(error: ValidationError) -> str:
    """Phrase what is wrong with a value: type or bound."""
    value = repr(error.instance)
    if error.validator == "type":
        return f"is {value}, but must be of type {error.validator_value}"
    if error.validator in {"minimum", "maximum"}:
        bound = "at least" if error.validator == "minimum" else "at most"
        return f"is {value}, but must be {bound} {error.validator_value}"
    return f"cannot be used: {error.message}"


def validate(config: Mapping[str, Any], schema: Mapping[str, Any]) -> None:
    """Check a configuration before any work.

    Raises:
        ConfigurationError: for the first problem found, in the order of depth, naming the key and the remedy.
    """
    errors = sorted(Draft202012Validator(schema).iter_errors(config), key=lambda e: (len(e.absolute_path), e.message))
    if errors:
        raise ConfigurationError(_sentence(errors[0]))
    for key in ("concept", "reference"):
        if config[key] not in config["concepts"]:
            raise ConfigurationError(f'config: unknown {key} "{config[key]}"{nearest(config[key], config["concepts"])}')
    if config["clusters"]["smallest"] > config["clusters"]["largest"]:
        raise ConfigurationError('config: "clusters.smallest" is above "clusters.largest"; swap them.')


def check_folders(corpus: Path, results: Path) -> None:
    """Check that the corpus folder exists and that results would not be written into it.

    Raises:
        ConfigurationError: with the remedy.
    """
    for name, folder in (("corpus", corpus), ("results", results)):
        if set(str(folder)) & set("{}"):
            raise ConfigurationError(f'config: {name} folder "{folder}" has a brace in its name; rename it or move it.')
    if not corpus.exists():
        raise ConfigurationError(f'config: corpus folder "{corpus}" does not exist; name a folder of papers or notes.')
    if not corpus.is_dir():
        raise ConfigurationError(f'config: corpus "{corpus}" is a file; name the folder that holds it.')
    if results.exists() and not results.is_dir():
        raise ConfigurationError(f'config: results "{results}" is a file; name a folder, made when it is missing.')
    if results.resolve() == corpus.resolve() or corpus.resolve() in results.resolve().parents:
        raise ConfigurationError(f'config: results folder "{results}" lies in the corpus; choose one outside of it.')
    if results.resolve() in corpus.resolve().parents and (results / "config").exists():
        raise ConfigurationError(f'config: results folder "{results}" holds the project itself; choose another one.')
