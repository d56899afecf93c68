from __future__ import annotations

import contextlib
import copy
import json
import math
import tracemalloc
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from gnv.kolada.answers import (
    LONGEST_DESCRIPTION,
    LONGEST_TITLE,
    DataRow,
    KeyFigure,
    Municipality,
    MunicipalityGroup,
    Page,
    WrongAnswerError,
    parse,
)
from tests.examples import examples

KEY_FIGURES = TypeAdapter(Page[KeyFigure])
MUNICIPALITIES = TypeAdapter(Page[Municipality])
GROUPS = TypeAdapter(Page[MunicipalityGroup])
DATA = TypeAdapter(Page[DataRow])
KINDS = [KEY_FIGURES, MUNICIPALITIES, GROUPS, DATA]
FIGURE = {
    "id": "N00941", "title": "Ett nyckeltal", "description": "Så räknas det.", "is_divided_by_gender": True,
    "municipality_type": "A", "auspice": None, "operating_area": "Hälsa", "perspective": "Kvalitet",
    "publ_period": "2025", "prel_publication_date": None, "publication_date": "2026-10-01",
    "has_ou_data": False,
}  # fmt: skip
SAID = {"gender": "T", "count": 1, "status": "", "value": 12.5, "isdeleted": False}
ROW = {"kpi": "N00941", "municipality": "2080", "period": 2023, "values": [SAID]}
GROUP = {"id": "G33627", "title": "En grupp", "members": [{"member_id": "2080", "member_title": "Falun"}]}
AREA = {"id": "2080", "title": "Falun", "type": "K"}
PAGES = [(KEY_FIGURES, FIGURE), (MUNICIPALITIES, AREA), (GROUPS, GROUP), (DATA, ROW)]
BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def page(*rows, **fields) -> bytes:
    return json.dumps({"values": rows, "count": len(rows), "next_url": None, **fields}).encode()


def figure(**fields) -> KeyFigure:
    return parse(page({**FIGURE, **fields}), KEY_FIGURES).values[0]


def wrong(content: bytes, kind=DATA) -> str:
    with pytest.raises(WrongAnswerError) as caught:
        parse(content, kind)
    assert 0 < len(str(caught.value)) < 200
    return str(caught.value)


def test_an_answer_of_each_kind_is_read():
    assert figure() == KeyFigure(
        id="N00941", title="Ett nyckeltal", description="Så räknas det.", publ_period="2025",
        prel_publication_date="", publication_date="2026-10-01",
    )  # fmt: skip
    assert parse(page(AREA), MUNICIPALITIES).values == [Municipality(id="2080", title="Falun")]
    group = parse(page(GROUP), GROUPS).values[0]
    assert (group.id, group.title, [each.member_id for each in group.members]) == (
        "G33627", "En grupp", ["2080"],
    )  # fmt: skip
    row = parse(page(ROW), DATA).values[0]
    assert (row["kpi"], row["municipality"], row["period"]) == ("N00941", "2080", 2023)
    assert row["values"][0]["value"] == 12.5


def test_the_paging_is_read():
    told = parse(page(ROW, next_url="http://ett.annat.exempel/v3/data?page=2"), DATA)
    assert (told.count, told.next_url) == (1, "http://ett.annat.exempel/v3/data?page=2")
    bare = parse(b'{"values": []}', DATA)
    assert (bare.values, bare.count, bare.next_url) == ([], None, None)


@pytest.mark.parametrize(("kind", "row"), PAGES)
def test_a_service_may_grow_new_fields(kind, row):
    grown = page({**row, "nytt": {"a": [1, {"b": None}]}}, nytt=[1, 2])
    assert parse(grown, kind) == parse(page(row), kind)


@pytest.mark.parametrize("number", [0, -1, 5, 12.5, 1e-320, 1.7e308, 123_456_789_012])
def test_whole_numbers_and_fractions_are_values(number):
    value = parse(page({**ROW, "values": [{**SAID, "value": number}]}), DATA).values[0]["values"][0]["value"]
    assert (value, type(value)) == (number, float)


def test_a_value_may_be_missing_and_may_lack_the_fields_that_are_not_always_there():
    read = parse(page({**ROW, "values": [{"gender": "K", "value": None}]}), DATA).values[0]["values"]
    assert read == [{"gender": "K", "value": None}]


