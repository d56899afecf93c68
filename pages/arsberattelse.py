"""Årsberättelse: the year in the strategy's three parts, its figures frozen and its words edited."""

from gnv.ui import annual_page, cache

annual_page.show(cache.world())
