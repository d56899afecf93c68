from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.problems import ProblemError
from gnv.settings import Settings
from gnv.strategy import Direction, Level, State, Strategy
from gnv.strategy_file import load_strategy, read_strategy, strategy_path
from tests.conftest import ROOT
from tests.examples import examples

SHIPPED = (ROOT / "data" / "strategi.toml").read_text("utf-8")

# goal, id, level (K, L, A), direction, state
APPENDIX = """
1 U23521 K högt i bruk
1 U71456 L högt utgånget
1 individuell-plan L högt under utveckling
1 U71453 L högt utgånget
2 N79173 L högt i bruk
2 fast-vardkontakt L högt under utveckling
2 N72802 L ingen i bruk
2 N71019 L ingen i bruk
3 U71455 L högt utgånget
3 U23482 K högt i bruk
3 U79133 L lågt i bruk
3 N21701 K ingen i bruk
4 U70447 L högt i bruk
4 U79092 L lågt i bruk
4 U21426 K lågt i bruk
4 U79029 L lågt i bruk
5 U01405 A högt i bruk
5 U20462 A lågt i bruk
5 U01411 A lågt i bruk
5 samtalsbehandling-barn L högt under utveckling
"""
LEVELS = {"K": Level.MUNICIPALITY, "L": Level.REGION, "A": Level.BOTH}


def test_the_shipped_strategy_has_the_five_goals_in_order(strategy):
    assert [(goal.number, goal.name) for goal in strategy.goals] == [
        (1, "Nära för mig"),
        (2, "Nära för alla"),
        (3, "Nära i hela Dalarna"),
        (4, "Nära mellan oss"),
        (5, "Nära till hälsa"),
    ]
    assert all(goal.aim and len(goal.statements) == 1 for goal in strategy.goals)


def test_the_shipped_key_figures_are_those_of_the_appendix(strategy):
    expected = []
    for line in APPENDIX.strip().splitlines():
        goal, kpi, level, direction, state = line.split(" ", 4)
        expected.append((int(goal), kpi, LEVELS[level], Direction(direction), State(state)))
    found = [(i.goal, i.id, i.level, i.direction, i.state) for i in strategy.indicators]
    assert found == expected
    assert len(found) == 20


def test_the_strategys_dates_and_scale(strategy):
    assert (strategy.starts, strategy.ends) == (dt.date(2022, 7, 1), dt.date(2030, 1, 1))
    assert strategy.valid_from == dt.date(2022, 7, 1)
    assert strategy.scale == (1, 5)


def test_breaks_and_rolling_means_are_those_of_the_methods(strategy):
    assert {i.id: i.breaks for i in strategy.indicators if i.breaks} == {"N21701": (2021,)}
    rolling = {i.id: i.rolling_years for i in strategy.indicators if i.rolling_years != 1}
    assert rolling == {"U20462": 3, "U01405": 4, "U01411": 4}


def test_ended_key_figures_name_last_year_and_successor(strategy):
    ended = {i.id: (i.last_year, i.successor) for i in strategy.indicators if i.state is State.ENDED}
    assert ended == {"U71456": (2024, "N78114"), "U71453": (2024, "N78111"), "U71455": (2024, "N78113")}


def test_each_goal_opens_with_the_measure_that_was_agreed(strategy):
    assert [goal.first for goal in strategy.goals] == [
        ("U23521",),
        ("sjalvskattning-2", "N79173"),
        ("U23482",),
        ("U21426",),
        ("U20462",),
    ]


def test_only_costs_and_inpatient_episodes_are_not_divided_by_gender(strategy):
    assert {i.id for i in strategy.indicators if not i.by_gender} == {"N72802", "N71019"}


def test_municipal_key_figures_are_those_with_values_per_municipality(strategy):
    assert {i.id for i in strategy.indicators if i.municipal} == {
        "U23521", "U23482", "N21701", "U21426", "U01405", "U20462", "U01411",
    }  # fmt: skip


