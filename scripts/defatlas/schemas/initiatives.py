"""Smart city cluster initiatives."""

from __future__ import annotations

import pandera.pandas as pa

from defatlas.schemas.columns import column, table, text

LEVELS = ["local", "regional", "national", "european"]

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
            pa.Check.isin(["cluster_first", "city_first", "both", ""]),
        ),
        "helix": text("Whether citizens take part.", pa.Check.isin(["triple", "quadruple", ""])),
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
