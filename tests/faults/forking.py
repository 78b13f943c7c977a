"""Commands as processes of their own that are forked from one with everything imported, and killed where a test says.

As a script it reads requests from standard input, one JSON list a line: the step at which the new process kills itself
(none has the number 0; then it leaves how many there were in the file `steps`), how large a file it may write (0: any
size), the folder to work in, and the arguments of the command. What that says is in the file `said`. The answers are
the process's id and, when that has ended, its status. A step is whatever a database connection is asked to do.
"""

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parents[2]
NEVER = 0


class Forks:
    """Where commands are started."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def start(self, folder: Path, arguments: Sequence[str], step: int = NEVER, largest: int = 0) -> int:
        """Start a command; gives the process's id. The one before must have ended."""
        assert self._process.stdin is not None
        print(json.dumps([step, largest, str(folder), list(arguments)]), file=self._process.stdin, flush=True)
        return int(self._line())

    def status(self) -> int:
        """Wait for its end: an exit code, or minus the number of a signal."""
        return int(self._line())

    def run(self, folder: Path, arguments: Sequence[str], step: int = NEVER, largest: int = 0) -> int:
        """Start a command and wait for its end."""
        self.start(folder, arguments, step, largest)
        return self.status()

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


@contextmanager
def forks() -> Iterator[Forks]:
    """Import everything once; all ends with the block."""
    process = subprocess.Popen(
        [sys.executable, __file__],
        env={**os.environ, "PYTHONPATH": str(ROOT), "GATEWAY_LOG_LEVEL": "error"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None,
        text=True,
    )
    with process:
        yield Forks(process)
        assert process.stdin is not None
        process.stdin.close()


def work(requests: IO[str], answers: IO[str]) -> None:
    """Do what is asked for until there is nothing more."""
    import gateway.loader.writing
    from gateway.cli.main import gateway, main

    for name in gateway.commands or ("load", "serve"):
        gateway.get_command(None, name)  # type: ignore[arg-type]
    for request in requests:
        step, largest, folder, arguments = json.loads(request)
        child = os.fork()
        if child == 0:
            os.chdir(folder)
            said = os.open("said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            for number in (1, 2):
                os.dup2(said, number)
            be_like_others()
            if largest:
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
            steps = kill_at(step)
            code = main(arguments)
            Path("steps").write_text(str(next(steps)))
            os._exit(code)
        print(child, file=answers, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=answers, flush=True)


def be_like_others() -> None:
    """Give up what lets root read and write what it may not: the capabilities 1 to 3, named after file access."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    head = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; and again for those above 31
    assert libc.capget(head, sets) == 0
    for index in range(3):
        sets[index] &= ~0b1110
    assert libc.capset(head, sets) == 0


def kill_at(step: int) -> Iterator[int]:
    """Let this process kill itself right before a connection takes a step; gives the counter of steps."""
    import aiosqlite

    numbers = count()
    plain = aiosqlite.Connection._execute

    async def counted(self: Any, *arguments: Any, **named: Any) -> Any:
        if next(numbers) + 1 == step:
            os.kill(os.getpid(), signal.SIGKILL)
        return await plain(self, *arguments, **named)  # type: ignore[no-untyped-call]

    aiosqlite.Connection._execute = counted  # type: ignore[method-assign]
    return numbers


if __name__ == "__main__":
    work(sys.stdin, sys.stdout)
