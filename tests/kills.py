"""Kill a process in the middle of its work, without mercy, and look at what it left behind.

Each victim is a forked child, which starts in milliseconds and names its steps in the log; it is
killed (SIGKILL) at one of them, or at a random moment between the first and its end.
"""

from __future__ import annotations

import logging
import os
import random
import signal
import statistics
import time
from collections.abc import Callable

Action = Callable[[], None]


def kill_at(action: Action, step: str, logger: str) -> bool:
    """Run an action in a child that is killed at a named step; return whether it came to it."""

    def die(_: str) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    return not _ended(_fork(action, logger, lambda said: die(said) if said == step else None))


def kill_at_random(action: Action, times: int, logger: str, after: Action, seed: int = 1) -> int:
    """Kill an action at random moments, look at what it left after each, and return how many died.

    The moments lie between the first step that is named in the log and the action's usual end, which
    is drawn nearer by each action that ended before its moment: some one in six does, on a busy machine too.
    """
    chance = random.Random(seed)
    usual = statistics.median(_duration(action, logger) for _ in range(3))
    died = 0
    for _ in range(times):
        begun, tell = os.pipe()
        pid = _fork(action, logger, lambda said, tell=tell: os.write(tell, b"x"))
        os.close(tell)
        os.read(begun, 1)
        time.sleep(chance.uniform(0, usual))
        os.kill(pid, signal.SIGKILL)
        ended = _ended(pid)
        usual *= 0.9 if ended else 1.02
        died += not ended
        os.close(begun)
        after()
    return died


def _duration(action: Action, logger: str) -> float:
    """Return the seconds from the first named step to the end of an action that is left alone."""
    begun, tell = os.pipe()
    pid = _fork(action, logger, lambda _: os.write(tell, b"x"))
    os.close(tell)
    os.read(begun, 1)
    start = time.perf_counter()
    assert _ended(pid)
    os.close(begun)
    return time.perf_counter() - start


def _fork(action: Action, logger: str, hear: Callable[[str], object]) -> int:
    """Start a child that does the action and says each step; return its process id."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        log = logging.getLogger(logger)
        log.setLevel(logging.DEBUG)
        log.addHandler(_Hearing(hear))
        action()
        code = 0
    finally:
        os._exit(code)


def _ended(pid: int) -> bool:
    """Wait for a child; return whether it ended by itself. One that failed is an error of the test."""
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return False
    assert os.WEXITSTATUS(status) == 0, "the action failed before it was killed"
    return True


class _Hearing(logging.Handler):
    def __init__(self, hear: Callable[[str], object]) -> None:
        super().__init__()
        self._hear = hear

    def emit(self, record: logging.LogRecord) -> None:
        self._hear(record.getMessage())
