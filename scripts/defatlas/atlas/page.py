"""Building the page: template, style and scripts put into one file that runs nothing but its own script."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_HERE = Path(__file__).parent
# In this order they make one script: what stands in a file is known to those behind it.
SCRIPTS = [
    "elements", "address", "files", "data", "selection", "correcting", "definition", "map", "explore", "compare",
    "tables", "sources", "corrections", "start",
]  # fmt: skip


def safe_json(value: Any) -> Markup:
    """Return JSON that cannot end the script element it stands in.

    Raises:
        ValueError: for a number that JSON does not know (not a number, infinity).
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, escape in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        text = text.replace(character, escape)
    return Markup(text)  # noqa: S704 - escaped just above


def script_text() -> str:
    """Return the page's script: its files in one function, so that nothing becomes global."""
    parts = [(_HERE / "scripts" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    return '"use strict";\n(() => {\n' + "".join(parts) + "})();\n"


def _digest(text: str) -> str:
    """Return the source expression that allows an inline script or style in a Content-Security-Policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def build_page(values: dict[str, Any]) -> str:
    """Fill the template; every value is escaped unless it is marked safe.

    Args:
        values: what `page.html` names: title, studied, tiles, figures, data, …

    Raises:
        jinja2.UndefinedError: when the template names a value that is missing.
    """
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    script = script_text()
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return environment.get_template("page.html").render(
        script=Markup(script),  # noqa: S704 - our own files
        style=Markup(style),  # noqa: S704 - our own file
        policy=policy,
        **values,
    )
