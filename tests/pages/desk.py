"""The page Ladda upp as a person meets it: drop a file, press a button, read what is said."""

from __future__ import annotations

from collections.abc import Iterable

from streamlit.testing.v1 import AppTest

from gnv.access.local import operator
from gnv.assessment.form import Form
from gnv.ledger.history import Source, Upload
from gnv.store.engine import Store
from tests import analyst
from tests.conftest import ROOT
from tests.gnv.assessment.filled import LONG
from tests.gnv.assessment.kept import publish
from tests.gnv.tabular.files import csv_file
from tests.pages.page import texts


def opened() -> AppTest:
    """Open the page at once, without the map before it."""
    test = AppTest.from_file(str(ROOT / "main.py"), default_timeout=60)
    test.switch_page("pages/ladda_upp.py").run()
    assert not test.exception, test.exception
    assert test.title
    return test


def drop(test: AppTest, content: bytes, name: str = analyst.NAME) -> AppTest:
    test.file_uploader[0].upload(name, content, "text/csv").run()
    assert not test.exception, test.exception
    return test


def dropped(*rows: Iterable[object]) -> AppTest:
    return drop(opened(), csv_file([LONG, *rows]))


def press(test: AppTest, key: str) -> AppTest:
    test.button(key=key).click().run()
    assert not test.exception, test.exception
    return test


def said(test: AppTest) -> str:
    shown = (test.error, test.warning, test.info, test.success, test.subheader, test.markdown)
    return " ".join(element.value for kind in shown for element in kind) + texts(test)


def has(test: AppTest, key: str) -> bool:
    return any(button.key == key for button in test.button)


def send(store: Store, *forms: Form, name: str = "förut.csv", note: str = "") -> Upload | None:
    return publish(store, operator(), Source(name, "ab" * 32, 5), forms, note)


def blanking(what: str) -> AppTest:
    """Open the page with what can be blanked of the first upload."""
    test = opened()
    test.button_group(key="visa-1").set_value("Gallra").run()
    test.radio(key="gallra-1").set_value(what).run()
    return test


def confirm(test: AppTest) -> AppTest:
    """Blank what is shown, which must be confirmed first."""
    assert test.button(key="gallra-nu-1").disabled
    test.checkbox[0].check().run()
    return press(test, "gallra-nu-1")
