"""Comparisons: pure functions over tidy frames, defined as in the page *Om* (Metod)."""

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
