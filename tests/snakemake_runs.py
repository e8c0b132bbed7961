"""Running the workflow as a user does, on small corpora of our own text, and reading what it left."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SMALL = {"shards": 3, "bootstrap": 100, "null_draws": 20}

NOTE = """\
---
source: {key}
source_type: {kind}
verified: true
checked: Made up for a test.
---

# {title}

{sections}
"""
BIBLIOGRAPHY = r"""@book{ferry2001,
  author = {Ferry, Ada and Quay, Ben},
  title = {Harbours \& <b>Lamps</b> of 100\% "Light"},
  publisher = {Pier Press},
  year = {2001}
}

@techreport{quay2005,
  author = {{Office of Quays}},
  title = {Quays by Night},
  institution = {Office of Quays},
  year = {2005}
}
"""
HOSTILE_TITLE = "<script>window.pwned = 1</script><img src=x onerror=alert(2)> Lamps"
TEXTS = {
    "lamps.md": f"""\
---
title: "{HOSTILE_TITLE}"
year: 2011
---

# Lamps

## What they are

A smart city is a city that uses sensors and open data so that its residents can be served with less waste.

Nobody asked the lamps. A cluster is a group of linked firms, suppliers and universities in one region that compete
and cooperate.
""",
    "quays.txt": """\
Quays at night, written in May 2009.

A smart city is a city in which citizens take part in government and administration by electronic services.

Smart cities are cities that use information technology to improve the economy, mobility and environment.

A cluster is a geographic concentration of firms in one industry that share skilled labour and suppliers.
""",
    "page.html": """\
<!doctype html><html lang="en"><head><title>Trams of the North</title>
<script>window.pwned = true</script></head><body><nav>Home Shop Imprint</nav><article><h1>Trams of the North</h1>
<p>The trams run late, and so did this report, which took its author two winters in a cold office to write down.</p>
<p>A smart city is a place where networks of sensors make transport and energy services more efficient for people.</p>
<p>Many of those who were asked said that they had never seen a tram that was on time, but that they liked them.</p>
</article></body></html>
""",
    "Größe – été.md": """\
# Summer streets

A digital city is a city that offers public services and information to its citizens over a broadband network.

Living labs are places in which users, firms and universities test new services together.
""",
    "plan [v2] (draft) 50%.txt": """\
A plan for the harbour.

A smart city is a city whose government plans land, water and energy with data for the quality of life of its people.

A cluster is a network of firms and research institutes that exchange knowledge and innovate together.
""",
    "tables/harbour.txt": """\
A smart city is a city that invests in human capital, education and infrastructure for sustainable growth.

A smart city is an organism of lamps.

A smart city is not a museum of lamps.
""",
}
PDF_SENTENCE = "A smart city is a city that links tramways, buildings and services by a communication network."


def small_pdf(sentence: str) -> bytes:
    """Return a one-page PDF file that shows one sentence in Helvetica."""
    content = f"BT /F1 10 Tf 40 780 Td ({sentence}) Tj ET".encode()
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


def pile_files() -> dict[str, bytes]:
    """Return the files of the pile by path: what can be read, and below what cannot."""
    statement = "A smart city is a city that uses sensors, networks and open data to serve its residents.\n"
    borrowed = "A smart city is a city where education and social capital drive the economy and governance.\n"
    swarm = "A cluster is a set of firms and institutions in one place that are tied by what they have in common.\n"
    first = f"## Defines smart city, p. 4\n{statement}\n## Defines cluster\n{swarm}"
    second = f"## Defines smart city, after ferry2001\n{borrowed}\n## Links\nQuays need lamps.\n"
    files = {path: text.encode() for path, text in TEXTS.items()}
    files["tram.pdf"] = small_pdf(PDF_SENTENCE)
    files["notes/ferry2001.md"] = NOTE.format(
        key="ferry2001", kind="academic", title="Ferry and Quay (2001)", sections=first
    ).encode()
    files["notes/quay2005.md"] = NOTE.format(
        key="quay2005", kind="policy", title="Office of Quays (2005)", sections=second
    ).encode()
    files["sources.bib"] = BIBLIOGRAPHY.encode()
    return files | UNREADABLE


UNREADABLE = {
    "broken.pdf": b"%PDF-1.7\nthis is where a document was\n",
    "empty.txt": b" \n\n",
    "figures.xlsx": b"PK\x03\x04sheet",
    "plan {draft}.txt": b"A cluster is a group of firms.\n",
    "sketch.dwg": b"AC1032 lines and arcs",
    "noise.txt": b"\x00\x01\x02\x03" * 40,
    "notes/stray2010.md": b"---\nsource: stray2010\n---\n\n# No keys\n",
    "z copy of quays.txt": TEXTS["quays.txt"].encode(),
}


def write_files(folder: Path, files: Mapping[str, bytes], backwards: bool = False) -> Path:
    """Write files into a folder, in their order or from the last to the first."""
    for path in sorted(files, reverse=backwards):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(files[path])
    return folder


@dataclass(frozen=True)
class Run:
    """A finished call of Snakemake and where it left its results."""

    returncode: int
    output: str
    directory: Path
    results: Path

    @property
    def jobs(self) -> dict[str, int]:
        """How many jobs of each rule the table of a (dry) run lists."""
        table = self.output.split("-------  -", 1)[-1].split("\n\n")[0]
        return {rule: int(number) for rule, number in re.findall(r"^(\w+) +(\d+)$", table, re.MULTILINE)}

    def tree(self) -> dict[str, str]:
        """The digest of every result, logs aside, by path."""
        return {
            path.relative_to(self.results).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.results.rglob("*"))
            if path.is_file() and path.relative_to(self.results).parts[0] != "logs"
        }


def snakemake(
    directory: Path, *arguments: str, cores: int = 2, chdir: bool = False, config: Mapping[str, object] | None = None
) -> Run:
    """Run the workflow in a working directory, by --directory or from within it, and wait for its end.

    Its corpus is `directory/corpus` and its results `directory/results`, unless `config` says otherwise.
    """
    directory.mkdir(parents=True, exist_ok=True)
    settings = {"corpus": "corpus", "results": "results", **SMALL, **(config or {})}
    place = [] if chdir else ["--directory", str(directory)]
    command = [sys.executable, "-m", "snakemake", "-s", str(ROOT / "Snakefile"), "--cores", str(cores), *place]
    done = subprocess.run(
        [*command, *arguments, "--config", *(f"{key}={value}" for key, value in settings.items())],
        cwd=directory if chdir else ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("SNAKEMAKE")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=900,
        check=False,
    )
    return Run(done.returncode, done.stdout, directory, directory / str(settings["results"]))
