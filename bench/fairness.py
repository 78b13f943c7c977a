"""How long others wait while somebody sends the worst that is allowed, beside how long they wait otherwise.

    ../.venv/bin/python fairness.py --database work/gateway.db

Readers ask for fronts and stories, each a hundred times a second at most. Beside them run, one after another, attackers
who send operations that the default limits let through. Prints the readers' p50 and p99 alone and beside each attack;
the ratio of the p99 is what is wanted small. Alone is measured before and after each attack: machines are noisy.
The server has one core and everybody else another one, as in run.py: else readers would wait for attackers to be run.
"""

import argparse
import asyncio
import itertools
import json
import os
import signal
import socket
import sqlite3
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import uvloop

ROOT = Path(__file__).parents[1]
OPERATIONS = json.loads((ROOT / "bench/gateway.queries.json").read_text("utf-8"))
THINK_SECONDS = 0.01


def query_of(operation: str) -> str:
    """The text of one of the benchmark's operations."""
    return "\n".join(OPERATIONS[operation]["gateway"]["query"])


def usual(database: str) -> list[bytes]:
    """What readers ask for: stories, and the front page for each ten of them."""
    rows = sqlite3.connect(database).execute("SELECT path FROM article WHERE status = 0 ORDER BY id LIMIT 2000")
    stories = [post({"query": query_of("story"), "variables": {"path": path}}) for (path,) in rows]
    front = post({"query": query_of("front")})
    return [body for number, story in enumerate(stories) for body in ([front] if number % 10 == 0 else []) + [story]]


def post(body: dict[str, object]) -> bytes:
    """A whole request."""
    data = json.dumps(body).encode()
    head = b"POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
    return head % len(data) + data


FIELDS = "id title excerpt webUrl provider { name } topics { name } images { url } "


def attacks() -> dict[str, Iterator[bytes]]:
    """Operations near the limits, endlessly; those that are made anew are never known beforehand."""
    wide = f"articles(first: 100) {{ nodes {{ {FIELDS} related(first: 20) {{ nodes {{ {FIELDS} }} }} }} }}"
    filters = "articles(first: 5, where: {related: {some: {topics: {some: {name: {contains: $x}}}}}}) { totalCount }"
    word = 'articles(search: "the of a", first: 20) { totalCount edges { snippet } }'
    words = " ".join(f"w{number}: {word}" for number in range(8))
    facets = "articles { facets { topics { count } providers { count } types { count } published { count } } }"
    many = " ".join(f"l{number}: articles(first: 1) {{ nodes {{ {FIELDS} }} }}" for number in range(20))
    deep = f"articles(first: 1) {{ nodes {{ {FIELDS} " + "related(first: 1) { nodes { id title " * 12 + "} }" * 13
    leaf = "name kind ofType { name kind ofType { name } }"
    types = f"__schema {{ types {{ name fields {{ name args {{ name type {{ {leaf} }} }} type {{ {leaf} }} }} }} }}"
    again = itertools.repeat
    return {
        "large answers": again(post({"query": f"{{ {wide} }}"})),
        "costly filters": (
            post({"query": f"query ($x: String) {{ {filters} }}", "variables": {"x": f"x{number}"}})
            for number in itertools.count()
        ),
        "common words": again(post({"query": f"{{ {words} }}"})),
        "facets": again(post({"query": f"{{ {facets} a: {facets} b: {facets} }}"})),
        "new documents": anew(f"{{ {many} }}"),
        "new deep documents": anew(f"{{ {deep} }}"),
        "new introspection": anew(f"{{ {types} }}"),
        "documents that are wrong": anew("{" + " ".join(f"x{number}" for number in range(1800)) + "}"),
    }


def anew(selections: str) -> Iterator[bytes]:
    """The same under ever new names, so that it is never known beforehand."""
    return (post({"query": f"query Q{number} {selections}"}) for number in itertools.count())


