"""Every view of the shipped figures can be drawn, and what is drawn is well-formed."""

import functools
import re
from xml.etree.ElementTree import fromstring

import pytest

from gnv.charts.projection import shapes
from gnv.charts.scene import MAP_HEIGHT, REGION_MAP_HEIGHT, Scene
from gnv.charts.theme import COMPARED, INK
from gnv.measured import tell
from gnv.view import GENDERS, LEVEL, POSITION, View
from tests.conftest import ROOT
from tests.gnv.charts.test_markup import elements, read, said
from tests.gnv.test_sentences import told

PARTS = ("map", "summary", "table", "trend", "trend_table")
FALUN, REGION = "2080", "0020"
MEASURES = re.findall(r'^id = "([^"]+)"', (ROOT / "data" / "strategi.toml").read_text("utf-8"), re.MULTILINE)


@pytest.fixture(scope="module")
def scene_of(strategy, areas, shipped_observations):
    """Return a function that gives the scene of a view of the shipped figures."""
    drawings = {
        True: shapes(areas.region_outlines, areas.by_code, REGION_MAP_HEIGHT),
        False: shapes(areas.dalarna_outlines, areas.by_code, MAP_HEIGHT),
    }

    @functools.cache
    def story(measure: str, gender: str, period: str):
        indicator = strategy.measure(measure)
        return tell(indicator, shipped_observations, areas, gender=gender, period=period)

    def make(view: View, own=None) -> Scene:
        shown = own or story(view.matt, view.kon, view.ar)
        return Scene(shown, view, strategy, areas, drawings[shown.regional])

    return make


@functools.cache
def check_well_formed(markup: str) -> None:
    """See that a page reads markup as it was meant, and that its pictures can stand alone."""
    read(markup)
    for svg in re.findall(r"<svg\b.*?</svg>", markup, re.DOTALL):
        fromstring(svg)


def drawn(scene: Scene) -> dict[str, str]:
    """Return the parts of a scene, having seen that each is well-formed."""
    parts = {part: getattr(scene, part) for part in PARTS}
    for markup in parts.values():
        check_well_formed(markup)
    return parts


def rows_of(markup: str) -> list[str]:
    return [row.get("data-area") for row in elements(markup, "tr") if row.get("data-area")]


@pytest.mark.slow
@pytest.mark.parametrize("visning", [POSITION, LEVEL])
@pytest.mark.parametrize(
    "gender", ["T", *(pytest.param(g, marks=pytest.mark.slow) for g in GENDERS if g != "T")]
)
@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_can_be_drawn(scene_of, areas, measure, gender, visning):
    """Also where there are no values, as within a gender that Kolada does not divide by."""
    for chosen in ("", FALUN, REGION) if gender == "T" else (FALUN,):
        scene = scene_of(View(1, measure, kommun=chosen, kon=gender, visning=visning))
        parts = drawn(scene)
        own = areas.regions if scene.story.regional else areas.dalarna
        paths = [path.get("data-area") for path in elements(parts["map"], "path") if path.get("data-area")]
        assert sorted(paths) == sorted(rows_of(parts["table"])) == sorted(own)
        assert len(elements(parts["map"], "svg")) == (2 if scene.story.regional else 1)
        assert scene.story.indicator.name in read(parts["summary"]).text
        drawn_years = {time for line in scene.lines for time, _ in line.series}
        assert len(elements(parts["trend_table"], "tr")) == 1 + len(drawn_years)