@pytest.mark.parametrize(
    "fields",
    [
        {"period": "2023"}, {"period": 2023.0}, {"period": True}, {"period": None}, {"period": 1899},
        {"period": 2201}, {"period": 10**30}, {"period": -2023}, {"kpi": None}, {"kpi": 5}, {"kpi": ""},
        {"kpi": "N00941\n"}, {"kpi": "n00941"}, {"kpi": "../kpi"}, {"kpi": "N００９４１"},
        {"kpi": "N" + "1" * 12}, {"kpi": ["N00941"]}, {"municipality": 2080}, {"municipality": "2080 "},
        {"municipality": ""}, {"municipality": "20,80"}, {"values": None}, {"values": {}}, {"values": "T"},
        {"values": [None]}, {"values": [[]]}, {"values": [5]},
    ],
    ids=str,
)  # fmt: skip
def test_a_row_with_a_wrong_field_is_a_wrong_answer_that_names_it(fields):
    assert next(iter(fields)) in wrong(page({**ROW, **fields}))


@pytest.mark.parametrize(
    "fields",
    [
        {"value": "12.5"}, {"value": "Missing"}, {"value": True}, {"value": [1]}, {"value": {}},
        {"value": math.nan}, {"value": math.inf}, {"value": -math.inf}, {"value": 10**400}, {"gender": "X"},
        {"gender": "t"}, {"gender": ""}, {"gender": None}, {"gender": 1}, {"isdeleted": "false"},
        {"isdeleted": 0}, {"status": 5},
    ],
    ids=str,
)  # fmt: skip
def test_a_wrong_value_is_a_wrong_answer_that_names_the_field(fields):
    assert next(iter(fields)) in wrong(page({**ROW, "values": [{**SAID, **fields}]}))


@pytest.mark.parametrize("number", [b"1e999", b"-1e999", b"NaN", b"Infinity", b"1" * 5_000, b"0x1", b"01"])
def test_a_number_that_is_none_is_a_wrong_answer(number):
    wrong(page(ROW).replace(b"12.5", number))


@pytest.mark.parametrize("name", list(ROW))
def test_a_row_without_one_of_its_fields_is_a_wrong_answer(name):
    assert name in wrong(page({key: value for key, value in ROW.items() if key != name}))


@pytest.mark.parametrize("name", ["gender", "value"])
def test_a_value_without_gender_or_number_is_a_wrong_answer(name):
    assert name in wrong(
        page({**ROW, "values": [{key: value for key, value in SAID.items() if key != name}]})
    )


@pytest.mark.parametrize("members", [None, {}, [None], [{}], [{"member_id": 2080}], [{"member_id": "Falun"}]])
def test_a_group_with_wrong_members_is_a_wrong_answer(members):
    assert "members" in wrong(page({**GROUP, "members": members}), GROUPS)


def test_a_group_of_unreasonably_many_is_a_wrong_answer():
    wrong(page({**GROUP, "members": [{"member_id": "2080"}] * 401}), GROUPS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "content",
    [
        b"", b" ", b"{", b"[]", b"null", b"5", b'"text"', b"<html></html>", b"{}", b'{"values": null}',
        b'{"values": {}}', b'{"values": [null]}', b'{"values": [5]}', b'{"values": [], "count": "0"}',
        b'{"values": [], "count": 1.5}', b'{"values": [], "next_url": 5}', b'{"values": [], "next_url": []}',
        b'{"values": []} {}', b'{"values": [],}', b"\xff\xfe{}", b"\xef\xbb\xbf{}", b'{"values": ["\xff"]}',
        b'{"values": ["\\ud800"]}', b"[" * 100_000, b'{"a":' * 100_000, b'{"values": [' + b"[" * 50_000,
        b"\x00" * 50, b'{"detail": "no"}',
    ],
    ids=lambda content: repr(content[:24]),
)  # fmt: skip
def test_what_is_no_answer_is_a_wrong_answer(content, kind):
    wrong(content, kind)


@pytest.mark.parametrize(("kind", "row"), PAGES)
def test_every_cut_answer_is_a_wrong_answer(kind, row):
    whole = page(row)
    for length in range(len(whole)):
        wrong(whole[:length], kind)


def test_an_answer_of_nothing_but_mistakes_is_refused_without_describing_them_all():
    content = b'{"values": [' + b"0," * 20_000 + b"0]}"
    tracemalloc.start()
    try:
        wrong(content)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("nothing", ["<NA>", None, "", " ", "2026", "2026-13-01", "snart", 5, True, [], {}])
def test_a_date_that_is_none_is_nothing(nothing):
    read = figure(prel_publication_date=nothing, publication_date=nothing)
    assert (read.prel_publication_date, read.publication_date) == ("", "")


def test_a_date_that_is_left_out_is_nothing():
    read = parse(page({"id": "N00941", "title": "Ett nyckeltal"}), KEY_FIGURES).values[0]
    assert read == KeyFigure(id="N00941", title="Ett nyckeltal")