def test_every_key_figure_knows_the_line_of_its_id(strategy):
    lines = SHIPPED.splitlines()
    assert all(lines[i.line - 1] == f'id = "{i.id}"' for i in strategy.indicators)


def test_goals_and_key_figures_are_found_by_number_and_id(strategy):
    assert strategy.goal(4).name == "Nära mellan oss"
    assert strategy.measure("N21701").name == "Har hemtjänst, 65+"
    with pytest.raises(KeyError):
        strategy.goal(6)
    with pytest.raises(KeyError):
        strategy.measure("N00000")


def problem_of(tmp_path, content):
    path = tmp_path / "strategi.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ProblemError) as caught:
        read_strategy(path)
    assert "strategi.toml" in caught.value.problem.what
    assert len(caught.value.problem.remedy) > 10
    return caught.value.problem


def row(text: str, line: str) -> int:
    return text.splitlines().index(line) + 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('niva = "kommun"', 'niva = "kommuner"'),
        ('enhet = "procent"', 'enhet = "%"'),
        ('riktning = "lågt"', 'riktning = "låg"'),
        ('tillstand = "utgånget"', 'tillstand = "slut"'),
        ('riktning = "ingen"', "riktning = false"),
        ("kon = true", 'kon = "ja"'),
        ("kon = false", "kon = 0"),
        ("nummer = 1", 'nummer = "1"'),
        ("nummer = 1", "nummer = true"),
        ("nummer = 3", "nummer = 7"),
        ('namn = "Nära för mig"', "namn = 1"),
        ("decimaler = 1", "decimaler = 1.5"),
        ("decimaler = 1", "decimaler = 4"),
        ("decimaler = 1", "decimaler = -1"),
        ("rullande_ar = 4", "rullande_ar = 0"),
        ("rullande_ar = 4", "rullande_ar = -3"),
        ("rullande_ar = 4", "rullande_ar = 11"),
        ("sista_ar = 2024", 'sista_ar = "2024"'),
        ("rullande_ar = 4", "rullande_ar = [4]"),
        ("avbrott = [2021]", "avbrott = 2021"),
        ("avbrott = [2021]", 'avbrott = ["2021"]'),
        ('varningar = ["Ingen undersökning gjordes 2021."]', 'varningar = "Ingen 2021."'),
        ('version = "2022"', "version = 2022"),
        ("galler_fran = 2022-07-01", 'galler_fran = "2022-07-01"'),
        ("strategin_slutar = 2030-01-01", "strategin_slutar = 2030"),
        ("strategin_borjar = 2022-07-01", "strategin_borjar = 2022-07-01T00:00:00"),
        ("skala = [1, 5]", "skala = [5, 1]"),
        ("skala = [1, 5]", "skala = [3]"),
        ("skala = [1, 5]", 'skala = ["1", "5"]'),
        ('id = "U23521"', 'id = "u23521"'),
        ('id = "U23521"', 'id = "U2352"'),
        ('id = "individuell-plan"', 'id = "Individuell plan"'),
        ('eftertradare = "N78114"', 'eftertradare = "N7811"'),
        ('visas_forst = ["U23482"]', 'visas_forst = ["U23483"]'),
        ('visas_forst = ["U21426"]', 'visas_forst = ["U20462", "U21426"]'),
        ('id = "U79133"', 'id = "U79133'),
        ('namn = "Fetma"', "namn = Fetma"),
        ('niva = "region"', 'niva = "region"\nfarg = "blå"'),
        ('version = "2022"', 'version = "2022"\nversoin = "2023"'),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, old, new):
    assert old in SHIPPED.splitlines()
    text = SHIPPED.replace(f"\n{old}\n", f"\n{new}\n", 1)
    problem = problem_of(tmp_path, text)
    assert f"rad {row(text, new.splitlines()[-1])}:" in problem.what


