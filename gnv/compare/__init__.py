"""Comparisons: pure functions over tidy frames, defined as the page *Om* says (Så räknas det)."""

from gnv.compare.benchmark import benchmark
from gnv.compare.peers import Peers, municipal_peers, region_peers
from gnv.compare.position import Position, position_symbol

__all__ = [
    "Peers",
    "Position",
    "benchmark",
    "municipal_peers",
    "position_symbol",
    "region_peers",
]
