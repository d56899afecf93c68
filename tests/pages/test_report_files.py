"""The menu that downloads the annual report: made while it is open, and told where that cannot be done."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from gnv.report.press import PressError
from gnv.ui import report_files


@pytest.fixture
def asked(monkeypatch):
    """The formats in which the report has been asked for; *pdf* cannot be made."""
    found = []

    def made(_world, year, suffix):
        found.append((year, suffix))
        if suffix == "pdf":
            raise PressError("slut på papper")
        return b"PK"

    monkeypatch.setattr(report_files, "report_file", made)
    return found


@pytest.fixture
def menu():
    def script():
        from gnv.ui.report_files import show

        show(None, 2025)

    return AppTest.from_function(script)


def opened(menu, suffix="docx"):
    menu.session_state["berattelsefiler"] = True
    menu.session_state["berattelse-format"] = suffix
    menu.run()
    assert not menu.exception
    return menu


def test_nothing_is_made_before_the_menu_is_opened(menu, asked):
    menu.run()
    assert (asked, menu.get("download_button")) == ([], [])


def test_the_file_is_named_by_its_year_and_format(menu, asked):
    test = opened(menu)
    assert asked == [(2025, "docx")]
    assert test.get("download_button")[0].proto.url.endswith(".docx")


def test_a_report_that_cannot_be_made_is_told_and_another_format_still_can(menu, asked):
    test = opened(menu, "pdf")
    assert not test.get("download_button")
    assert "kunde inte skrivas ut" in test.error[0].value
    test.session_state["berattelse-format"] = "docx"
    test.run()
    assert (len(test.error), len(test.get("download_button"))) == (0, 1)
