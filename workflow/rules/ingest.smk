# From files to passages, one shard at a time.


rule ingest_documents:
    input:
        files=shard_files,
        bibliography=[str(CORPUS / "sources.bib")] if (CORPUS / "sources.bib").exists() else [],
    output:
        documents=f"{RESULTS}/shards/{{shard}}/documents.parquet",
        passages=f"{RESULTS}/shards/{{shard}}/passages.parquet",
        texts=f"{RESULTS}/shards/{{shard}}/texts.parquet",
        rejected=f"{RESULTS}/shards/{{shard}}/rejected.csv",
    log:
        f"{RESULTS}/logs/ingest_documents/{{shard}}.log",
    conda:
        "../../environment.yml"
    params:
        corpus=lambda wildcards: str(CORPUS),
        files=lambda wildcards: SHARDS[wildcards.shard],
        columns=lambda wildcards: MANIFEST.of(SHARDS[wildcards.shard]).columns,
        metadata=lambda wildcards: MANIFEST.of(SHARDS[wildcards.shard]).documents,
        code=code_digest("documents"),
    script:
        "../../scripts/ingest_documents.py"
