#!/usr/bin/env python3
"""Serve a copy of a corpus, and edit one of its stories each second for as long as the server is asked.

    edited.py corpus --work work --gateway ../.venv/bin/gateway --port 8713

A target of `run.py`: how quick are answers while the content changes? An edit is a new title, as an editor would write
it; the server watches the folder and loads what has changed. Between measurements nothing is edited, so that this
server takes nothing of the core that others are measured on.
"""

import argparse
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

BUSY = 50
"""Requests within a second, from which on the server is being measured and not only looked at."""

TITLE = re.compile(r'^title: "(.*?)(?: \(\d+\))?"$', re.MULTILINE)
ASKED = re.compile(rb"^gateway_http_requests_total\{.*\} (\d+)", re.MULTILINE)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--work", type=Path, required=True, help="folder of the copy and of its database")
    parser.add_argument("--gateway", required=True, help="the command to measure")
    parser.add_argument("--port", type=int, required=True)
    args = parser.parse_args()
    folder = args.work / f"edited-{args.port}"
    if not folder.exists():
        shutil.copytree(args.corpus, folder)
    server = serve(args, folder)
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, lambda *_: server.terminate())
    edit_while_asked(server, sorted(folder.rglob("*.md")), args.port + 100)
    sys.exit(server.wait())


def serve(args, folder):
    """The server, with counts of its requests on a port of its own."""
    command = [args.gateway, "serve", "--watch", folder, "--database", f"sqlite:///{folder}.db"]
    return subprocess.Popen([*command, "--port", str(args.port), "--metrics-port", str(args.port + 100)])


def edit_while_asked(server, stories, metrics_port):
    """Until the server ends."""
    chance, asked, edits = random.Random(1), 0, 0
    while server.poll() is None:
        time.sleep(1)
        before, asked = asked, count_of_requests(metrics_port)
        if asked - before > BUSY:
            edits += 1
            edit(chance.choice(stories), edits)
            print(f"{edits} edits", flush=True)


def edit(story, number):
    text = story.read_text("utf-8")
    story.write_text(TITLE.sub(rf'title: "\1 ({number})"', text, count=1), "utf-8")


def count_of_requests(port):
    """How many the server has answered; none while it does not answer."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            return sum(map(int, ASKED.findall(answer.read())))
    except OSError:
        return 0


if __name__ == "__main__":
    main()
