"""Planer: which municipalities have a local plan, and what the region has put first this year."""

from gnv.ui import action_plan_page, address, cache, plans_page

world = cache.world()
view = address.read_view(world, "planer")
plans_page.show(world, view)
action_plan_page.show(world, view)
