"""The facts of invented years, small enough to be counted in a moment."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from gnv.activities.form import Activity, State
from gnv.activities.plan import Plan
from gnv.activities.priority import Priority
from gnv.analyses.form import Analysis
from gnv.annual.facts import AnnualFacts, Known, gather
from gnv.assessment.scores import scores_frame
from gnv.frozen.material import Material
from gnv.frozen.report import Report
from gnv.intake.choices import Principal
from gnv.ledger.moment import Moment
from gnv.observations import Observations
from tests.conftest import edition_of

DAY = dt.date(2026, 3, 1)
HOSTILE = '<script>alert(1)</script> =1+1 #image("/etc/passwd") *å ä ö* [x](javascript:alert(1)) \x00{}'


def rows(areas) -> list[tuple[str, str, int, str, float]]:
    """Return a municipal key figure in both genders and one that regions have, 2015 to 2024."""
    found = [
        ("N79173", code, year, "T", 60.0 + at)
        for at, code in enumerate(areas.regions)
        for year in range(2019, 2025)
    ]
    for year in range(2015, 2025):
        found.append(("U23521", "0000", year, "T", 86.0))
        for at, code in enumerate(areas.dalarna):
            value = 70.0 + at + (year - 2015) * (code == "2080") + 25 * (code == "2085")
            found += [
                ("U23521", code, year, gender, value + {"T": 0, "K": 1, "M": -1}[gender]) for gender in "TKM"
            ]
    return found


def scores(areas, rounds=("2024", "2025")) -> pd.DataFrame:
    """Return three units of each municipality but one, with a score of each sub-goal."""
    return scores_frame(
        (
            each,
            code,
            "kommun",
            f"Enhet {unit}",
            goal,
            "",
            1.0 + (at + unit + goal) % 5,
            None,
            "Hemlig kommentar",
            1,
        )
        for each in rounds
        for at, code in enumerate(areas.dalarna[1:])
        for unit in range(3)
        for goal in range(1, 6)
    )


def activity(**said) -> Activity:
    told = {
        "id": "traff",
        "title": "Träffpunkt för äldre",
        "municipality": "2080",
        "goals": (1, 5),
        "principals": (Principal.MUNICIPALITY,),
        "target_group": "Äldre",
        "starts": dt.date(2024, 3, 1),
        "ends": None,
        "state": State.ONGOING,
        "result": "Fler möts.",
    }
    return Activity(**{**told, **said})


def year_of(
    areas,
    strategy,
    year=2025,
    figures=None,
    answers=None,
    activities=(),
    analyses=(),
    plans=(),
    priorities=(),
) -> AnnualFacts:
    """Return a year's facts, of `rows` where no other figures are given."""
    edition = edition_of(rows(areas) if figures is None else figures)
    report = Report(year, DAY, edition.hash, "", strategy.version, Moment(0, 0))
    observations = Observations(edition).with_scores(answers)
    material = Material(report, strategy, observations, tuple(activities), tuple(analyses))
    return gather(material, Known.of(strategy, areas, observations, DAY), plans, priorities)


def full_year(areas, strategy, text="Så är det.", **more) -> AnnualFacts:
    """Return a year with everything in it, a person's texts among it."""
    return year_of(
        areas,
        strategy,
        answers=scores(areas),
        activities=[
            activity(title=text, result=text),
            activity(id="b", municipality="0020", goals=(2,), title="Hela"),
        ],
        analyses=[
            Analysis("U23521", "Trygghet", "2080", "2024", cause=text, next_step="Fråga."),
            Analysis("sjalvskattning-2", "Delmål 2", "dalarna", "2025", conclusion=text),
        ],
        plans=[Plan("p", text, ("2080", "2062"), dt.date(2024, 1, 1), decided_by="Nämnden")],
        priorities=[Priority("2025", "a", text, (3,), State.PLANNED, text=text)],
        **more,
    )
