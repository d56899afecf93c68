from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path

import pytest

from gnv.problems import Problem, ProblemError
from gnv.tomlfile import Table, parse_toml, read_text


class Colour(StrEnum):
    BLUE = "blå"
    GREEN = "grön"


@pytest.fixture
def read(tmp_path):
    def read(text, reader):
        path = tmp_path / "prov.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return parse_toml(read_text(path), path, reader)

    return read


def refused(read, text, reader) -> Problem:
    with pytest.raises(ProblemError) as caught:
        read(text, reader)
    problem = caught.value.problem
    assert "prov.toml" in problem.what
    assert problem.remedy
    return problem


def test_every_kind_of_value_is_read(read):
    text = 'a = "å ä ö"\nb = ["x", "y"]\nc = [1, 2]\nd = 3\ne = false\nf = 2022-07-01\ng = "grön"\n'
    found = read(
        text,
        lambda table: (
            table.text("a"),
            table.texts("b"),
            table.integers("c"),
            table.integer("d"),
            table.flag("e"),
            table.date("f"),
            table.choice("g", Colour),
        ),
    )
    assert found == ("å ä ö", ("x", "y"), (1, 2), 3, False, dt.date(2022, 7, 1), Colour.GREEN)


def test_absent_values_take_their_defaults(read):
    found = read(
        "",
        lambda table: (
            table.text("a", "utan"),
            table.text("a", ""),
            table.integer("b", 0),
            table.texts("c"),
            table.integers("d"),
        ),
    )
    assert found == ("utan", "", 0, (), ())


@pytest.mark.parametrize(
    ("wrong", "reader"),
    [
        ("1", lambda table: table.text("x")),
        ("true", lambda table: table.text("x")),
        ('"1"', lambda table: table.integer("x")),
        ("1.5", lambda table: table.integer("x")),
        ("true", lambda table: table.integer("x")),
        ('"ja"', lambda table: table.flag("x")),
        ("1", lambda table: table.flag("x")),
        ('"2022-07-01"', lambda table: table.date("x")),
        ("2022-07-01T12:00:00", lambda table: table.date("x")),
        ("12:00:00", lambda table: table.date("x")),
        ('"a"', lambda table: table.texts("x")),
        ('["a", 1]', lambda table: table.texts("x")),
        ("1", lambda table: table.integers("x")),
        ("[1, true]", lambda table: table.integers("x")),
        ("[1, 2.0]", lambda table: table.integers("x")),
        ('"röd"', lambda table: table.choice("x", Colour)),
        ("1", lambda table: table.choice("x", Colour)),
        ('"abc"', lambda table: table.text("x", pattern="[0-9]+")),
    ],
)
def test_a_wrong_value_is_told_with_its_line(read, wrong, reader):
    problem = refused(read, f"# en rad\n\nx = {wrong}\n", reader)
    assert "rad 3:" in problem.what
    assert "x" in problem.what


def test_the_remedy_of_a_wrong_choice_lists_what_can_be_chosen(read):
    problem = refused(read, 'x = "röd"', lambda table: table.choice("x", Colour))
    assert '"blå"' in problem.remedy
    assert '"grön"' in problem.remedy


def test_a_choice_has_no_default(read):
    problem = refused(read, "y = 1\n", lambda table: (table.integer("y"), table.choice("x", Colour)))
    assert "x" in problem.what
    assert '"blå"' in problem.remedy


def test_an_absent_required_value_is_told_with_the_header_of_its_table(read):
    problem = refused(read, "\n\n[[del]]\ny = 1\n", lambda table: table.tables("del", "del", only_x))
    assert "rad 3:" in problem.what
    assert "x" in problem.remedy


def test_an_unknown_field_is_told_with_its_line_and_the_known_ones(read):
    problem = refused(read, "x = 1\nz = 2\n", lambda table: table.integer("x"))
    assert "rad 2:" in problem.what
    assert "z" in problem.what
    assert "x" in problem.remedy


def only_x(table: Table) -> int:
    return table.integer("x")


def pair(table: Table) -> tuple[int, tuple[int, ...]]:
    return table.integer("n"), table.tables("in", "ut.in", only_x)


NESTED = """
[[ut]]
n = 1

[[ut.in]]
x = 11

[[ut.in]]
x = 12

[[ut]]
n = 2

  [[ut.in]]
  x = 21
"""


def test_nested_tables_belong_to_the_one_above_them(read):
    found = read(NESTED, lambda table: table.tables("ut", "ut", pair))
    assert found == ((1, (11, 12)), (2, (21,)))


@pytest.mark.parametrize(("value", "line"), [("11", 6), ("12", 9), ("21", 15)])
def test_a_mistake_in_a_nested_table_is_told_with_its_own_line(read, value, line):
    text = NESTED.replace(f"x = {value}", "x = true")
    problem = refused(read, text, lambda table: table.tables("ut", "ut", pair))
    assert f"rad {line}:" in problem.what


def test_a_field_of_the_next_table_is_not_taken_for_this_ones(read):
    text = NESTED.replace("x = 11", "")
    problem = refused(read, text, lambda table: table.tables("ut", "ut", pair))
    assert "rad 5:" in problem.what


def test_no_tables_at_all_is_an_empty_list(read):
    assert read("", lambda table: table.tables("ut", "ut", pair)) == ()


@pytest.mark.parametrize("text", ["ut = [{n = 1}]", "[ut]\nn = 1", "ut = 5"])
def test_a_list_that_is_not_written_as_tables_is_refused_with_a_line(read, text):
    assert "rad 1:" in refused(read, text, lambda table: table.tables("ut", "ut", pair)).what


@pytest.mark.parametrize(
    ("text", "line"), [("x = 1\ny = Nära\n", 2), ('x = 1\n\ny = "a\n', 3), ("x = 1\nx = 2\n", 2)]
)
def test_a_line_that_is_not_toml_is_told_with_its_number(read, text, line):
    assert f"rad {line}:" in refused(read, text, only_x).what


def test_a_file_that_ends_too_soon_is_told_so(read):
    assert "slut" in refused(read, "x = [1,", only_x).what


@pytest.mark.parametrize(
    "text",
    ["x = " + "1" * 5_000, "x = " + "[" * 5_000, "x = " + "{a=" * 5_000],
    ids=["long", "deep", "deep2"],
)
def test_extreme_toml_is_a_problem_like_any_other(read, text):
    refused(read, text, only_x)


@pytest.mark.parametrize("mark", ["\u2028", "\u0085"])
def test_line_numbers_are_those_of_an_editor(read, mark):
    problem = refused(read, f'a = "x{mark}y"\nx = true\n', lambda table: (table.text("a"), only_x(table)))
    assert "rad 2:" in problem.what


def test_a_byte_order_mark_is_passed_over(read):
    assert read(b"\xef\xbb\xbfx = 7\n", only_x) == 7


def test_windows_line_ends_keep_the_line_numbers(read):
    assert "rad 3:" in refused(read, "# a\r\n\r\nx = true\r\n", only_x).what


def test_another_encoding_than_utf8_is_told(read):
    assert "UTF-8" in refused(read, 'x = "å"'.encode("latin-1"), only_x).what


def test_a_missing_file_is_a_problem(tmp_path: Path):
    with pytest.raises(ProblemError, match=r"borta\.toml"):
        read_text(tmp_path / "borta.toml")


def test_a_folder_in_place_of_the_file_is_a_problem(tmp_path: Path):
    with pytest.raises(ProblemError, match=tmp_path.name):
        read_text(tmp_path)
