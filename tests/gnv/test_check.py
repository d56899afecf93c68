from __future__ import annotations

import contextlib
import json

import pytest

from gnv.areas import load_areas
from gnv.assessment.form import Answer, Form
from gnv.check import awaits_upgrade, check, find_problems
from gnv.kolada.editions import empty_edition, write_edition
from gnv.kolada.provenance import Described, Provenance
from gnv.settings import settings
from gnv.store import migrate
from gnv.store.copies import copies
from gnv.store.engine import connect, open_store
from gnv.strategy import State
from tests.conftest import ROOT, edition_of
from tests.gnv.assessment.forms import CONTRIBUTOR, FILE, form
from tests.gnv.assessment.kept import publish


def texts(problems):
    assert all(problem.remedy for problem in problems)
    return [problem.what for problem in problems]


def test_what_is_shipped_is_sound(strategy, shipped, areas):
    assert find_problems(strategy, shipped, areas) == []
    assert check(settings()) == []


@pytest.fixture
def with_rows(strategy, shipped, areas):
    """Return what is wrong when some rows are added to the shipped figures since 2021 and some left out."""

    def find(rows=(), without=None):
        recent = shipped.values.loc[shipped.values["year"].ge(2021)]
        values = recent.astype(dict.fromkeys(("kpi", "municipality", "gender"), str))
        kept = values if without is None else values.loc[~without(values)]
        together = [
            tuple(row) for row in kept.drop(columns=["retrieved", "source"]).itertuples(index=False)
        ] + list(rows)
        edition = edition_of(together, shipped.provenance)
        return texts(find_problems(strategy, edition, areas))

    return find


def test_single_absent_values_are_sound(with_rows):
    assert with_rows(without=lambda v: v["year"].eq(2022) & v["municipality"].isin(["2080", "0000"])) == []
    assert with_rows(without=lambda v: v["kpi"].eq("U23521") & v["municipality"].eq("2084")) == []


def test_a_key_figure_without_any_value_is_sound(with_rows):
    assert with_rows(without=lambda v: v["kpi"].isin(["U23521", "U79133"])) == []


def test_a_whole_gender_may_be_absent(with_rows):
    assert with_rows(without=lambda v: v["gender"].ne("T")) == []


def test_an_empty_edition_is_sound(strategy, areas):
    assert find_problems(strategy, empty_edition(), areas) == []


@pytest.mark.parametrize(("code", "name"), [("2080", "Falun"), ("0020", "Region Dalarna"), ("0000", "Riket")])
def test_an_area_without_a_single_value_is_named(with_rows, code, name):
    problems = with_rows(without=lambda v: v["municipality"].eq(code))
    assert len(problems) == 1
    assert name in problems[0]


def test_municipalities_are_not_missed_where_all_figures_are_regional(strategy, areas):
    rows = [("N79173", code, 2022, "T", 80.0) for code in ("0000", "0020")]
    edition = edition_of(rows, catalogue(strategy))
    assert find_problems(strategy, edition, areas) == []


def test_region_dalarna_is_not_missed_where_all_figures_are_municipal(strategy, areas):
    rows = [("U23521", code, 2022, "T", 80.0) for code in ("0000", *areas.dalarna)]
    edition = edition_of(rows, catalogue(strategy))
    assert find_problems(strategy, edition, areas) == []


def catalogue(strategy):
    known = [i.id for i in strategy.indicators if i.state is not State.IN_DEVELOPMENT]
    return Provenance(catalogue=dict.fromkeys(known, Described()))


def test_an_id_that_kolada_does_not_have_is_told_with_its_line(strategy, shipped, areas):
    known = [kpi for kpi in shipped.provenance.catalogue if kpi != "U21426"]
    edition = edition_of(shipped.values, Provenance(catalogue=dict.fromkeys(known, Described())))
    problems = texts(find_problems(strategy, edition, areas))
    assert len(problems) == 1
    assert f"rad {strategy.measure('U21426').line}:" in problems[0]
    assert "U21426" in problems[0]


def test_ids_in_development_need_not_be_koladas(strategy, shipped, areas):
    edition = edition_of(shipped.values, catalogue(strategy))
    assert find_problems(strategy, edition, areas) == []


@pytest.mark.parametrize("code", ["9999", "", "20", "2080 ", "0002"])
def test_a_value_for_an_unknown_area_is_told(with_rows, code):
    problems = with_rows([("U23521", code, 2022, "T", 80.0)])
    assert len(problems) == 1
    assert code in problems[0]
    assert "prov" in problems[0]


def test_a_municipality_outside_dalarna_and_gotland_are_known_areas(with_rows):
    rows = [("U23521", "0180", 2022, "T", 80.0), ("U23521", "0980", 2022, "T", 80.0)]
    assert with_rows([*rows, ("U70447", "0009", 2030, "T", 60.0)]) == []


