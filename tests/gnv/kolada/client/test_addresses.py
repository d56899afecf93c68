"""Which addresses a client takes."""

from __future__ import annotations

import pytest

from gnv.kolada.client import Client
from gnv.kolada.wire import KoladaError, UnreachableError, checked_address
from tests.gnv.kolada.client.conftest import told
from tests.kolada_stub import HASTY

pytestmark = pytest.mark.slow  # asks a server and waits for it


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("https://api.kolada.se/v3", "https://api.kolada.se/v3"),
        ("https://api.kolada.se/v3/", "https://api.kolada.se/v3"),
        ("  https://api.kolada.se/v3//\n", "https://api.kolada.se/v3"),
        ("http://127.0.0.1:8700/v3", "http://127.0.0.1:8700/v3"),
        ("http://localhost", "http://localhost"),
        ("http://[::1]:8700/v3", "http://[::1]:8700/v3"),
        ("https://kölada.exempel/v3", "https://kölada.exempel/v3"),
        ("http://a:65535/v3", "http://a:65535/v3"),
    ],
)
def test_an_address_loses_only_its_last_slash(address, base):
    assert checked_address(address) == base
    with Client(address) as client:
        assert client.base == base


@pytest.mark.parametrize(
    "address",
    [
        "", " ", "/", "api.kolada.se", "api.kolada.se/v3", "//api.kolada.se/v3", "ftp://api.kolada.se/v3",
        "file:///etc/passwd", "javascript:alert(1)", "mailto:a@b", "data:,a", "https:", "https://", "https:///v3",
        "https://:80/v3", "https://a:99999/v3", "https://a:-1/v3", "https://a:0/v3", "https://a:x/v3",
        "https://a:８０/v3", "https://[::1/v3", "https://[x]/v3", "https://namn@a/v3", "https://namn:hemligt@a/v3",
        "https://:hemligt@a/v3", "https://a/v3?x=1", "https://a/v3#x", "https://a\\@b/v3", "a" * 5_000,
        "https://a/v3?",
        "https://a/v3#",
        "https://:@a/v3",
        "https://a b/v3",
        "https://a\n.b/v3",
        "https://a/v\t3",
        "https://a\0/v3",
        "http://*/v3",
        "http://😀/v3",
    ],
    ids=lambda address: repr(address[:40]),
)  # fmt: skip
def test_what_is_no_address_of_an_api_is_refused(address):
    with pytest.raises(KoladaError) as caught:
        checked_address(address)
    told(caught.value)
    assert "hemligt" not in str(caught.value)


@pytest.mark.parametrize("address", ["http://a..b/v3", "http://" + "a" * 70 + "/v3"])
def test_an_address_that_only_looks_like_one_is_unreachable(address):
    with Client(address, HASTY) as client, pytest.raises(UnreachableError) as caught:
        client.municipalities()
    told(caught.value)
