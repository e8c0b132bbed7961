"""Coding definitions: which dimensions of a published framework a definition names, and by which words."""
