"""The pins stand in four files: pyproject.toml, environment.yml and the two lock files; they have to agree."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")


def canonical(name: str) -> str:
    """A distribution's name in its normal form (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lines: list[str]) -> dict[str, str]:
    """Versions by name; anything but an exact pin fails."""
    found = {}
    for line in lines:
        pin = PIN.match(line)
        assert pin, f"{line!r} is no exact pin"
        found[canonical(pin[1])] = pin[2]
    return found


def locked(name: str) -> dict[str, str]:
    """Versions by name in a lock file; a name may have several lines for several platforms, but one version."""
    found: dict[str, set[str]] = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if pin := PIN.match(line):
            found.setdefault(canonical(pin[1]), set()).add(pin[2])
    assert all(len(versions) == 1 for versions in found.values())
    return {key: versions.pop() for key, versions in found.items()}


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DIRECT = pins(PROJECT["project"]["dependencies"])
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))


def of_pip(environment: dict) -> list[str]:
    """The packages that conda's environment takes from pip."""
    return next(entry["pip"] for entry in environment["dependencies"] if isinstance(entry, dict))


def test_environment_repeats_the_direct_dependencies():
    assert pins(of_pip(ENVIRONMENT)) == DIRECT


def test_environment_takes_nothing_but_python_and_pip_from_conda():
    names = [entry for entry in ENVIRONMENT["dependencies"] if isinstance(entry, str)]
    asked = ",".join(sorted(PROJECT["project"]["requires-python"].split(","), reverse=True))
    assert sorted(names) == ["pip", f"python {asked}"]
    assert ENVIRONMENT["channels"] == ["conda-forge"]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_lock_has_the_version_of_every_direct_dependency(lock):
    versions = locked(lock)
    assert {name: versions.get(name) for name in DIRECT} == DIRECT


def test_dev_lock_holds_the_tools_and_agrees_with_the_lock():
    study, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    tools = pins(PROJECT["dependency-groups"]["dev"])
    assert {name: dev.get(name) for name in tools} == tools
    assert {name: dev.get(name) for name in study} == study


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_a_hash_and_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[A-Za-z0-9])", "\n".join(line for line in text.splitlines() if not line.startswith("#")))
    bare = [block.split()[0] for block in blocks if block.strip() and "--hash=sha256:" not in block]
    assert bare == []
    assert not re.search(r"https?://|--(?:extra-)?index-url|--find-links", text)


def imported_by(path: Path) -> set[str]:
    """The top-level names that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def test_what_the_scripts_import_is_a_direct_dependency():
    """A package that comes only with another one may go with it; thinc is spaCy's own and moves with it."""
    names = {
        "yaml": "pyyaml",
        "sklearn": "scikit-learn",
        "vl_convert": "vl-convert-python",
        "markdown_it": "markdown-it-py",
        "thinc": "spacy",
        "docx": "python-docx",
    }
    scripts = ROOT / "scripts"
    own = {path.stem for path in scripts.glob("*.py")} | {"defatlas"}
    outside = set().union(*map(imported_by, scripts.rglob("*.py"))) - own - set(sys.stdlib_module_names)
    assert {name for name in outside if canonical(names.get(name, name)) not in DIRECT} == set()


def test_every_tool_that_make_calls_is_locked():
    make = (ROOT / "Makefile").read_text(encoding="utf-8")
    called = set(re.findall(r"\$\(BIN\)/([a-z-]+)", make)) - {"python"}
    assert called <= set(locked("requirements-dev.lock"))
