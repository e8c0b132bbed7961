# From passages to definitions, one shard at a time, then the whole corpus.


rule extract_definitions:
    input:
        documents=rules.ingest_documents.output.documents,
        passages=rules.ingest_documents.output.passages,
        bibliography=[str(CORPUS / "sources.bib")] if (CORPUS / "sources.bib").exists() else [],
    output:
        candidates=f"{RESULTS}/shards/{{shard}}/candidates.parquet",
    log:
        f"{RESULTS}/logs/extract_definitions/{{shard}}.log",
    conda:
        "../../environment.yml"
    params:
        model=MODEL,
        concepts=config["concepts"],
        code=code_digest("concepts", "definitions", "documents", "language"),
    script:
        "../../scripts/extract_definitions.py"


rule collect_shards:
    input:
        shards=expand(rules.ingest_documents.output.documents, shard=sorted(SHARDS)),
        passages=expand(rules.ingest_documents.output.passages, shard=sorted(SHARDS)),
        texts=expand(rules.ingest_documents.output.texts, shard=sorted(SHARDS)),
        rejected=expand(rules.ingest_documents.output.rejected, shard=sorted(SHARDS)),
        candidates=expand(rules.extract_definitions.output.candidates, shard=sorted(SHARDS)),
        corrections=[str(CORRECTIONS_FILE)] if CORRECTIONS_FILE.exists() else [],
    output:
        documents=f"{RESULTS}/documents.csv",
        rejected=f"{RESULTS}/rejected.csv",
        duplicates=f"{RESULTS}/duplicates.csv",
        passages=f"{RESULTS}/passages.parquet",
        candidates=f"{RESULTS}/candidates.parquet",
        texts=directory(f"{RESULTS}/texts"),
    log:
        f"{RESULTS}/logs/collect_shards.log",
    conda:
        "../../environment.yml"
    params:
        code=code_digest("corrections", "documents"),
    script:
        "../../scripts/collect_shards.py"
