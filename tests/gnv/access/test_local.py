from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.access import READ_ONLY, Role
from gnv.access.local import NOT_LOCAL, local_user, operator, refusal
from tests.examples import examples

HERE = {"Host": "localhost:8501", "Origin": "http://localhost:8501", "User-Agent": "prov"}
LOOPBACK = ["localhost", "LOCALHOST", "localhost.", "LOCALHOST.", "127.0.0.1", "127.0.0.2", "127.255.255.254"]
ELSEWHERE = [
    "",
    "0.0.0.0",
    "192.168.1.10",
    "10.0.0.1",
    "172.16.0.1",
    "169.254.1.1",
    "100.64.0.1",
    "8.8.8.8",
    "128.0.0.1",
    "gnv.example.se",
    "localhost.evil.com",
    "evil.com.localhost.evil.com",
    "notlocalhost",
    "localhost-evil.com",
    "127.0.0.1.evil.com",
    "127.0.0.1-evil.com",
    "0127.0.0.1",
    "127.0.0.0.1",
    "127.1",
    "2130706433",
    "lоcalhost",  # with a Cyrillic o
]


def may_write(*, bound_to="localhost", read_only=False, without=(), **headers):
    sent = {name: text for name, text in HERE.items() if name not in without}
    sent |= {name.replace("_", "-"): text for name, text in headers.items()}
    why = refusal(read_only=read_only, bound_to=bound_to, headers=sent)
    assert why in ("", READ_ONLY, NOT_LOCAL)
    return not why


def test_the_person_at_this_machine_may_write():
    assert refusal(read_only=False, bound_to="localhost", headers=HERE) == ""


@pytest.mark.parametrize("bound_to", [*LOOPBACK, "::1", "0:0:0:0:0:0:0:1"])
def test_the_server_may_listen_on_any_loopback_address(bound_to):
    assert may_write(bound_to=bound_to)


@pytest.mark.parametrize("bound_to", [*ELSEWHERE, "::", "fe80::1", "2001:db8::1"])
def test_a_server_that_listens_elsewhere_lets_nobody_write(bound_to):
    assert not may_write(bound_to=bound_to)


@pytest.mark.parametrize("port", ["", ":8501"])
@pytest.mark.parametrize("host", [*LOOPBACK, "[::1]"])
def test_it_may_be_asked_by_any_loopback_name(host, port):
    assert may_write(Host=host + port, Origin=f"http://{host}{port}")
    assert may_write(Host=host + port, without=("Origin",))


@pytest.mark.parametrize("port", ["", ":8501"])
@pytest.mark.parametrize("host", [*ELSEWHERE, "[::]", "[fe80::1]", "[2001:db8::1]", "localhost@evil.com"])
def test_asked_by_another_name_it_refuses(host, port):
    assert not may_write(Host=host + port)
    assert not may_write(Host=host + port, without=("Origin",))


@pytest.mark.parametrize(
    "host",
    ["localhost:8501@evil.com", "127.0.0.1@evil.com:8501", "[::1]@evil.com", "evil.com/@localhost",
     "evil.com?localhost", "evil.com#@localhost", "evil.com\\@x", "localhost,evil.com", "[", "[::1", "]"],
)  # fmt: skip
def test_a_name_that_only_looks_like_this_machine_is_refused(host):
    assert not may_write(Host=host)
    assert not may_write(Origin=f"http://{host}")


def test_without_a_name_it_refuses():
    assert not may_write(without=("Host",))
    assert not may_write(without=("Host", "Origin"))


@pytest.mark.parametrize(
    "origin",
    ["https://localhost:8501", "http://127.0.0.1:8501", "http://[::1]:8501",
     "HTTP://LOCALHOST.:8501"],
)  # fmt: skip
def test_a_page_of_this_machine_may_write(origin):
    assert may_write(Origin=origin)


@pytest.mark.parametrize("origin", ["http://localhost", "http://localhost:9999", "http://127.0.0.1:85011"])
def test_a_page_of_another_server_on_this_machine_may_not(origin):
    assert not may_write(Origin=origin)


@pytest.mark.parametrize("host", ELSEWHERE)
def test_a_page_of_another_host_may_not(host):
    assert not may_write(Origin=f"http://{host}")
    assert not may_write(Origin=f"https://{host}:8501")


