"""Om: what the figures are, from when and where, how they are computed, and what is our reading."""

from gnv.ui import about, cache

about.show(cache.world())
