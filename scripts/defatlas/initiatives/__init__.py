"""Initiatives such as clusters and living labs: their names in documents, and what is said of each or of many."""
