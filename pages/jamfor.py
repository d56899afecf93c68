"""Jämför: the whole county on one sheet, and any areas side by side."""

from gnv.ui import address, cache, compare_page

world = cache.world()
compare_page.show(world, address.read_view(world, "jamfor"))
