"""Figures from Kolada: the editions that are kept of them."""
