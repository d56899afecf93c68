"""Charts as pure functions: facts in, SVG and HTML out."""
