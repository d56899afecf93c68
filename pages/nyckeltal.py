"""Nyckeltal: one key figure in depth."""

from gnv.ui import address, cache, depth_page, meeting

world = cache.world()
view = address.read_view(world, "nyckeltal")

if view.mote:
    meeting.controls(world, view)
depth_page.show(world, view)
