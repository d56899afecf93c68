"""What a year's report is frozen to, so that the same report gives the same numbers later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from gnv.areas import REGION_DALARNA
from gnv.kolada.editions import current_edition
from gnv.ledger.moment import Moment
from gnv.ledger.topic import Topic
from gnv.problems import Problem, ProblemError
from gnv.settings import Settings
from gnv.strategy import Strategy
from gnv.strategy_file import load_strategy, parse_strategy, strategy_text
from gnv.times import day_text

_ID = "arsberattelse"
_STRATEGY = "Den frysta strategin"


@dataclass(frozen=True)
class Report:
    """A year's report.

    Attributes:
        year: that it is about.
        day: on which it was frozen, in Sweden.
        edition: hash of the edition whose figures it has; empty where there were none.
        strategy_text: the strategy file as it stood, since it may be changed afterwards.
        strategy_version: what the file calls itself.
        moment: until when uploads and withdrawals count.
    """

    year: int
    day: dt.date
    edition: str
    strategy_text: str
    strategy_version: str
    moment: Moment

    @property
    def unit(self) -> Topic:
        """What it is about: the year, for the whole county."""
        return report_topic(self.year)

    def strategy(self) -> Strategy:
        """Return the strategy as it stood. Raises ProblemError where this program cannot read it."""
        return parse_strategy(self.strategy_text, _STRATEGY)

    def says_the_same_as(self, other: Report) -> bool:
        """Return whether two reports have the same figures, strategy and moment, whatever their days."""
        same = (self.edition, self.strategy_text, self.moment)
        return same == (other.edition, other.strategy_text, other.moment)

    def fields(self) -> dict[str, str]:
        """Return what is stored besides the year."""
        return {
            "day": self.day.isoformat(),
            "edition": self.edition,
            "strategy": self.strategy_text,
            "strategy_version": self.strategy_version,
            "upload": str(self.moment.upload),
            "withdrawal": str(self.moment.withdrawal),
        }


def report_topic(year: int) -> Topic:
    """Return what a year's report is about."""
    return Topic(str(year), REGION_DALARNA, _ID, f"Årsberättelse {year}")


def report_from_fields(topic: Topic, said: Mapping[str, str]) -> Report:
    """Return a report from what is stored of it. Raises KeyError or ValueError where that is none."""
    return Report(
        year=int(topic.round),
        day=dt.date.fromisoformat(said["day"]),
        edition=said["edition"],
        strategy_text=said["strategy"],
        strategy_version=said["strategy_version"],
        moment=Moment(int(said["upload"]), int(said["withdrawal"])),
    )


def report_at(where: Settings, year: int, day: dt.date, moment: Moment) -> Report:
    """Return a year's report as it would be frozen to the figures and the strategy that stand now.

    Raises:
        ProblemError: where the strategy cannot be read.
    """
    strategy, _ = load_strategy(where)
    edition, _ = current_edition(where)
    return Report(year, day, edition.hash, strategy_text(where), strategy.version, moment)


def years(strategy: Strategy, today: dt.date) -> tuple[int, ...]:
    """Return the years of which a report can be begun, the latest first: the strategy's, until today."""
    last = max(min(today.year, strategy.ends.year), strategy.starts.year)
    return tuple(range(last, strategy.starts.year - 1, -1))


def refuse_other_years(year: int, strategy: Strategy, today: dt.date) -> None:
    """Raise ProblemError where no report can be begun of a year."""
    known = years(strategy, today)
    if year not in known:
        what = f"Det går inte att påbörja en årsberättelse för {year}. Inget är sparat."
        raise ProblemError(Problem(what, f"Välj ett år från {known[-1]} till {known[0]}."))


def outside(year: int, strategy: Strategy, today: dt.date) -> str:
    """Return that a year is none of the strategy's, or has not come; empty where it is and has."""
    if year < strategy.starts.year:
        return f"{year} var innan strategin började gälla, {day_text(strategy.starts.isoformat())}."
    if year > today.year:
        return f"{year} har inte börjat: det som visas är det senaste som är känt."
    if year > strategy.ends.year:
        return f"{year} är efter strategins slut, {day_text(strategy.ends.isoformat())}."
    return ""
