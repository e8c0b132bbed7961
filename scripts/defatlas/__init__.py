"""defatlas: who defines a concept, and how; definitions found, coded, compared and traced to their page."""

__version__ = "0.1.0"
