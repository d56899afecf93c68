"""The page Om."""

from __future__ import annotations

from gnv.strategy import Strategy
from tests.pages.page import open_page, texts


def test_om_says_what_the_figures_are_from_when_and_where(strategy: Strategy) -> None:
    test = open_page("om")
    said = texts(test) + " ".join(element.value for element in test.markdown)
    assert "3\u00a0219" in said
    assert "2024-08-30" in said
    assert "Källa: Kolada" in said
    assert "egen bearbetning av data från Kolada" in said
    for indicator in strategy.indicators:
        assert indicator.official_name.replace(">", "&gt;") in said


def test_om_says_where_our_reading_is_an_interpretation(strategy: Strategy) -> None:
    said = " ".join(element.value for element in open_page("om").markdown)
    for indicator in strategy.indicators:
        if indicator.interpretation:
            assert indicator.id in said
    assert "RSS Dalarna behöver bekräfta" in said
