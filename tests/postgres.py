"""A real PostgreSQL for the tests: one server per test process, its database emptied for each test."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests.servers import free_port

START_SECONDS = 60
_USER = "gnv"
_ALONE = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND datname = current_database()"""
_SCHEMAS = """SELECT nspname FROM pg_namespace
    WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'"""


@contextlib.contextmanager
def postgresql_server() -> Iterator[str]:
    """Start a server in a folder of its own, and give its address without a database; end it afterwards.

    It refuses to run as root, so root runs it as the user ``postgres``. Nothing is flushed to the disk: it
    is the clients that the tests kill, never the machine.
    """
    binaries = _binaries()
    if binaries is None:
        said = "PostgreSQL is not installed (Debian: apt-get install postgresql)."
        if os.environ.get("GNV_TEST_POSTGRES") == "required":
            pytest.fail(said)
        pytest.skip(said)
    with tempfile.TemporaryDirectory(prefix="gnv-postgres-") as folder:
        run_as: dict[str, Any] = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            import pwd

            account = pwd.getpwnam("postgres")
            os.chown(folder, account.pw_uid, account.pw_gid)
            run_as |= {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        data = f"{folder}/data"
        made = [binaries / "initdb", "--no-sync", "--auth=trust", f"--username={_USER}", "--encoding=UTF8"]
        subprocess.run([*made, "--locale=C", "--pgdata", data], check=True, **run_as)
        with _running([binaries / "postgres", "-D", data], run_as) as address:
            yield address


@contextlib.contextmanager
def _running(command: list[str | Path], run_as: dict[str, Any]) -> Iterator[str]:
    port = free_port()
    options = {"fsync": "off", "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "port": port}
    server = subprocess.Popen([*command, *(f"--{name}={value}" for name, value in options.items())], **run_as)
    address = f"postgresql://{_USER}@127.0.0.1:{port}"
    try:
        _wait(f"{address}/postgres", server)
        yield address
    finally:
        server.send_signal(signal.SIGINT)  # waits for nobody who is still connected
        server.wait(timeout=20)


def empty_database(server: str) -> str:
    """Return the address of a server's database when nothing is in it and nobody connected to it.

    To empty the one that every server has takes a tenth of the time that it takes to make another.
    """
    address = f"{server}/postgres"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(_ALONE)
        for (schema,) in connection.execute(_SCHEMAS).fetchall():
            connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema)))
        connection.execute("CREATE SCHEMA public")
    return address


def _binaries() -> Path | None:
    """Return the folder of the newest PostgreSQL, or none where there is none."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = shutil.which("initdb") or (versions[-1] if versions else None)
    return Path(found).parent if found else None


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"PostgreSQL ended with code {server.returncode}.")
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(address, connect_timeout=2):
            return
        time.sleep(0.05)
    raise RuntimeError("PostgreSQL did not start in time.")
