"""Kommun: one municipality, or Region Dalarna: where it stands out, and whom to learn from."""

from gnv.ui import address, cache, meeting, profile_page

world = cache.world()
view = address.read_view(world, "kommun")

if view.mote:
    meeting.controls(world, view)
profile_page.show(world, view)
