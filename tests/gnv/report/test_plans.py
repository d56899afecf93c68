"""The local plans and the action plan as tables for people."""

from __future__ import annotations

from gnv.report.exports import excel_csv, workbook
from gnv.report.plans import plan_table, priority_table
from tests.gnv.activities.plans import TODAY, plan, priority


def test_each_municipality_has_a_row_also_without_a_known_plan(areas):
    shared = plan("=Gemensam", "2062", "2080", ends=None)
    table = plan_table([("2062", shared), ("2034", None)], areas, TODAY, ["Två av 15."])
    own, without = table.frame.to_dict("records")
    assert (own["Kommun"], own["Läge"], own["Gäller för"]) == ("Mora", "gäller", "Falun och Mora")
    assert (own["Gäller från"], own["Gäller till och med"]) == ("2024-01-01", "")
    assert (without["Läge"], without["Plan"]) == ("ingen känd plan", "")
    assert b";'=Gemensam;" in excel_csv(table)
    assert table.notes[0] == "Två av 15."
    assert workbook([table])


def test_who_decided_a_priority_is_told_once_it_is_decided(strategy):
    found = [priority(), priority("Inte än", decided=None)]
    decided, coming = priority_table(found, "2026", strategy).frame.to_dict("records")
    assert (decided["Beslutad av"], decided["Beslutad den"]) == ("systemledningen", "2025-12-04")
    assert (coming["Beslutad av"], coming["Beslutad den"]) == ("", "")
    assert decided["Delmål"] == "Nära för mig och Nära mellan oss"
