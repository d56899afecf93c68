"""What is kept between runs: the one room that caches.

Files are told apart by their path, time and size, so a new edition or a changed strategy is taken up
at the next run, in every session, without a restart. What is cached is shared by all sessions and never
changed by a reader. (Streamlit's own cache hashes every argument at every call, which costs more than
the drawing it saves here; a `World` is told apart by its identity.)
"""

from gnv.ui.cache.depths import changes, depth, moves_of, national, national_deck, refreshed
from gnv.ui.cache.files import annual, annual_one_pager_file, one_pager_file, report_file
from gnv.ui.cache.published import (
    Planned,
    action_plan_table,
    activities,
    activity_scene,
    analyses,
    area_analyses,
    figure_analyses,
    meanwhile,
    plan_file_problem,
    plan_scene,
    planned,
    priorities,
    registered,
    uploads,
)
from gnv.ui.cache.ratings import outcome_of, rating_scene
from gnv.ui.cache.views import (
    comparable,
    comparators,
    draw_first_page,
    known_areas,
    load_trends,
    profile_of,
    profile_scene,
    scene,
    sheet_scene,
    side_scene,
    start_map,
    story,
    trends_at_hand,
    trends_of,
)
from gnv.ui.cache.worlds import World, world

__all__ = [
    "Planned",
    "World",
    "action_plan_table",
    "activities",
    "activity_scene",
    "analyses",
    "annual",
    "annual_one_pager_file",
    "area_analyses",
    "changes",
    "comparable",
    "comparators",
    "depth",
    "draw_first_page",
    "figure_analyses",
    "known_areas",
    "load_trends",
    "meanwhile",
    "moves_of",
    "national",
    "national_deck",
    "one_pager_file",
    "outcome_of",
    "plan_file_problem",
    "plan_scene",
    "planned",
    "priorities",
    "profile_of",
    "profile_scene",
    "rating_scene",
    "refreshed",
    "registered",
    "report_file",
    "scene",
    "sheet_scene",
    "side_scene",
    "start_map",
    "story",
    "trends_at_hand",
    "trends_of",
    "uploads",
    "world",
]
