# Initiatives that the documents name, and those that people listed, side by side.

INITIATIVE_TABLES = ["mined_initiatives", "initiative_evidence", "initiative_agreement", "initiative_disagreements"]


rule mine_initiatives:
    input:
        documents=rules.collect_shards.output.documents,
        passages=rules.collect_shards.output.passages,
        initiatives=str(INITIATIVES),
        lexicons=[lexicon(name) for name in ("initiatives", "places", "relations", "sectors", "stakeholders")],
    output:
        mined=f"{RESULTS}/initiatives.csv",
        evidence=f"{RESULTS}/initiative_evidence.csv",
        tables=tables_shown(INITIATIVE_TABLES, "initiatives"),
        table_files=expand(f"{RESULTS}/tables/{{table}}.{{ending}}", table=INITIATIVE_TABLES, ending=["md", "tex"]),
    log:
        f"{RESULTS}/logs/mine_initiatives.log",
    conda:
        "../../environment.yml"
    params:
        model=MODEL,
        concepts=config["concepts"],
        links=config["links"],
        code=code_digest(
            "analysis",
            "initiatives",
            "links",
            "concepts",
            "definitions",
            "documents",
            "language",
            "coding",
            "schemas/initiatives",
            "table_files",
        ),
    script:
        "../../scripts/mine_initiatives.py"
