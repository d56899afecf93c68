from __future__ import annotations

import pytest

from gnv.assessment.columns import Shape, columns_of, shape_of
from gnv.intake.columns import missing_place
from gnv.strategy import Strategy
from gnv.tabular.cells import Cell
from gnv.tabular.reading import Row
from tests.gnv.assessment.filled import LONG, WIDE, read_row, read_rows, row


def headings(*cells: Cell) -> Row:
    return Row(1, cells)


@pytest.mark.parametrize(
    ("cells", "shape"),
    [
        (LONG, Shape.LONG),
        (WIDE, Shape.WIDE),
        (("Tidstämpel", "Kommun", "Delmål 1: Nära för mig"), Shape.WIDE),
        (("NARA FOR MIG ",), Shape.WIDE),
        (("Delmål",), Shape.LONG),
        (("Poäng",), Shape.LONG),
        (("något", None, 4.5), Shape.LONG),
    ],
)
def test_the_headings_tell_the_shape(cells: tuple[Cell, ...], shape: Shape, strategy: Strategy) -> None:
    assert shape_of(headings(*cells), strategy) is shape


def test_a_sum_of_points_does_not_make_a_wide_file_long(strategy: Strategy) -> None:
    assert shape_of(headings(*WIDE, "Poäng"), strategy) is Shape.WIDE


def test_a_statement_as_a_form_tool_heads_its_column_is_its_sub_goal(strategy: Strategy) -> None:
    told = [*WIDE[:5], *(goal.statements[0] for goal in strategy.goals), "Tidstämpel"]
    reading = read_rows([*row(WIDE)[:10], "2025-06-01 10:11"], headings=told)
    assert (reading.shape, reading.findings) == (Shape.WIDE, ())
    assert [answer.score for answer in reading.forms[0].answers] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("shape", list(Shape))
def test_both_shapes_have_the_columns_that_the_documentation_promises(
    shape: Shape, strategy: Strategy
) -> None:
    names = [column.name for column in columns_of(shape, strategy)]
    assert names == list(LONG if shape is Shape.LONG else WIDE)


@pytest.mark.parametrize("missing", ["omgång", "huvudman", "verksamhet", "delmål", "poäng"])
def test_a_missing_column_of_the_long_shape_is_told_once(missing: str) -> None:
    kept = [name for name in LONG if name != missing]
    reading = read_rows(row(kept), row(kept), headings=kept)
    assert [(finding.row, finding.column) for finding in reading.errors if finding.row == 1] == [(1, missing)]
    assert "saknas bland rubrikerna" in str(reading.errors[0])


@pytest.mark.parametrize("missing", ["omgång", "huvudman", "verksamhet", "nära för alla", "nära till hälsa"])
def test_a_missing_column_of_the_wide_shape_is_told_once(missing: str) -> None:
    kept = [name for name in WIDE if name != missing]
    reading = read_row(kept)
    assert [(finding.row, finding.column) for finding in reading.errors] == [(1, missing)]


def test_a_misspelt_sub_goal_is_not_taken_for_no_answers() -> None:
    misspelt = ["nära i hela dalarana" if name == "nära i hela dalarna" else name for name in WIDE]
    (error,) = read_rows(row(WIDE), headings=misspelt).errors
    assert error.column == "nära i hela dalarna"


def test_code_or_name_of_the_municipality_is_enough() -> None:
    for missing in ("kommun", "kommun_kod"):
        kept = [name for name in LONG if name != missing]
        reading = read_row(kept)
        assert reading.findings == ()
        assert reading.forms[0].unit.municipality == "2080"


def test_neither_code_nor_name_is_told_once() -> None:
    kept = [name for name in LONG if name not in ("kommun", "kommun_kod")]
    reading = read_rows(row(kept), row(kept, delmål=2), headings=kept)
    (error,) = reading.errors
    assert "kommun_kod" in error.remedy
    assert missing_place(headings(*LONG)) == []


@pytest.mark.parametrize("optional", ["påstående", "antal_svarande", "kommentar"])
def test_the_other_columns_may_be_missing(optional: str) -> None:
    kept = [name for name in LONG if name != optional]
    assert read_row(kept).findings == ()
