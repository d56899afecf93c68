"""The corner of every page: who has logged in, what they may, and what is wrong with the roles."""

from __future__ import annotations

import time
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from gnv.access import Person, Role, stranger
from gnv.areas import Areas
from gnv.ui.login import rights
from tests.pages.page import ROOT

AUTH = {
    "redirect_uri": "https://gnv.example.org/oauth2callback",
    "cookie_secret": "x" * 43,
    "client_id": "gnv",
    "client_secret": "hemlig",
    "server_metadata_url": "https://login.example.org/.well-known/openid-configuration",
}
ROLES = {
    "people": {
        "administrator@example.org": "administratör",
        "falun@example.org": ["2080"],
        "fel@example.org": "fel ord",
    }
}


def opened(user: dict[str, Any], roles: object = ROLES) -> AppTest:
    test = AppTest.from_file(str(ROOT / "main.py"), default_timeout=60)
    test.secrets = {"auth": AUTH, "roles": roles}
    test.user = user
    test.run()
    assert not test.exception, test.exception
    return test


def login(email: str) -> dict[str, Any]:
    name = email.split("@")[0].title()
    return {"is_logged_in": True, "sub": "1", "email": email, "name": name, "exp": time.time() + 600}


def keys(test: AppTest) -> set[str | None]:
    return {button.key for button in test.button}


def test_who_has_not_logged_in_is_offered_to() -> None:
    test = opened({"is_logged_in": False})
    assert "logga-in" in keys(test)
    assert "logga-ut" not in keys(test)


def test_mistakes_in_the_roles_are_shown_to_administrators_only() -> None:
    for email, shown in (("administrator@example.org", True), ("falun@example.org", False)):
        test = opened(login(email))
        assert "logga-ut" in keys(test)
        assert any("fel ord" in warning.value for warning in test.warning) is shown


def test_mistakes_in_the_roles_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    opened({"is_logged_in": False}, {"people": {"fel@example.org": "mycket"}})
    assert "mycket" in caplog.text


def test_a_person_is_told_what_they_may(areas: Areas) -> None:
    def told(role: Role, *codes: str) -> str:
        return rights(Person("1", "Någon", role, frozenset(codes) or None), areas)

    assert "allt" in told(Role.ADMINISTRATOR)
    assert "alla kommuner" in told(Role.CONTRIBUTOR)
    assert "Falun, Mora och Region Dalarna" in told(Role.CONTRIBUTOR, "0020", "2062", "2080")
    assert rights(stranger("Nej."), areas) == "Nej."
