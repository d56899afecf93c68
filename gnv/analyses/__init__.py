"""Analyses: what people in the county see behind a figure, what they conclude, and what they do next."""
