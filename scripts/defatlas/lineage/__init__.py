"""Lineage: families of quoted definitions, who takes whose, and who uses a concept without defining it."""
