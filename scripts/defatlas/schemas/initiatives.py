"""Smart city cluster initiatives."""

from __future__ import annotations

import pandera.pandas as pa

from defatlas.schemas.columns import column, offset, table, text
from defatlas.schemas.links import WORDINGS

# Codes, with their names in print.
LEVELS = {"local": "Local", "regional": "Regional", "national": "National", "european": "European"}
ORIGINS = {"cluster_first": "Cluster first", "city_first": "Smart city first", "both": "Both ways", "": "–"}
HELICES = {"triple": "Triple", "quadruple": "Quadruple", "": "–"}

INITIATIVES = table(
    "initiatives",
    "One row per smart city cluster initiative, written by people: `corpus/initiatives.csv`.",
    {
        "initiative_id": text("Short name.", unique=True),
        "name": text("Name."),
        "kind": text("cluster or living lab.", pa.Check.isin(["cluster", "living lab"])),
        "level": text("Geographical level.", pa.Check.isin([*LEVELS, ""])),
        "country": text("ISO 3166 code; empty when it spans several."),
        "place": text("Place."),
        "year": column("Int64", "Year of foundation.", nullable=True),
        "origin": text(
            "Whether the cluster or the smart city came first.",
            pa.Check.isin([*ORIGINS]),
        ),
        "helix": text("Whether citizens take part.", pa.Check.isin([*HELICES])),
        "sectors": text("Sectors, separated by semicolons."),
        "stakeholders": text("Stakeholders, separated by semicolons."),
        "aim": text("Aim, in our words."),
        **{
            f"{name}_place": text(f"Where the paper says the {name}.")
            for name in ("level", "year", "origin", "helix", "sectors", "stakeholders", "aim")
        },
        "remark": text("What the codes do not say."),
    },
)

MINED_LEVELS = [*LEVELS, "international"]
BASES = ["stated", "framed", "heading", "kind", "others", "most", "place", "inferred"]
_BASIS = (
    "stated: of itself; framed: how the passage opens; heading: what it is introduced under; kind, others, most: of "
    "all of its kind, all others, most of a group; place: where it is; inferred: from other evidence."
)

MINED_INITIATIVES = table(
    "mined_initiatives",
    "One row per initiative that the documents name, listed by people or not: `results/initiatives.csv`.",
    {
        "initiative_id": text("Id in `corpus/initiatives.csv`, else made from the name.", unique=True),
        "name": text("Name as listed, else as a document writes it.", pa.Check.str_length(min_value=1)),
        "listed": column("bool", "Whether it stands in `corpus/initiatives.csv`."),
        "kind": text("Kind of `corpus/lexicons/initiatives.yaml`; empty when no document says."),
        "level": text("Geographical level.", pa.Check.isin([*MINED_LEVELS, ""])),
        "country": text("ISO 3166 code; empty when unknown or when it spans several."),
        "origin": text("Whether the cluster or the smart city came first.", pa.Check.isin([*ORIGINS])),
        "helix": text("Whether citizens take part.", pa.Check.isin([*HELICES])),
        **{
            f"{name}_basis": text(
                f"What the {name} rests on; empty where nothing is said.", pa.Check.isin([*BASES, ""])
            )
            for name in ("level", "origin", "helix")
        },
        "sectors": text("Sectors of `corpus/lexicons/sectors.yaml`, separated by semicolons."),
        "stakeholders": text("Stakeholders of `corpus/lexicons/stakeholders.yaml`, separated by semicolons."),
        "aim": text("The words in which a document first states its aim."),
        "mentions": column("int64", "How often it is named.", pa.Check.ge(1)),
        "documents": column("int64", "In how many documents.", pa.Check.ge(1)),
        "wording": text("verbatim, paraphrase or both.", pa.Check.isin([*WORDINGS, "both"])),
    },
)

INITIATIVE_EVIDENCE = table(
    "initiative_evidence",
    "One row per statement on an initiative, or on a group that it belongs to: `results/initiative_evidence.csv`.",
    {
        "initiative_id": text("Initiative of `results/initiatives.csv`."),
        "attribute": text(
            "What it speaks of.",
            pa.Check.isin(["mention", "kind", "level", "country", "origin", "helix", "sector", "stakeholder", "aim"]),
        ),
        "value": text("What it says; empty for a mention, an aim, and a helix that it rules out."),
        "basis": text(_BASIS, pa.Check.isin(BASES)),
        "taken": column("bool", "Whether the value of the initiative rests on it."),
        "document_id": text("Document."),
        "page": text("Page or place."),
        "section": text("Headings it stands under."),
        "start": offset("Offset of the words in the normalised text."),
        "end": offset("Their end."),
        "words": text("The words that say so.", pa.Check.str_length(min_value=1)),
        "sentence": text("The sentence that they stand in."),
        "wording": text("verbatim or paraphrase.", pa.Check.isin(WORDINGS)),
    },
)
