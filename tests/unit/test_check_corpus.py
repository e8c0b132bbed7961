"""check_corpus: a sound corpus passes; each fault is named with its file, its line and the remedy."""

import subprocess
import sys
from pathlib import Path

import pytest
from check_corpus import PROJECT, check, main
from defatlas.corpus_form.notes import sentences

CONFIG = PROJECT / "config/config.yaml"
NOTE = """\
---
source: ferry2019
source_type: academic
verified: true
checked: Bibliography against the publisher's page.
---

# Ferry and Quay (2019), harbour towns

## Defines smart city, p. 4, after quay2017
A smart city is a harbour town whose pilots, e.g. those of St. Elm, share one tide table.

The second paragraph may hold as much as it likes. It does.

## Links
Docks feed the town.
"""
BIB = """\
@article{ferry2019,
  author = {Ferry, Ada and Quay, Ben},
  title = {Harbour Towns},
  year = {2019},
  doi = {10.1234/harbour.5}
}

@book{quay2017,
  editor = {{Port Office}},
  title = {Quays},
  year = {2017},
  url = {https://example.org/quays}
}
"""
FRAMEWORK = """\
framework: tides
title: Tides
source: ferry2019
applies_to: [smart city]
dimensions:
  - id: water
    label: Water
    definition: Whether water is named at all.
    indicators: [tide]
    accept: [A smart city has a tide table.]
    reject: [A smart city has a road.]
"""
CLAIMS = """\
source: ferry2019
claims:
  - claim_id: tides_matter
    claim: Tides matter to harbour towns.
    section: "1"
    basis: literature
    statistic: {name: tide_share, description: Share that names tides.}
    rule: {supported: more than half, contradicted: fewer, not_testable: none}
    thresholds: {half: 0.5}
    needs: [codes]
"""
INITIATIVES = (
    "initiative_id,name,kind,level,country,place,year,origin,helix,sectors,stakeholders,aim,level_place,year_place,"
    "origin_place,helix_place,sectors_place,stakeholders_place,aim_place,remark\n"
    'quay-lab,Quay Lab,living lab,local,NL,Elm,2012,both,triple,"ports,\nferries",science,Try things,,,,,,,,\n'
    "tide-ring,Tide Ring,cluster,regional,,,,,,,,,,,,,,,,\n"
)
CORRECTIONS = """\
definition_id,action,value,reason,who,date
0123456789ab,reject,,names one town,Ada,2024-03-31
0123456789ab,recode,+tides/water,"tides, said twice",Ada,2024-03-31
"""
CODING = "source,keyword,dimension\nferry2019,tide,water\nquay2017,road,\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A small corpus in which every part is sound."""
    folder = tmp_path / "corpus"
    other = NOTE.replace("ferry2019", "quay2017").replace(", after quay2017", "").replace("smart city", "cluster")
    files = {
        "notes/ferry2019.md": NOTE,
        "notes/quay2017.md": other,
        "sources.bib": BIB,
        "codebook/tides.yaml": FRAMEWORK,
        "claims.yaml": CLAIMS,
        "initiatives.csv": INITIATIVES,
        "coding/tides.csv": CODING,
        "corrections.csv": CORRECTIONS,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_a_sound_corpus_has_no_problem(corpus, capsys):
    assert main([str(corpus)]) == 0
    assert capsys.readouterr().out == ""


def test_the_embedded_corpus_is_sound():
    assert check(PROJECT / "corpus", CONFIG) == []


FAULTS = [
    # file, what stands there, what is put there, line, part of the message
    ("notes/ferry2019.md", "source_type: academic", "source_type: blog", 3, "it can be academic"),
    ("notes/ferry2019.md", "verified: true", "verified: perhaps", 4, "write true or false"),
    ("notes/ferry2019.md", "verified: true\n", "", 1, "lacks 'verified'"),
    ("notes/ferry2019.md", "verified: true", "verified: true\nmood: good", 5, "unknown key 'mood'"),
    ("notes/ferry2019.md", "source: ferry2019", "source: ferry2020", 2, "give both the same key"),
    ("notes/ferry2019.md", "checked: Bibl", "checked: page: one: Bibl", 5, "quote values that hold a colon"),
    ("notes/ferry2019.md", "# Ferry and Quay (2019), harbour towns", "", 1, "give the note one heading"),
    ("notes/ferry2019.md", "## Links", "## Notes", 15, "`## Links`"),
    ("notes/ferry2019.md", "Defines smart city,", "Defines smart cty,", 10, 'did you mean "smart city"?'),
    ("notes/ferry2019.md", "after quay2017", "after pier1999", 10, "no note of that key"),
    ("notes/ferry2019.md", "after quay2017", "after ferry2019", 10, "leave `, after …` out"),
    ("notes/ferry2019.md", "one tide table.", "one tide table. It floods.", 11, "keep one sentence"),
    ("notes/ferry2019.md", "one tide table.", "one tide table", 11, "full stop"),
    ("notes/ferry2019.md", "A smart city is", "- A smart city is", 11, "plain paragraph"),
    ("notes/ferry2019.md", "A smart city is", "A wise town is", 11, "does not name smart city"),
    ("sources.bib", "year = {2019}", "year = {2018}", 4, "give both the same year"),
    ("sources.bib", "year = {2019}", "year = {c. 2019}", 4, "write four digits"),
    ("sources.bib", "{10.1234/harbour.5}", "{https://doi.org/10.1234/harbour.5}", 5, "write it bare"),
    ("sources.bib", "{10.1234/harbour.5}", "{10.1234/harbour.5.}", 5, "write it bare"),
    ("sources.bib", "https://example.org/quays", "www.example.org", 12, "starts with https://"),
    ("sources.bib", "  author = {Ferry, Ada and Quay, Ben},\n", "", 1, "neither author nor editor"),
    ("sources.bib", "  title = {Quays},\n", "", 8, "no title"),
    ("sources.bib", "@book", "@bok", 8, 'did you mean "book"?'),
    ("sources.bib", "@book{quay2017", "@book{ferry2019", 8, "stands twice"),
    ("codebook/tides.yaml", "framework: tides", "framework: tide", 1, "give it the file's name"),
    ("codebook/tides.yaml", "    label: Water", "    lable: Water", 6, "'lable' was unexpected); compare with"),
    ("codebook/tides.yaml", "[tide]", "[tide", 10, "not valid YAML"),
    ("codebook/tides.yaml", "source: ferry2019", "source: pier1999", 3, "add the entry"),
    ("codebook/tides.yaml", "[smart city]", "[smrt city]", 4, 'did you mean "smart city"?'),
    ("claims.yaml", "basis: literature", "basis: opinion", 6, "'opinion' is not one of"),
    ("claims.yaml", "    needs: [codes]\n", "", 3, "'needs' is a required property"),
    ("claims.yaml", "source: ferry2019", "source: pier1999", 1, "not in sources.bib"),
    ("claims.yaml", "source: ferry2019", "source: {", 3, "not valid YAML"),
    ("coding/tides.csv", "tide,water", "tide,watr", 2, 'did you mean "water"?'),
    ("coding/tides.csv", "quay2017", "pier1999", 3, "not in sources.bib"),
    ("corrections.csv", "reject,", "rejct,", 2, 'did you mean "reject"?'),
    ("corrections.csv", "tides/water", "tides/watr", 3, 'did you mean "tides/water"?'),
    ("corrections.csv", ",who,", ",name,", 1, "they must be definition_id, action"),
    ("initiatives.csv", "Tide Ring,cluster", "Tide Ring,ring", 4, "cluster or living lab"),
    ("initiatives.csv", "2012", "twelve", 2, "Year of foundation"),
    ("initiatives.csv", "tide-ring", "quay-lab", 2, "Short name"),
    ("initiatives.csv", "remark\n", "remarks\n", 1, "columns differ in remark, remarks"),
    ("initiatives.csv", "Tide Ring,", "Tide Ring,,", 4, "quote cells with commas"),
]


@pytest.mark.parametrize(
    ("name", "there", "instead", "line", "message"), FAULTS, ids=[f"{f[0]}-{f[4]}" for f in FAULTS]
)
def test_a_fault_is_named_with_line_and_remedy(corpus, name, there, instead, line, message):
    path = corpus / name
    text = path.read_text(encoding="utf-8")
    assert text.count(there) >= 1
    path.write_text(text.replace(there, instead, 1), encoding="utf-8")
    found = [problem for problem in check(corpus, CONFIG) if problem.file == path]
    assert any(problem.line == line and message in problem.message for problem in found), [str(p) for p in found]


def test_every_problem_of_a_note_is_reported_in_one_go(corpus):
    path = corpus / "notes/ferry2019.md"
    text = (
        NOTE.replace("academic", "blog")
        .replace("smart city,", "smart cty,")
        .replace("table.", "table")
        .replace("Links", "L")
    )
    path.write_text(text, encoding="utf-8")
    assert [problem.line for problem in check(corpus, CONFIG)] == [3, 10, 11, 15]


def test_notes_and_entries_need_each_other(corpus):
    (corpus / "notes/quay2017.md").rename(corpus / "notes/pier1999.md")
    messages = {f"{p.file.name}:{p.line}": p.message for p in check(corpus, CONFIG)}
    assert "no entry pier1999 in sources.bib" in messages["pier1999.md:1"]
    assert "no note; write notes/quay2017.md" in messages["sources.bib:8"]


def test_two_entries_with_one_doi(corpus):
    path = corpus / "sources.bib"
    path.write_text(BIB.replace("url = {https://example.org/quays}", "doi = {10.1234/HARBOUR.5}"), encoding="utf-8")
    assert [str(p) for p in check(corpus, CONFIG)] == [f"{path}:12: quay2017: has the DOI of ferry2019; check both"]


def test_a_note_in_another_encoding_and_a_stray_file(corpus):
    (corpus / "notes/ferry2019.md").write_bytes(NOTE.replace("Docks", "D\xf6cks").encode("latin-1"))
    (corpus / "notes/paper.pdf").write_bytes(b"%PDF-1.7")
    problems = [(p.file.name, p.line, p.message.split(";")[0]) for p in check(corpus, CONFIG)]
    assert problems == [("ferry2019.md", 16, "not UTF-8"), ("paper.pdf", 1, "no reading note")]


def test_a_folder_of_papers_without_notes_passes_and_a_missing_one_does_not(tmp_path, capsys):
    (tmp_path / "paper.txt").write_text("A cluster is a swarm.", encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    assert main([str(tmp_path / "none")]) == 2
    assert "does not exist" in capsys.readouterr().err


def test_the_command_prints_file_line_and_message_and_fails(corpus):
    path = corpus / "notes/ferry2019.md"
    path.write_text(NOTE.replace("verified: true", "verified: no idea"), encoding="utf-8")
    command = [sys.executable, str(PROJECT / "scripts/check_corpus.py"), str(corpus)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == f"{path}:4: verified is 'no idea'; write true or false\n"
    assert "1 problem" in done.stderr


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A smart city is a town of lamps.", 1),
        ("A smart city is, e.g. in Elm, a town; it glows.", 1),
        ("Clusters are, as Ferry et al. Say, groups.", 1),
        ("A cluster is, in the words of J. Quay, a swarm.", 1),
        ("A cluster is a swarm (see p. 4 and Fig. 2).", 1),
        ("A cluster is a swarm of the U.S. Navy.", 1),
        ("It grew by 3.5 per cent.", 1),
        ("A cluster is a swarm. It hums.", 2),
        ("A cluster is a swarm! (It hums.) So do bees.", 3),
        ("Is a cluster a swarm? Yes.", 2),
        ('A cluster is a "swarm." Others say hive.', 2),
    ],
)
def test_sentences_are_told_without_a_language_model(text, number):
    assert len(sentences(text)) == number