@pytest.mark.parametrize(
    ("kpi", "area", "value", "sound"),
    [
        ("U23521", "2080", 0.0, True),
        ("U23521", "2080", 100.0, True),
        ("U23521", "2080", 100.1, False),
        ("U23521", "2080", -0.1, False),
        ("U71453", "0020", 100.5, False),
        ("U71453", "0020", -1.0, False),
        ("N71019", "0020", 2310.0, True),
        ("N71019", "0020", -1.0, False),
        ("U20462", "2080", 9000.0, True),
        ("U20462", "2080", -1.0, False),
        ("U79029", "0020", 1200.0, True),
    ],
)
def test_a_value_outside_what_its_unit_allows_is_told(with_rows, kpi, area, value, sound):
    problems = with_rows([(kpi, area, 2031, "T", value)])
    if sound:
        assert problems == []
    else:
        assert len(problems) == 1
        assert all(part in problems[0] for part in (kpi, area, "2031"))


def test_municipal_values_of_a_region_figure_are_told(with_rows):
    problems = with_rows([("N79173", "2080", 2022, "T", 80.0)])
    assert len(problems) == 1
    assert "N79173" in problems[0]
    assert "per kommun" in problems[0]


def test_a_region_figure_with_values_per_municipality_is_told_with_its_line(strategy, shipped, areas):
    rows = [("N79173", "2080", 2022, "T", 80.0), ("N79173", "0020", 2022, "T", 80.0)]
    edition = edition_of(rows, catalogue(strategy))
    (problem,) = [p for p in find_problems(strategy, edition, areas) if "nivån" in p.what]
    assert f"rad {strategy.measure('N79173').line}:" in problem.what
    assert "prov" in problem.what
    assert 'niva = "kommun"' in problem.remedy


@pytest.mark.parametrize("kpi", ["U23521", "U01405"])
def test_a_municipal_figure_with_values_per_region_alone_is_told(strategy, areas, kpi):
    def wrong(codes):
        rows = [(kpi, code, 2022, "T", 80.0) for code in codes]
        edition = edition_of(rows, catalogue(strategy))
        return [p for p in find_problems(strategy, edition, areas) if "nivån" in p.what]

    (problem,) = wrong(["0000", "0020"])
    assert f"rad {strategy.measure(kpi).line}:" in problem.what
    assert kpi in problem.what
    assert "prov" in problem.what
    assert 'niva = "region"' in problem.remedy
    assert wrong(["0000"]) == wrong(["2080"]) == wrong(["0020", "2080"]) == []


def test_regional_values_of_a_figure_that_is_both_are_sound(with_rows):
    assert with_rows([("U20462", "0020", 2031, "T", 3000.0)]) == []


def test_several_contradictions_are_all_told(with_rows):
    rows = [("N79173", "2080", 2022, "T", 180.0), ("U23521", "9999", 2022, "T", 80.0)]
    problems = with_rows(rows, without=lambda v: v["municipality"].eq("2084"))
    assert len(problems) == 4


def test_a_broken_own_strategy_is_told():
    own = settings().local
    own.mkdir()
    (own / "strategi.toml").write_text("version = x\n", encoding="utf-8")
    problems = texts(check(settings()))
    assert len(problems) == 1
    assert "strategi.toml rad 1" in problems[0]


def test_an_own_strategy_with_an_unknown_id_is_told():
    own = settings().local
    own.mkdir()
    text = (ROOT / "data" / "strategi.toml").read_text("utf-8").replace("U79092", "U99999")
    (own / "strategi.toml").write_text(text, encoding="utf-8")
    problems = texts(check(settings()))
    assert len(problems) == 1
    assert "U99999" in problems[0]


def test_an_own_edition_of_little_is_told(own_edition):
    digest = own_edition([("U23521", "2080", 2022, "T", 87.0)])
    problems = texts(check(settings()))
    assert len(problems) == 1
    assert all(part in problems[0] for part in (digest, "Avesta", "Riket"))
    assert "Falun" not in problems[0]


def test_ids_cannot_be_unknown_where_koladas_catalogue_is(strategy, shipped, areas):
    edition = edition_of(shipped.values)
    assert find_problems(strategy, edition, areas) == []


def test_a_broken_own_edition_is_told(own_edition):
    digest = own_edition([("U23521", "2080", 2022, "T", 87.0)])
    (settings().local / "kolada" / f"{digest}.parquet").write_bytes(b"x")
    problems = texts(check(settings()))
    assert len(problems) == 1
    assert digest in problems[0]


