"""Självskattning: what the units themselves say, per sub-goal, municipality, principal and round."""

from gnv.ui import address, cache, meeting, results

world = cache.world()
view = address.read_view(world, "sjalvskattning")

if view.mote:
    meeting.controls(world, view)
results.show(world, view)
