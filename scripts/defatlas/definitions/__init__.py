"""Finding definitions: mentions of concepts, defining patterns, citations, and the parts of a definition."""
