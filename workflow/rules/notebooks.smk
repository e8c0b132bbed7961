# Two notebooks that compute the findings again from the results, for researchers to question and change.


rule heterogeneous_corpus:
    input:
        documents=rules.collect_shards.output.documents,
        definitions=rules.trace_lineage.output.definitions,
        codes=rules.code_definitions.output.codes,
        heterogeneity=rules.measure_heterogeneity.output.heterogeneity,
        grouping=rules.group_definitions.output.grouping,
        claims=rules.weigh_claims.output.claims,
    output:
        summary=report(
            f"{RESULTS}/notebooks/heterogeneous_corpus.md", category="Notebooks", caption="../report/notebooks.rst"
        ),
    log:
        notebook=f"{RESULTS}/logs/notebooks/heterogeneous_corpus.ipynb",
    conda:
        "../../environment.yml"
    params:
        results=RESULTS,
    notebook:
        "../../scripts/heterogeneous_corpus.py.ipynb"