@pytest.mark.slow
@pytest.mark.parametrize("measure", MEASURES)
def test_any_year_can_be_drawn(scene_of, measure):
    periods = scene_of(View(1, measure)).story.periods
    for period in {*periods[:1], *periods[len(periods) // 2 :][:1], *periods[-1:]}:
        parts = drawn(scene_of(View(1, measure, ar=period, kommun=FALUN)))
        assert period in said(elements(parts["table"], "caption")[0])
        assert period in read(parts["summary"]).text


@pytest.mark.parametrize("measure", MEASURES)
def test_every_picture_that_leaves_the_page_names_what_it_shows(scene_of, measure):
    scene = scene_of(View(1, measure))
    pictures = [scene.framed_map(), scene.framed_trend()]
    if scene.story.regional:
        pictures.append(scene.framed_strip())
    for svg in pictures:
        root = fromstring(svg)
        assert float(root.get("height")) > 0
        texts = " ".join(said(text) for text in elements(svg, "text"))
        assert scene.story.indicator.name in texts
        assert measure in texts
        assert "Kolada" in texts


def test_the_chosen_municipality_is_chosen_in_every_part(scene_of):
    view = View(1, "U23521", kommun=FALUN)
    parts = drawn(scene_of(view))
    pressed = [p.get("data-area") for p in elements(parts["map"], "path") if p.get("aria-pressed") == "true"]
    marked = [row.get("data-area") for row in elements(parts["table"], "tr") if row.get("aria-current")]
    assert pressed == marked == [FALUN]
    assert "Falun" in [said(cell) for cell in elements(parts["trend_table"], "th")]
    assert "Falun har" in read(parts["summary"]).text


@pytest.mark.parametrize("chosen", ["", FALUN, REGION])
def test_region_dalarna_is_marked_in_region_figures_whatever_is_chosen(scene_of, chosen):
    parts = drawn(scene_of(View(1, "U79133", kommun=chosen)))
    marked = [row.get("data-area") for row in elements(parts["table"], "tr") if row.get("aria-current")]
    pressed = [p.get("data-area") for p in elements(parts["map"], "path") if p.get("aria-pressed") == "true"]
    assert marked == pressed == [REGION]


def test_nothing_is_marked_where_nothing_is_chosen(scene_of):
    parts = drawn(scene_of(View(1, "U23521")))
    assert 'aria-pressed="true"' not in parts["map"]
    assert "aria-current" not in parts["table"]


def test_the_map_is_shown_as_asked_for_and_by_level_without_direction(scene_of):
    symbols = {
        (measure, visning): any(sign in scene_of(View(1, measure, visning=visning)).map for sign in "▲▼●△▽")
        for measure in ("U23521", "N21701")
        for visning in ("", POSITION, LEVEL)
    }
    assert [symbols["U23521", visning] for visning in ("", POSITION, LEVEL)] == [True, True, False]
    assert [symbols["N21701", visning] for visning in ("", POSITION, LEVEL)] == [False, False, False]


def test_a_compared_area_has_a_line(scene_of):
    names = [line.name for line in scene_of(View(1, "U23521", kommun=FALUN, jfr="2062")).lines]
    assert names[:2] == ["Falun", "Mora"]
    names = [line.name for line in scene_of(View(1, "U79133", jfr="0010")).lines]
    assert names[:2] == ["Region Dalarna", "Region Blekinge"]


@pytest.mark.parametrize(("measure", "own", "other"), [("U23521", FALUN, "2062"), ("U79133", REGION, "0010")])
def test_a_compared_area_is_marked_in_map_and_table(scene_of, measure, own, other):
    parts = drawn(scene_of(View(1, measure, kommun=own, jfr=other)))
    rows = {row.get("data-area"): row.get("class") for row in elements(parts["table"], "tr")}
    assert (rows[own], rows[other]) == ("vald", "jamford")
    outlines = [group for group in elements(parts["map"], "g") if group.get("class") == "vald"]
    assert [group[-1].get("stroke") for group in outlines] == [COMPARED, INK]


def test_the_trend_is_headed_without_a_year(scene_of):
    scene = scene_of(View(1, "U23521", ar="2022"))
    assert said(elements(scene.trend_table, "caption")[0]) == scene.story.indicator.name
    headings = " ".join(said(text) for text in elements(scene.framed_map(), "text"))
    assert f"{scene.story.indicator.name} 2022" in headings
    assert f"{scene.story.indicator.name} 2022" not in " ".join(
        said(text) for text in elements(scene.framed_trend(), "text")
    )


def test_a_meeting_shows_the_same_but_leads_nowhere_else(scene_of):
    view = View(1, "U23521", kommun=FALUN)
    at_the_desk, in_the_meeting = drawn(scene_of(view)), drawn(scene_of(view.change(mote=True)))
    onward = [place.get("href") for part in at_the_desk.values() for place in elements(part, "a")]
    assert onward == ["nyckeltal?matt=U23521&kon=T&kommun=2080", "kommun?kommun=2080"]
    assert {name: re.sub("<nav.*</nav>", "", part) for name, part in at_the_desk.items()} == in_the_meeting


def test_a_part_is_drawn_once(scene_of):
    scene = scene_of(View(1, "U23521"))
    assert scene.map is scene.map
    assert scene.table is scene.table


@pytest.mark.parametrize("value", [0, 50, 100])
def test_one_round_value_alone_can_be_drawn(scene_of, areas, value):
    """As where a new figure's first year has one municipality with 0 or 100 per cent."""
    story = told(areas, {FALUN: {2025: value}})
    parts = drawn(scene_of(View(1, story.indicator.id, kommun=FALUN), own=story))
    assert f"{value}\u00a0%" in read(parts["summary"]).text


def test_a_hostile_name_stays_text_in_every_part(scene_of, areas):
    name = '<script>alert(1)</script> & "x"'
    values = {code: {2023: 60 + i, 2024: 61 + i} for i, code in enumerate(areas.dalarna)}
    story = told(areas, values, name=name)
    scene = scene_of(View(1, story.indicator.id, kommun=FALUN), own=story)
    for markup in (*drawn(scene).values(), scene.framed_map(), scene.framed_trend()):
        assert "script" not in [tag for tag, _ in read(markup).tags]