@pytest.mark.parametrize(
    "field", ["kortnamn", "strategins_namn", "mater", "niva", "enhet", "riktning", "kon"]
)
def test_a_missing_field_is_told_with_the_header_it_should_stand_under(tmp_path, field):
    lines = SHIPPED.splitlines()
    absent = next(n for n, line in enumerate(lines) if line.startswith(f"{field} ="))
    header = row(SHIPPED, "[[delmal.nyckeltal]]")
    problem = problem_of(tmp_path, "\n".join(lines[:absent] + lines[absent + 1 :]))
    assert f"rad {header}:" in problem.what
    assert field in problem.what
    assert field in problem.remedy


@pytest.mark.parametrize("field", ["version", "galler_fran", "namn", "vision", "strategin_slutar", "skala"])
def test_a_missing_field_of_the_whole_strategy_is_told_by_name(tmp_path, field):
    lines = SHIPPED.splitlines()
    absent = next(n for n, line in enumerate(lines) if line.startswith(f"{field} ="))
    problem = problem_of(tmp_path, "\n".join(lines[:absent] + lines[absent + 1 :]))
    assert "rad 1:" in problem.what
    assert field in problem.what


def test_an_ended_key_figure_without_last_year_is_told(tmp_path):
    text = SHIPPED.replace("sista_ar = 2024\n", "", 1)
    headers = [n for n, line in enumerate(text.splitlines(), 1) if line == "[[delmal.nyckeltal]]"]
    problem = problem_of(tmp_path, text)
    assert f"rad {headers[1]}:" in problem.what
    assert "sista_ar" in problem.what


@pytest.mark.parametrize("second", ['id = "U23521"', "id = 'U23521'", 'id="U23521"'])
def test_an_id_that_stands_twice_is_told_with_both_lines(tmp_path, second):
    text = SHIPPED.replace('id = "U71456"', second, 1)
    problem = problem_of(tmp_path, text)
    first = row(text, 'id = "U23521"')
    again = next(n for n, line in enumerate(text.splitlines(), 1) if line == second and n != first)
    assert "U23521" in problem.what
    assert str(first) in problem.what
    assert str(again) in problem.what


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("decimaler = 1", "decimaler = 0"),
        ("decimaler = 1", "decimaler = 3"),
        ("rullande_ar = 4", "rullande_ar = 1"),
        ("rullande_ar = 4", "rullande_ar = 10"),
    ],
)
def test_the_ends_of_what_is_allowed_are_read(tmp_path, old, new):
    path = tmp_path / "strategi.toml"
    path.write_text(SHIPPED.replace(f"\n{old}\n", f"\n{new}\n", 1), encoding="utf-8")
    field, wanted = new.split(" = ")
    name = {"decimaler": "decimals", "rullande_ar": "rolling_years"}[field]
    number = row(path.read_text("utf-8"), new)
    above = [i for i in read_strategy(path).indicators if i.line < number]
    assert getattr(above[-1], name) == int(wanted)


def test_a_goal_without_key_figures_is_refused_with_its_line(tmp_path):
    start = SHIPPED.index("[[delmal.nyckeltal]]")
    text = SHIPPED[:start] + SHIPPED[SHIPPED.index("[[delmal]]", start) :]
    problem = problem_of(tmp_path, text)
    assert f"rad {row(text, '[[delmal]]')}:" in problem.what
    assert "nyckeltal" in problem.what
    assert "[[delmal.nyckeltal]]" in problem.remedy


def test_a_strategy_without_goals_is_refused(tmp_path):
    text = SHIPPED[: SHIPPED.index("[[delmal]]")]
    assert "delmål" in problem_of(tmp_path, text).what.casefold()


@pytest.mark.parametrize(
    "content",
    [SHIPPED.encode("latin-1", "replace"), SHIPPED.encode("utf-16"), b"\xff\xfe\x00", b""],
    ids=["latin-1", "utf-16", "bytes", "empty"],
)
def test_what_is_no_strategy_at_all_is_a_problem(tmp_path, content):
    problem_of(tmp_path, content)


