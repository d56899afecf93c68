"""A forked child, in which a process can be hemmed in without harm to the tests."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest

from gnv.problems import ProblemError

forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="forked children exist on POSIX only")
REFUSED = 7
_NOBODY = 65534


def in_child(action: Callable[[], object]) -> int:
    """Do something in a forked child; return its exit code, `REFUSED` for a problem with a remedy."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            action()
            code = 0
        except ProblemError as error:
            code = REFUSED if error.problem.remedy else 1
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def limited(size: int) -> None:
    """Let no file of this process grow beyond some bytes, as on a full disk."""
    import resource

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def nobody() -> None:
    """Let this process be a user who owns nothing: to root no folder is closed."""
    if os.geteuid() == 0:
        os.seteuid(_NOBODY)
