"""What a result was made from: digests of files and of the code that a rule runs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

_LIBRARY = Path(__file__).parent


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def code_digest(*modules: str) -> str:
    """Return a digest of modules of this library, named like "documents" (a package) or "schemas".

    A rule takes it as a param, so that editing a module that its script imports reruns the rule.

    Raises:
        FileNotFoundError: for a name that is no module of the library.
    """
    total = hashlib.sha256()
    for name in sorted({"schemas", *modules}):
        package = _LIBRARY / name
        files = sorted(p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        for path in files or [_LIBRARY / f"{name}.py"]:
            total.update(path.relative_to(_LIBRARY).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


def folder_digest(folder: Path) -> str:
    """Return a digest of the files of a folder and their names; of no files when it does not exist."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(f"{path.relative_to(folder).as_posix()}\0{file_digest(path)}\n".encode())
    return total.hexdigest()[:16]


def digests(paths: Iterable[Path], root: Path) -> dict[str, str]:
    """Return the SHA-256 of files by their path below a folder, in path order."""
    return {path.relative_to(root).as_posix(): file_digest(path) for path in sorted(paths)}
