"""The atlas: one self-contained page that leads from every number to a sentence."""
