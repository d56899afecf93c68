"""Run a page as Streamlit does and read what it shows."""

from __future__ import annotations

import json
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]


def open_page(page: str = "", **query: str) -> AppTest:
    """Open a page with query parameters, at once, without the map before it."""
    test = AppTest.from_file(str(ROOT / "main.py"), default_timeout=60)
    for name, value in query.items():
        test.query_params[name] = value
    if page:
        test.switch_page(f"pages/{page}.py")
    test.run()
    assert not test.exception, test.exception
    return test


def markup(test: AppTest, key: str) -> str:
    """Return the markup that a component of ours shows."""
    for element in test.get("bidi_component"):
        if element.proto.id.endswith(f"-{key}"):
            return str(json.loads(element.proto.json)["html"])
    raise AssertionError(f"No component with the key {key}.")


def has_component(test: AppTest, key: str) -> bool:
    """Return whether a component of ours is shown."""
    return any(element.proto.id.endswith(f"-{key}") for element in test.get("bidi_component"))


def texts(test: AppTest) -> str:
    """Return all HTML that is shown outside the components."""
    return " ".join(element.proto.body for element in test.get("html"))


def choice(test: AppTest, key: str) -> object:
    """Return what a keyed widget shows."""
    return test.session_state[key]