def test_a_broken_shipped_strategy_is_told(own_product):
    (own_product / "data" / "strategi.toml").write_text("", encoding="utf-8")
    assert len(texts(check(settings()))) == 1


def test_a_missing_map_file_is_told(own_product):
    (own_product / "geo" / "grannar.json").unlink()
    problems = texts(check(settings()))
    assert len(problems) == 1
    assert "grannar.json" in problems[0]


def test_a_map_file_that_lacks_a_municipality_is_told(own_product):
    path = own_product / "geo" / "kommuner.json"
    topology = json.loads(path.read_text("utf-8"))
    geometries = topology["objects"]["kommuner"]["geometries"]
    geometries[:] = [geometry for geometry in geometries if geometry["id"] != "2080"]
    path.write_text(json.dumps(topology), encoding="utf-8")
    assert len(load_areas(own_product / "geo").dalarna) == 14
    problems = texts(check(settings()))
    assert any("14" in problem and "290" in problem for problem in problems)


def test_outlines_that_cannot_be_drawn_are_told(own_product):
    path = own_product / "geo" / "kommuner.json"
    topology = json.loads(path.read_text("utf-8"))
    topology["arcs"] = topology["arcs"][:1]
    path.write_text(json.dumps(topology), encoding="utf-8")
    assert len(texts(check(settings()))) == 1


def test_missing_shipped_figures_are_told(own_product):
    (own_product / "data" / "kolada" / "utgava.json").unlink()
    assert len(texts(check(settings()))) == 1


def test_an_own_edition_is_sound_where_it_is_whole(shipped):
    write_edition(shipped.values, settings().local / "kolada", shipped.provenance)
    assert check(settings()) == []


@pytest.fixture
def with_forms():
    """Return what is wrong when some forms stand in the database."""

    def find(*forms):
        store = open_store(settings())
        publish(store, CONTRIBUTOR, FILE, forms)
        store.close()
        return texts(check(settings()))

    return find


def test_a_database_is_not_missed_and_not_made():
    assert check(settings()) == []
    assert not settings().local.exists()


def test_answers_on_the_scale_in_known_places_are_sound(with_forms):
    whole_county = form("Länet", 5.0, municipality="0020")
    assert with_forms() == []
    assert with_forms(form("a", 1.0), form("b", None), whole_county) == []


@pytest.mark.parametrize(
    "wrong",
    [
        form("Fel", 5.5),
        form("Fel", 0.0),
        form("Fel", municipality="0180"),
        form("Fel", municipality="9999"),
        Form(form("Fel").unit, (Answer(6, "", 3.0),)),
    ],
)
def test_an_answer_that_contradicts_the_strategy_or_the_map_is_told(with_forms, wrong):
    (problem,) = with_forms(form("Rätt"), wrong)
    assert "Fel" in problem
    assert "Rätt" not in problem
    assert wrong.unit.municipality in problem


def test_many_contradictions_are_told_in_a_few_words(with_forms):
    (problem,) = with_forms(*(form(f"enhet{number:02}", 9.0) for number in range(50)))
    assert problem.count("enhet") == 5


def test_a_database_that_cannot_be_read_is_told():
    settings().local.mkdir()
    (settings().local / "gnv.sqlite").write_text("ingen databas" * 1000)
    (problem,) = texts(check(settings()))
    assert "gnv.sqlite" in problem


@pytest.fixture
def old(database, monkeypatch):
    """The settings of a database of the revision before the latest."""
    with monkeypatch.context() as earlier:
        earlier.setattr(migrate, "REVISIONS", migrate.REVISIONS[:-1])
        open_store(database).close()
    return database


def test_an_older_database_is_sound_and_left_as_it_is(old):
    assert check(old) == []
    assert awaits_upgrade(old)
    with contextlib.closing(connect(old)) as store, store.read() as connection:
        assert migrate.revision(connection) == migrate.REVISIONS[-2]
        assert copies(connection, store.file) == ()
    open_store(old).close()
    assert not awaits_upgrade(old)


@pytest.fixture
def blank(database):
    """The settings of a database without tables."""
    if not database.database_url:
        database.local.mkdir()
        (database.local / "gnv.sqlite").touch()
    return database


def test_an_empty_database_is_sound_and_left_as_it_is(blank):
    assert check(blank) == []
    assert not awaits_upgrade(blank)
    with contextlib.closing(connect(blank)) as store, store.read() as connection:
        assert migrate.revision(connection) is None


def test_no_upgrade_is_awaited_without_a_database():
    assert not awaits_upgrade(settings())
    assert not settings().local.exists()


def test_a_newer_database_is_told():
    store = open_store(settings())
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    (problem,) = texts(check(settings()))
    assert "9999" in problem
    assert not awaits_upgrade(settings())
