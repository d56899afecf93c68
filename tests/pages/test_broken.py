"""The app with broken files: it stays up, says in Swedish what is wrong, and shows the rest."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from gnv.access.local import operator
from gnv.areas import Areas
from gnv.store.place import FILE
from gnv.ui import cache, person
from tests.conftest import ROOT, Row
from tests.pages.page import markup, open_page, texts

Write = Callable[[Iterable[Row]], str]


def warnings_of(test: object) -> str:
    return " ".join(element.value for element in test.warning)


def break_pointer(product: Path) -> None:
    (product / "data/kolada/utgava.json").write_text("{", encoding="utf-8")


def lose_pointer(product: Path) -> None:
    (product / "data/kolada/utgava.json").unlink()


def truncate(product: Path) -> None:
    path = next((product / "data/kolada").glob("*.parquet"))
    path.write_bytes(path.read_bytes()[:5000])


def make_foreign(product: Path) -> None:
    path = next((product / "data/kolada").glob("*.parquet"))
    path.write_text("inte parquet", encoding="utf-8")


@pytest.mark.parametrize("damage", [break_pointer, lose_pointer, truncate, make_foreign])
def test_a_broken_shipped_edition_leaves_the_page_up_without_values(
    damage: Callable[[Path], None], own_product: Path
) -> None:
    damage(own_product)
    test = open_page()
    assert "Kolada" in warnings_of(test)
    assert "Trygghet på äldreboende" in texts(test)
    assert "inte hämtat" in texts(test).lower()
    assert "Inga värden" in " ".join(element.value for element in open_page("om").markdown)


def test_a_broken_refreshed_edition_gives_way_to_the_shipped(local: Path, own_edition: Write) -> None:
    own_edition([("U23521", "2080", 2022, "T", 50.0)])
    path = next((local / "kolada").glob("*.parquet"))
    path.write_bytes(path.read_bytes()[:-1])
    test = open_page()
    assert path.name in warnings_of(test)
    assert "97\u00a0%" in markup(test, "karta-val")


def test_an_edition_lacking_a_municipality_says_so_and_shows_the_others(
    local: Path, own_edition: Write, areas: Areas
) -> None:
    rows = [("U23521", code, 2022, "T", 80.0 + n) for n, code in enumerate(areas.dalarna)]
    own_edition([*rows[:-1], ("U23521", "0000", 2022, "T", 86.0)])
    test = open_page()
    assert areas.name(areas.dalarna[-1]) in warnings_of(test)
    assert "saknas i Kolada" in markup(test, "tabell-val")
    assert "Falun" in markup(test, "karta-val")


def test_a_strategy_naming_an_unknown_id_says_which_and_shows_the_rest(local: Path) -> None:
    text = (ROOT / "data/strategi.toml").read_text("utf-8").replace("U79133", "U99999")
    (local / "strategi.toml").write_text(text, encoding="utf-8")
    test = open_page(matt="U99999")
    assert "U99999" in warnings_of(test)
    assert "inte hämtat" in texts(test).lower()
    assert "97\u00a0%" in markup(open_page(), "karta-val")


def test_a_wrong_own_strategy_gives_way_to_the_shipped_and_names_the_row(local: Path) -> None:
    text = (ROOT / "data/strategi.toml").read_text("utf-8").replace('"lågt"', '"nere"', 1)
    (local / "strategi.toml").write_text(text, encoding="utf-8")
    row = next(n for n, line in enumerate(text.splitlines(), 1) if "nere" in line)
    test = open_page()
    assert f"rad {row}" in warnings_of(test)
    assert "97\u00a0%" in markup(test, "karta-val")


def test_a_wrong_shipped_strategy_is_told_in_place_of_the_page(own_product: Path) -> None:
    (own_product / "data/strategi.toml").write_text("delmal = 3", encoding="utf-8")
    test = open_page()
    assert "strategi.toml" in test.error[0].value


def test_where_the_database_lies_is_told_to_contributors_and_the_log_but_not_to_readers(
    local: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (local / FILE).write_text("inte en databas " * 100, "utf-8")

    def told() -> str:
        test = open_page()
        return " ".join(element.value for kind in (test.warning, test.error) for element in kind)

    assert "kan inte läsas just nu" in told()
    assert str(local) not in told().replace("\\", "")
    assert str(local) in caplog.text
    monkeypatch.setattr(person, "current", operator)
    assert str(local) in told().replace("\\", "")
    assert "säkerhetskopia" in told()


def test_a_new_edition_is_taken_up_without_a_restart(local: Path, own_edition: Write, areas: Areas) -> None:
    test = open_page()
    assert "97\u00a0%" in markup(test, "karta-val")
    own_edition([("U23521", code, 2023, "T", 33.0) for code in (*areas.dalarna, "0000")])
    test.run()
    assert "33\u00a0%" in markup(test, "karta-val")


def test_values_of_any_size_are_shown(local: Path, own_edition: Write, areas: Areas) -> None:
    own_edition([("U20462", code, 2022, "T", 10.0**n) for n, code in enumerate((*areas.dalarna, "0000"), 15)])
    assert "e+" in markup(open_page(delmal="5"), "karta-val")


def test_a_world_that_is_no_more_is_forgotten(local: Path, own_edition: Write, areas: Areas) -> None:
    gone = []
    for value in (33.0, 34.0, 35.0):
        own_edition([("U23521", code, 2023, "T", value) for code in (*areas.dalarna, "0000")])
        cache.story(cache.world(), "U23521")
        gone.append(weakref.ref(cache.world()))
    gc.collect()
    assert gone[0]() is None
    assert gone[-1]() is not None
