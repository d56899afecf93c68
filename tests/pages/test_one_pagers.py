"""All areas' pages in one archive: made while the menu is open, kept when that is broken off."""

import io
import zipfile

import pytest
from streamlit.testing.v1 import AppTest

from gnv.report.press import PressError
from gnv.ui import cache, one_pagers
from gnv.ui.cache import files as kept

pytestmark = pytest.mark.slow


@pytest.fixture
def printed(monkeypatch):
    """The titles that have been printed; a fault once there are as many as `faults` names."""
    titles, faults = [], []

    def stub(poster):
        if len(titles) in faults:
            faults.clear()
            raise PressError("slut på papper")
        titles.append(poster.title)
        return poster.subtitle.encode()

    cache.annual_one_pager_file.cache_clear()
    monkeypatch.setattr(kept, "PRINTED", {"pdf": stub, "png": stub})
    yield titles, faults
    cache.annual_one_pager_file.cache_clear()


def page():
    def script():
        from gnv.ui.cache import annual, world
        from gnv.ui.one_pagers import show

        show(annual(world(), 2022).facts)

    return AppTest.from_function(script, default_timeout=60)


def opened(test):
    test.session_state["ensidor"] = True
    test.run()
    assert not test.exception, test.exception
    return test


def test_nothing_is_made_before_the_menu_is_opened(printed):
    test = page().run()
    assert not test.exception
    assert printed[0] == []
    assert not test.get("download_button")


def test_all_16_are_made_once_and_packed(printed):
    test = opened(page())
    assert len(set(printed[0])) == len(printed[0]) == 16
    assert {"Falun", "Malung-Sälen", "Region Dalarna"} <= set(printed[0])
    assert len(test.get("download_button")) == 1
    test.run()
    assert len(printed[0]) == 16


def test_after_a_fault_it_is_told_and_goes_on_from_there(printed):
    titles, faults = printed
    faults.append(5)
    test = opened(page())
    assert "kunde inte skrivas ut" in test.error[0].value
    assert not test.get("download_button")
    assert len(titles) == 5
    test.run()
    assert not test.error
    assert len(titles) == len(set(titles)) == 16


def test_the_archive_holds_each_sheet_under_its_areas_name_and_is_the_same_each_time():
    day = cache.world().today
    files = {one_pagers.file_name(name, "pdf"): name.encode() for name in ("Malung-Sälen", "Region Dalarna")}
    made = one_pagers.archive(files, day)
    assert made == one_pagers.archive(files, day)
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert packed.namelist() == ["Malung-Sälen.pdf", "Region-Dalarna.pdf"]
        assert packed.read("Malung-Sälen.pdf") == "Malung-Sälen".encode()
