"""Planer: which municipalities have a local plan, and what the region has put first this year."""

from gnv.ui import address, cache, plans_page

world = cache.world()
plans_page.show(world, address.read_view(world, "planer"))
