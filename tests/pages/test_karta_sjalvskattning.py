"""Karta with self-assessments: what has been published is on the map at the next run."""

from __future__ import annotations

import pytest

from gnv.problems import Problem, ProblemError
from gnv.settings import settings
from gnv.store.engine import open_store
from gnv.ui import cache, database
from tests.gnv.assessment.forms import ADMIN, FILE, form
from tests.gnv.assessment.kept import publish, withdraw
from tests.pages.page import choice, has_component, markup, open_page, texts


@pytest.fixture
def published(folder):
    """Return a function that publishes forms in this test's own database, and the upload."""
    store = open_store(settings())
    yield lambda *forms: publish(store, ADMIN, FILE, forms)
    store.close()


def test_without_answers_the_measure_says_what_to_do():
    page = open_page(delmal="2", matt="sjalvskattning")
    assert choice(page, "matt-utan-varde") == "sjalvskattning-2"
    assert "Ladda upp" in texts(page)
    assert not has_component(page, "karta-val")


def test_what_is_published_opens_the_goal_without_municipal_key_figures(published):
    published(form(period="2025-1"))
    page = open_page(delmal="2")
    assert choice(page, "matt-per-kommun") == "sjalvskattning-2"
    assert 'aria-label="Falun: 2,0"' in markup(page, "karta-val")
    assert choice(page, "omg") == "2025-1"


def test_it_is_the_last_municipal_measure_of_a_goal_that_has_key_figures(published):
    published(form())
    page = open_page(delmal="1")
    assert choice(page, "matt-per-kommun") == "U23521"
    group = next(each for each in page.pills if each.key == "matt-per-kommun")
    assert group.options[-1].startswith("Självskattning")


def test_a_round_can_be_chosen_and_stands_in_the_address(published):
    published(form(score=2.0, period="2024"), form(score=4.0, period="2025"))
    page = open_page(delmal="1", matt="sjalvskattning")
    assert "Falun: 4,0" in markup(page, "karta-val")
    page.selectbox(key="omg").select("2024").run()
    assert "Falun: 2,0" in markup(page, "karta-val")
    assert page.query_params["omg"] == "2024"


def test_a_withdrawal_is_seen_at_the_next_run(published):
    published(form(score=2.0))
    later = published(form(score=5.0))
    page = open_page(delmal="1", matt="sjalvskattning")
    assert "Falun: 5,0" in markup(page, "karta-val")
    store = open_store(settings())
    withdraw(store, ADMIN, [each.id for each in later.submissions], "fel")
    store.close()
    page.run()
    assert "Falun: 2,0" in markup(page, "karta-val")


def test_a_database_that_cannot_be_read_leaves_the_key_figures_standing(local):
    (local / "gnv.sqlite").write_text("detta är ingen databas " * 100)
    page = open_page()
    assert page.warning
    assert "Falun" in markup(page, "karta-val")


def test_answers_that_could_not_be_read_once_are_read_again(published, monkeypatch):
    published(form())
    upset = Problem("Databasen är upptagen.", "Försök igen om en stund.")

    def busy(where):
        raise ProblemError(upset)

    with monkeypatch.context() as patch:
        patch.setattr(database, "scores", busy)
        assert upset in cache.world().problems
    monkeypatch.setattr(database, "_UNREACHABLE_SECONDS", 0.0)
    assert upset not in cache.world().problems
    assert len(cache.world().observations.scores) == 5
