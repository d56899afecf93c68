"""Made standings and profiles of Falun, to see what is said of them."""

from __future__ import annotations

from collections.abc import Callable

from gnv.compare import Position
from gnv.observations import Status
from gnv.profile import Profile
from gnv.standing import Against, Standing
from gnv.strategy import Strategy

FALUN = "2080"
SAFE, DOCTOR, FALLS, CARE = "U23521", "U23482", "U20462", "N21701"
TRUST, WAIT = "U70447", "N79173"
Make = Callable[..., Standing]


def standings(strategy: Strategy) -> Make:
    """Return a function that makes a standing of Falun in 2022, lastingly better by default."""
    by_id = {each.id: each for each in strategy.indicators}

    def standing(measure: str, **other: object) -> Standing:
        against = Against(80.0, 15, 7.0, Position.BETTER, lasting=True)
        known: dict[str, object] = {
            "code": FALUN,
            "regional": False,
            "period": "2022",
            "status": Status.VALUE,
            "value": 87.0,
            "spread": 5.0,
            "reference": "Dalarnas",
            "reference_n": 15,
            "against": against,
        }
        return Standing(by_id[measure], **(known | other))

    return standing


def own_profile(*standings: Standing, **other: object) -> Profile:
    known: dict[str, object] = {
        "code": FALUN,
        "name": "Falun",
        "regional": False,
        "choice": "mitten",
        "gender": "T",
        "year": "",
        "standings": standings,
        "round": "",
        "scores": {},
        "scale": (1.0, 5.0),
        "starts": 2022,
    }
    return Profile(**(known | other))