def test_a_missing_file_is_a_problem(tmp_path):
    with pytest.raises(ProblemError, match=r"strategi\.toml"):
        read_strategy(tmp_path / "strategi.toml")


@pytest.fixture
def where(tmp_path):
    local = tmp_path / "lokalt"
    local.mkdir(exist_ok=True)
    return Settings(shipped=ROOT / "data", local=local, geo=ROOT / "geo")


def test_without_an_own_copy_the_shipped_one_holds(where, strategy):
    assert strategy_path(where) == ROOT / "data" / "strategi.toml"
    assert load_strategy(where) == (strategy, None)


def test_an_own_copy_wins_over_the_shipped(where):
    own = where.local / "strategi.toml"
    own.write_text(SHIPPED.replace('version = "2022"', 'version = "2026"'), encoding="utf-8")
    strategy, problem = load_strategy(where)
    assert strategy_path(where) == own
    assert strategy.version == "2026"
    assert problem is None


@pytest.mark.parametrize("content", [b"", b"\xff", SHIPPED.replace("kon = true", "kon = 1", 1).encode()])
def test_a_broken_own_copy_falls_back_to_the_shipped_and_says_why(where, strategy, content):
    (where.local / "strategi.toml").write_bytes(content)
    found, problem = load_strategy(where)
    assert found == strategy
    assert "strategi.toml" in problem.what
    assert problem.remedy


def test_a_folder_in_place_of_an_own_copy_is_told(where, strategy):
    (where.local / "strategi.toml").mkdir()
    found, problem = load_strategy(where)
    assert found == strategy
    assert "strategi.toml" in problem.what


def test_a_broken_shipped_file_is_raised(tmp_path):
    (tmp_path / "strategi.toml").write_text("version = ", encoding="utf-8")
    with pytest.raises(ProblemError):
        load_strategy(Settings(shipped=tmp_path, local=tmp_path / "nej", geo=tmp_path))


FRAGMENTS = """
[[delmal]]|[delmal]|[[delmal.nyckeltal]]|id = "U23521"|=|"|'''|[|]|#|{a = 1}|true|-1|1e400|0x|nan
1979-05-27T07:32:00Z|a.b = 1|x = [1,|x = {|skala = [1, 5]|nummer = 1
"""
PIECES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(FRAGMENTS.replace("\n", "|").split("|")).map(lambda piece: f"\n{piece}\n"),
    st.sampled_from([*FRAGMENTS.split("|"), "\u2028", "\r", "\x00", "\ufeff"]),
)


def reads_or_refuses(path, content: bytes) -> None:
    path.write_bytes(content)
    try:
        found = read_strategy(path)
    except ProblemError as error:
        found = error.problem
    assert isinstance(found, Strategy) or (found.what and found.remedy)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("strategi") / "strategi.toml"


@examples(40)
@given(start=st.integers(0, len(SHIPPED)), length=st.integers(0, 400), pieces=st.lists(PIECES, max_size=4))
def test_a_strategy_edited_anyhow_is_read_or_refused_with_a_problem(scratch, start, length, pieces):
    text = SHIPPED[:start] + "".join(pieces) + SHIPPED[start + length :]
    reads_or_refuses(scratch, text.encode("utf-8", "surrogatepass"))


@examples(60)
@given(text=st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text()))
def test_any_text_is_read_or_refused_with_a_problem(scratch, text):
    reads_or_refuses(scratch, text.encode("utf-8", "surrogatepass"))


@examples(50)
@given(content=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_problem(scratch, content):
    reads_or_refuses(scratch, content)


def test_each_goals_self_assessment_is_its_last_measure_and_no_key_figure(strategy):
    for goal in strategy.goals:
        assert goal.measures[-1] == strategy.measure(f"sjalvskattning-{goal.number}")
        assert goal.measures[-1].self_assessed
    assert not any(indicator.self_assessed for indicator in strategy.indicators)
    assert (len(strategy.measures), len(strategy.indicators)) == (25, 20)
