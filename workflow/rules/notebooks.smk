# Two notebooks that compute the findings again from the results, for researchers to question and change.


rule heterogeneous_corpus:
    input:
        documents=rules.collect_shards.output.documents,
        definitions=rules.trace_lineage.output.definitions,
        codes=rules.code_definitions.output.codes,
        heterogeneity=rules.measure_heterogeneity.output.heterogeneity,
        grouping=rules.group_definitions.output.grouping,
        co_occurrence=rules.measure_heterogeneity.output.co_occurrence,
        claims=rules.weigh_claims.output.claims,
    output:
        summary=report(
            f"{RESULTS}/notebooks/heterogeneous_corpus.md",
            category="Notebooks",
            caption="../report/notebooks.rst",
            labels={"notebook": "A very heterogeneous corpus"},
        ),
    log:
        notebook=f"{RESULTS}/logs/notebooks/heterogeneous_corpus.ipynb",
    conda:
        "../../environment.yml"
    params:
        results=lambda wildcards, input: str(Path(input.documents).parent),
    notebook:
        "../../scripts/heterogeneous_corpus.py.ipynb"


rule smart_cities_and_clusters:
    input:
        documents=rules.collect_shards.output.documents,
        links=rules.extract_links.output.links,
        factors=rules.extract_links.output.factors,
        bridging=rules.extract_links.output.bridging,
        tables=f"{RESULTS}/tables/initiatives.csv",
        claims=rules.weigh_claims.output.claims,
    output:
        summary=report(
            f"{RESULTS}/notebooks/smart_cities_and_clusters.md",
            category="Notebooks",
            caption="../report/notebooks.rst",
            labels={"notebook": "Smart cities and clusters"},
        ),
    log:
        notebook=f"{RESULTS}/logs/notebooks/smart_cities_and_clusters.ipynb",
    conda:
        "../../environment.yml"
    params:
        results=lambda wildcards, input: str(Path(input.documents).parent),
    notebook:
        "../../scripts/smart_cities_and_clusters.py.ipynb"


rule write_methods:
    input:
        documents=rules.collect_shards.output.documents,
        rejected=rules.collect_shards.output.rejected,
        duplicates=rules.collect_shards.output.duplicates,
        candidates=rules.collect_shards.output.candidates,
        definitions=rules.trace_lineage.output.definitions,
        heterogeneity=rules.measure_heterogeneity.output.heterogeneity,
        grouping=rules.group_definitions.output.grouping,
        claims=rules.weigh_claims.output.claims,
        codebook=codebook_files,
    output:
        methods=report(
            f"{RESULTS}/methods.md",
            category="Methods",
            caption="../report/methods.rst",
            labels={"text": "Methods paragraph"},
        ),
    log:
        f"{RESULTS}/logs/write_methods.log",
    conda:
        "../../environment.yml"
    params:
        codebook=str(CODEBOOK),
        template=file_digest(PROJECT / "scripts/methods.md.j2"),
        settings={key: config[key] for key in ("concept", "reference", "bootstrap", "null_draws", "seed")},
        code=code_digest("coding"),
    script:
        "../../scripts/write_methods.py"