class Connection:
    """Requests one after another."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def open(self) -> "Connection":
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        return self

    async def ask(self, request: bytes) -> int:
        """The status; the body is read and dropped."""
        self.writer.write(request)
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        await self.reader.readexactly(length)
        return int(head[9:12])


async def read(port: int, requests: list[bytes], seconds: float, readers: int) -> list[float]:
    """The milliseconds that each request took."""
    took: list[float] = []
    end = time.perf_counter() + seconds

    async def one(number: int) -> None:
        connection = await Connection(port).open()
        for request in itertools.islice(itertools.cycle(requests), number * 50, None):
            begun = time.perf_counter()
            if begun > end:
                break
            status = await connection.ask(request)
            took.append((time.perf_counter() - begun) * 1000)
            assert status == 200, status
            await asyncio.sleep(max(0.0, THINK_SECONDS - took[-1] / 1000))

    await asyncio.gather(*(one(number) for number in range(readers)))
    return took


async def attack(port: int, requests: Iterator[bytes], connections: int, statuses: dict[int, int]) -> None:
    """Send one attack over so many connections until cancelled."""

    async def one() -> None:
        connection = await Connection(port).open()
        while True:
            status = await connection.ask(next(requests))
            statuses[status] = statuses.get(status, 0) + 1

    await asyncio.gather(*(one() for _ in range(connections)))


def attack_apart(port: int, name: str, connections: int) -> None:
    """The life of the attackers' process: prints how it was answered when it is told to stop."""
    statuses: dict[int, int] = {}

    async def run() -> None:
        task = asyncio.create_task(attack(port, attacks()[name], connections, statuses))
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        await asyncio.wait({task})

    uvloop.run(run())
    print(json.dumps(statuses), flush=True)


async def measure(args: argparse.Namespace, port: int) -> None:
    """Run one attack after another."""
    requests = usual(args.database)
    await read(port, requests, 2, args.readers)  # warm
    titles = ("p50 alone", "p99 alone", "p50", "p99", "max", "p99 ratio")
    print(f"{'beside':26}", *(f"{title:>10}" for title in titles), " answers")
    for name in args.attacks or attacks():
        before = await read(port, requests, args.seconds, args.readers)
        command = [__file__, "--attack", name, "--port", str(port), "--connections", str(args.connections)]
        process = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=asyncio.subprocess.PIPE)
        await asyncio.sleep(1)
        during = await read(port, requests, args.seconds, args.readers)
        process.terminate()
        answers, _ = await process.communicate()
        alone = before + await read(port, requests, args.seconds, args.readers)
        ratio = part(during, 99) / part(alone, 99)
        figures = (part(alone, 50), part(alone, 99), part(during, 50), part(during, 99), max(during), ratio)
        print(f"{name:26}", *(f"{figure:10.2f}" for figure in figures), f" {answers.decode().strip()}", flush=True)


def part(values: list[float], percent: int) -> float:
    """A percentile."""
    return statistics.quantiles(values, n=100)[percent - 1]


async def main(args: argparse.Namespace) -> None:
    """Serve the database, and measure."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    command = ["-m", "gateway", "serve", "--database", f"sqlite:///{args.database}", "--port", str(port), *args.more]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, cores[:1])
    server = await asyncio.create_subprocess_exec(
        sys.executable, *command, env=environment, stdout=asyncio.subprocess.PIPE
    )
    os.sched_setaffinity(0, cores[-1:])
    try:
        assert server.stdout is not None
        await server.stdout.readline()
        await measure(args, port)
    finally:
        server.terminate()
        await server.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", help="a database that the gateway has loaded")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--connections", type=int, default=4, help="of the attackers")
    parser.add_argument("--attacks", nargs="*", choices=list(attacks()))
    parser.add_argument("--attack", choices=list(attacks()), help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
    parser.add_argument("more", nargs="*", help="more arguments of `gateway serve`, after --")
    arguments = parser.parse_args()
    if arguments.attack:
        attack_apart(arguments.port, arguments.attack, arguments.connections)
    else:
        uvloop.run(main(arguments))