@examples(50)
@given(st.dates())
def test_a_date_is_a_date(day):
    assert figure(publication_date=day.isoformat()).publication_date == day.isoformat()


UNTAMED = [
    pytest.param(chr(code), id=hex(code))
    for code in [
        0x0, 0x7, 0x9, 0xA, 0xB, 0xD, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0xFEFF, 0x2028, 0x2029,
        0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069,
    ]
]  # fmt: skip
MARKS = [pytest.param(chr(code), id=hex(code)) for code in (0x200E, 0x200F, 0x061C)]


@pytest.mark.parametrize("character", UNTAMED + MARKS)
def test_a_text_is_tamed_and_its_words_are_kept(character):
    read = figure(title=f"{character}Ett{character * 3}tal{character}", description=f"Så{character}här")
    assert (read.title, read.description) == ("Ett tal", "Så här")


@pytest.mark.parametrize(("kind", "row"), [(KEY_FIGURES, FIGURE), (MUNICIPALITIES, AREA), (GROUPS, GROUP)])
def test_a_text_stands_on_one_line_wherever_it_comes_from(kind, row):
    assert parse(page({**row, "title": " Ett\r\n\ttal \u202e"}), kind).values[0].title == "Ett tal"


@pytest.mark.parametrize(
    ("name", "limit"),
    [("title", LONGEST_TITLE), ("publ_period", LONGEST_TITLE), ("description", LONGEST_DESCRIPTION)],
)
def test_a_text_that_is_too_long_is_cut_and_shows_it(name, limit):
    assert getattr(figure(**{name: "å" * limit}), name) == "å" * limit
    assert getattr(figure(**{name: "å" * (limit + 1)}), name) == "å" * (limit - 1) + "…"
    assert len(getattr(figure(**{name: "å\n" * 200_000}), name)) == limit


@pytest.mark.parametrize("name", ["title", "description", "publ_period"])
@pytest.mark.parametrize("text", [5, True, [], {}, ["Ett tal"], 1.5])
def test_a_text_that_is_none_is_a_wrong_answer(name, text):
    assert name in wrong(page({**FIGURE, name: text}), KEY_FIGURES)


@pytest.mark.parametrize("name", ["title", "description", "publ_period"])
def test_a_text_that_is_null_is_nothing(name):
    assert getattr(figure(**{name: None}), name) == ""


@examples(50)
@given(st.text(max_size=500))
def test_any_title_becomes_one_tame_line(text):
    title = figure(title=text).title
    assert len(title) <= LONGEST_TITLE
    assert title == " ".join(title.split())
    for character in title:
        assert unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.bidirectional(character) not in BIDI


@examples(50)
@given(st.text(st.characters(categories=["L", "N", "P", "S", "M"]), max_size=LONGEST_TITLE))
def test_a_title_of_ordinary_characters_is_kept(text):
    assert figure(title=text).title == text


def read_or_wrong(content: bytes, kind) -> None:
    with contextlib.suppress(WrongAnswerError):
        assert isinstance(parse(content, kind), Page)


anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@examples(100)
@given(content=st.binary(max_size=200), kind=st.sampled_from(KINDS))
def test_any_bytes_are_an_answer_or_a_wrong_one(content, kind):
    read_or_wrong(content, kind)


@examples(100)
@given(content=anything | st.fixed_dictionaries({"values": anything}), kind=st.sampled_from(KINDS))
def test_any_json_is_an_answer_or_a_wrong_one(content, kind):
    read_or_wrong(json.dumps(content).encode(), kind)


def places(value, path=()):
    """Yield the way to every place in a nested value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield (*path, key)
        yield from places(each, (*path, key))


@examples(200)
@given(data=st.data(), kind_and_row=st.sampled_from(PAGES))
def test_an_answer_with_anything_in_one_place_is_an_answer_or_a_wrong_one(data, kind_and_row):
    kind, row = kind_and_row
    content = copy.deepcopy({"values": [row, row], "count": 2, "next_url": None})
    *way, last = data.draw(st.sampled_from(list(places(content))))
    holder = content
    for key in way:
        holder = holder[key]
    holder[last] = data.draw(anything)
    read_or_wrong(json.dumps(content).encode(), kind)


@examples(100)
@given(place=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255), kind_and_row=st.sampled_from(PAGES))
def test_an_answer_with_one_byte_changed_is_an_answer_or_a_wrong_one(place, byte, kind_and_row):
    kind, row = kind_and_row
    content = bytearray(page(row))
    content[int(place * len(content))] = byte
    read_or_wrong(bytes(content), kind)
