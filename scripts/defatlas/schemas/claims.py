"""The claims of the source paper, weighed."""

from __future__ import annotations

import pandera.pandas as pa

from defatlas.schemas.columns import column, table, text

CLAIMS = table(
    "claims",
    "One row per claim of `corpus/claims.yaml`, with what this run says of it: `results/claims.csv`.",
    {
        "claim_id": text("Short name of the claim.", unique=True),
        "claim": text("The claim, in our words."),
        "section": text("Where the paper makes it."),
        "basis": text(
            "literature: tested on the corpus; cases: on the paper's own facts about its cases; both: on both.",
            pa.Check.isin(["literature", "cases", "both"]),
        ),
        "statistic": text("The statistic that tests it."),
        "value": column("float64", "Its value; unknown where the statistic is a list.", nullable=True),
        "interval": text("Its 95 % interval; empty where it has none."),
        "n": column("int64", "How many definitions, documents or initiatives it counts.", pa.Check.ge(0)),
        "verdict": text("What follows by the rule.", pa.Check.isin(["supported", "contradicted", "not testable"])),
        "found": text("The figures in words, or why it cannot be tested."),
        "rule": text("The condition of the rule that was met, or that was not."),
        "evidence": text("Definitions, documents or initiatives that it rests on, separated by semicolons."),
    },
)
