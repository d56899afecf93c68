"""Aktiviteter: what is done for the sub-goals, over time and as a table; to register, change and close."""

from gnv.ui import activities_page, cache, selecting

world = cache.world()
activities_page.show(world, selecting.read_selection(world))
