"""Comparisons: pure functions over tidy frames, defined as the page *Om* says (Så räknas det)."""

from gnv.compare.benchmark import benchmark
from gnv.compare.comparators import Choice, Comparator, against
from gnv.compare.deviations import jumps, lasting
from gnv.compare.gaps import gender_gaps
from gnv.compare.peers import Peers, municipal_peers, region_peers
from gnv.compare.position import Position, position_symbol
from gnv.compare.since import Since, since_strategy
from gnv.compare.trends import Tested, Trend, reading, rolling_changes, trend_at, trends

__all__ = [
    "Choice",
    "Comparator",
    "Peers",
    "Position",
    "Since",
    "Tested",
    "Trend",
    "against",
    "benchmark",
    "gender_gaps",
    "jumps",
    "lasting",
    "municipal_peers",
    "position_symbol",
    "reading",
    "region_peers",
    "rolling_changes",
    "since_strategy",
    "trend_at",
    "trends",
]
