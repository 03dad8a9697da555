"""Processes under measurement: started on a core, waited for, looked at from outside, stopped."""

import asyncio
import os
import signal
import socket
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process, create_subprocess_exec
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks.connections import Connection, get

ROOT = Path(__file__).parent.parent
SERVER_CORE, LOAD_CORE = 0, 1
"""The process under measurement has a core to itself; load, Slack and PostgreSQL share the other."""
READY_SECONDS = 20.0
STOP_SECONDS = 25.0
LOOK_EVERY = 0.005
TICKS = os.sysconf("SC_CLK_TCK")


class StartError(Exception):
    """A process ended, or was not ready in time."""


@dataclass(slots=True)
class Server:
    """A running process, and where it listens; `ready_after` is in seconds from its start."""

    process: Process
    port: int
    ready_after: float = 0.0

    def cpu_seconds(self) -> float:
        """Return the processor time that it has used so far."""
        fields = _proc(self.process.pid, "stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory_mb(self) -> float:
        """Return the memory that it holds."""
        lines = _proc(self.process.pid, "status").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


@contextmanager
def on_core(core: int) -> Iterator[None]:
    """Keep this process, and what it starts meanwhile, on one core, if there is such a core."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core} if core < (os.cpu_count() or 1) else before)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@asynccontextmanager
async def serving(module: str, *arguments: str, env: Mapping[str, str]) -> AsyncIterator[Server]:
    """Run a Python module that listens on PORT, from when it is ready to the end of the block."""
    port = _free_port()
    started = time.perf_counter()
    with tempfile.TemporaryFile() as complaints:
        process = await _start(module, *arguments, env={**env, "PORT": str(port)}, stderr=complaints)
        try:
            server = Server(process, port)
            await _ready(server)
            server.ready_after = time.perf_counter() - started
            yield server
        except StartError as error:
            complaints.seek(0)
            error.add_note(complaints.read().decode())
            raise
        finally:
            await _stop(process)


async def output(module: str, *arguments: str) -> bytes:
    """Run a Python module to its end, and return what it printed."""
    process = await _start(module, *arguments, env={})
    printed, _ = await process.communicate()
    if process.returncode:
        raise StartError(f"{module} ended with {process.returncode}.")
    return printed


async def _start(
    module: str, *arguments: str, env: Mapping[str, str], stderr: IO[bytes] | None = None
) -> Process:
    """Start a Python module on the core for servers, away from any `.env` and any proxy."""
    surroundings = {"PATH": os.environ["PATH"], "HOME": "/", "PYTHONPATH": str(ROOT), **env}
    with on_core(SERVER_CORE):
        return await create_subprocess_exec(
            sys.executable, "-m", module, *arguments, cwd="/", env=surroundings, stdout=PIPE, stderr=stderr
        )


async def _ready(server: Server) -> None:
    """Wait until the server says that it is ready; StartError if it ends instead, or takes too long."""
    deadline = time.perf_counter() + READY_SECONDS
    while time.perf_counter() < deadline:
        if server.process.returncode is not None:
            raise StartError(f"A server ended with {server.process.returncode} instead of starting.")
        try:
            connection = await Connection.open(server.port)
        except OSError:
            await asyncio.sleep(LOOK_EVERY)
            continue
        answer = await connection.ask(get("/readyz"))
        connection.close()
        if answer.status == 200:  # noqa: PLR2004 - HTTP: fine
            return
    raise StartError(f"A server was not ready after {READY_SECONDS:.0f} s.")


async def _stop(process: Process) -> None:
    """Let a process finish what it does; end it if it takes too long."""
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), STOP_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _proc(pid: int, name: str) -> str:
    return Path(f"/proc/{pid}/{name}").read_text(encoding="ascii")