@pytest.mark.parametrize(
    "origin",
    ["", "null", "NULL", "file://", "about:blank", "localhost", "127.0.0.1", "http://", "http://[", "data:,x",
     "http://localhost@evil.com", "http://localhost:8501@evil.com", "chrome-extension://localhostabcdef"],
)  # fmt: skip
def test_a_page_of_no_host_may_not(origin):
    assert not may_write(Origin=origin)


FORWARDING = [
    "Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Server",
    "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP",
]  # fmt: skip


@pytest.mark.parametrize("value", ["10.0.0.1", "127.0.0.1", "", "1.1 localhost"])
@pytest.mark.parametrize("header", FORWARDING)
def test_a_request_through_a_proxy_may_not_write_whatever_it_says(header, value):
    for name in (header, header.lower(), header.upper(), header.swapcase()):
        assert refusal(read_only=False, bound_to="localhost", headers={**HERE, name: value}) == NOT_LOCAL


def test_the_names_of_headers_are_known_in_any_case():
    for case in (str.lower, str.upper, str.title):
        assert refusal(read_only=False, bound_to="::1", headers={case(n): v for n, v in HERE.items()}) == ""
        foreign = {case("host"): "localhost", case("origin"): "http://evil.com"}
        assert refusal(read_only=False, bound_to="::1", headers=foreign) == NOT_LOCAL


def test_other_headers_do_not_matter():
    assert may_write(Referer="http://evil.com/", X_Requested_With="XMLHttpRequest", Viable="ja")


@pytest.mark.parametrize(
    ("bound_to", "host"), [("localhost", "localhost"), ("0.0.0.0", "evil.com"), ("", "")]
)
def test_closed_writing_is_closed_for_all_and_said(bound_to, host):
    assert refusal(read_only=True, bound_to=bound_to, headers={"Host": host}) == READ_ONLY
    assert refusal(read_only=True, bound_to=bound_to, headers={}) == READ_ONLY


def test_the_two_reasons_can_be_told_apart():
    assert READ_ONLY
    assert NOT_LOCAL
    assert READ_ONLY != NOT_LOCAL


ANYTHING = st.one_of(st.text(max_size=40), st.text("localhost127.0:/[]@#?%\\ ", max_size=30))


@examples(60)
@given(bound_to=ANYTHING, host=ANYTHING, origin=ANYTHING)
def test_no_texts_break_the_judgement(bound_to, host, origin):
    why = refusal(read_only=False, bound_to=bound_to, headers={"Host": host, "Origin": origin})
    assert why in ("", NOT_LOCAL)


@examples(60)
@given(before=st.text("abcdefghijklmnopqrstuvwxyz0123456789.-", max_size=30))
def test_no_name_under_another_domain_is_this_machine(before):
    assert not may_write(Host=f"{before}.evil.com")
    assert not may_write(Origin=f"http://{before}.evil.com")


def test_the_local_user_may_everything_exactly_where_the_rule_lets_them():
    here = local_user(read_only=False, bound_to="localhost", headers=HERE)
    assert here.administers
    assert here.may_change("2080")
    assert (here.identity, here.name) == ("lokal", "Lokal användare")
    elsewhere = local_user(read_only=False, bound_to="0.0.0.0", headers=HERE)
    closed = local_user(read_only=True, bound_to="localhost", headers=HERE)
    assert [elsewhere.refusal, closed.refusal] == [NOT_LOCAL, READ_ONLY]
    for person in (elsewhere, closed):
        assert person.role is Role.READER
        assert not person.contributes
        assert not person.administers
        assert not person.may_change("2080")


def test_whoever_runs_the_command_line_may_everything(monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "analytiker")
    assert operator().administers
    assert operator().name == "analytiker"


def test_each_who_runs_the_command_line_has_an_identity_of_their_own(monkeypatch):
    users = iter(["ena", "andra"])
    monkeypatch.setattr("getpass.getuser", lambda: next(users))
    first, second = operator(), operator()
    assert first.identity != second.identity
    assert first.identity.startswith("kommandoraden")


def test_a_system_user_without_a_name_still_has_one_to_be_shown(monkeypatch):
    def nameless():
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr("getpass.getuser", nameless)
    assert operator().name
