from __future__ import annotations

from itertools import groupby

from gnv.annual.sections import Part, sections


def test_every_section_has_its_own_id_and_the_parts_stand_together(strategy):
    found = sections(strategy)
    assert len({each.id for each in found}) == len({each.title for each in found}) == len(found)
    assert [part for part, _ in groupby(found, key=lambda each: each.part)] == list(Part)


def test_every_goal_has_its_figures_and_its_scores(strategy):
    goals = [each.goal for each in sections(strategy) if each.goal]
    assert sorted(goals) == sorted(2 * [goal.number for goal in strategy.goals])
