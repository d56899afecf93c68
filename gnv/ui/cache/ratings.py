"""What the results of the self-assessment are drawn with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from gnv.assessed import tell_scores
from gnv.assessment.outcome import Outcome, outcome
from gnv.assessment.results import shown_round
from gnv.charts.projection import shapes
from gnv.charts.rating_maps import SMALL_HEIGHT
from gnv.charts.rating_scene import RatingScene
from gnv.charts.scene import MAP_HEIGHT
from gnv.settings import settings
from gnv.story import Story
from gnv.ui.cache.worlds import World
from gnv.view import View


def outcome_of(world: World, view: View) -> Outcome:
    """Return the results of the self-assessment's round that a view asks for."""
    ratings = _ratings(world, view.exempel)
    return ratings.outcome(shown_round(ratings.rounds, view.omg))


def rating_scene(world: World, view: View) -> RatingScene:
    """Return what a view of the self-assessment's results is drawn with."""
    kept = View(view.delmal, "", omg=outcome_of(world, view).period, kommun=view.kommun, exempel=view.exempel)
    return _ratings(world, view.exempel).drawn(kept)


@dataclass(frozen=True, eq=False)
class _Ratings:
    """The results of the answers that stand, or of the example: round to facts, view to scene."""

    rounds: tuple[str, ...]
    outcome: Callable[[str], Outcome]
    drawn: Callable[[View], RatingScene]


@lru_cache(maxsize=2)
def _ratings(world: World, example: bool) -> _Ratings:
    strategy, areas = world.strategy, world.areas
    observations = world.observations
    if example:
        from gnv.assessment.example import example_scores  # reads spreadsheets, which costs an import

        observations = observations.with_scores(
            example_scores(settings().shipped, strategy, areas, world.today)
        )
    large = shapes(areas.dalarna_outlines, areas.by_code, MAP_HEIGHT)
    small = shapes(areas.dalarna_outlines, areas.by_code, SMALL_HEIGHT, margin=2)

    @lru_cache(maxsize=16)
    def told(period: str) -> Outcome:
        return outcome(observations.scores, period, strategy.scale, areas.dalarna)

    @lru_cache(maxsize=16)
    def stories(period: str) -> dict[int, Story]:
        return {
            goal.number: tell_scores(
                goal.self_assessment, observations, areas, strategy.scale, period=period, today=world.today
            )
            for goal in strategy.goals
        }

    @lru_cache(maxsize=256)
    def drawn(view: View) -> RatingScene:
        return RatingScene(told(view.omg), stories(view.omg), view, strategy, areas, large, small)

    return _Ratings(observations.rounds, told, drawn)
