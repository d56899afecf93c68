"""Nyckeltal: one key figure in depth."""

from gnv.ui import address, cache, depth_page

world = cache.world()
depth_page.show(world, address.read_view(world, "nyckeltal"))
