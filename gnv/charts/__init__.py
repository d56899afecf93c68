"""Charts as pure functions: facts in, an SVG, an HTML table or a Vega-Lite specification out."""
