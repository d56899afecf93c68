"""Karta: the county by one measure, its trend, and every municipality's place among the others."""

from gnv.ui import address, cache, choices, meeting, panels

world = cache.world()
view = address.read_view(world)
story = cache.story(world, view.matt, view.kon, view.ar)
view = choices.settle(world, view, story)

if view.mote:
    meeting.controls(world, view)
else:
    choices.goals(world, view)
    with panels.choice_row():
        choices.measures(world, view)
        panels.tools(world, view, story)
panels.show(world, view, story)
