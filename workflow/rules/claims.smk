# What the study says of each claim of the source paper.


rule weigh_claims:
    input:
        claims=str(CLAIMS),
        documents=rules.collect_shards.output.documents,
        definitions=rules.trace_lineage.output.definitions,
        codes=rules.code_definitions.output.codes,
        heterogeneity=rules.measure_heterogeneity.output.heterogeneity,
        initiatives=str(INITIATIVES),
        links=rules.extract_links.output.links,
        factors=rules.extract_links.output.factors,
    output:
        claims=report(
            f"{RESULTS}/claims.csv",
            category="Claims",
            caption="../report/claims.rst",
            labels={"table": "Claims of the source paper"},
        ),
        tables=expand(f"{RESULTS}/tables/claims.{{ending}}", ending=["csv", "md", "tex"]),
    log:
        f"{RESULTS}/logs/weigh_claims.log",
    conda:
        "../../environment.yml"
    params:
        concept=config["concept"],
        reference=config["reference"],
        bootstrap=config["bootstrap"],
        seed=config["seed"],
        code=code_digest("claims", "analysis", "coding", "table_files", "configuration"),
    script:
        "../../scripts/weigh_claims.py"
