"""Figures: one Altair specification each, drawn as SVG, PDF and PNG at journal width."""
