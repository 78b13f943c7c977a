"""A load ends whatever lies in a content root, in bounded memory, tells of it, and keeps what was good before."""

import asyncio
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import threading
import time
from contextlib import chdir, closing, suppress
from pathlib import Path

import pytest

from gateway.content.files import read_file
from gateway.content.front_matter import SIZE_LIMIT_BYTES
from gateway.errors import SettingsError
from gateway.loader.changes import chunks_of, find_changes
from gateway.loader.load import load
from gateway.store import Store, open_store
from tests.faults.forking import ROOT, Forks
from tests.harness.profiles import TIMES
from tests.harness.site import SERVED_TABLES, Site, dump, load_fresh

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no pipes and no such names")

MIB = 1024 * 1024
STORY = "---\ntitle: A story\n---\nBody.\n"
PATHS = "SELECT path FROM article ORDER BY path"


async def opened(folder: Path) -> Store:
    return await open_store(f"sqlite:///{folder}/gateway.db", readers=1)


def told(report: object) -> set[tuple[str, str]]:
    return {(problem.file, problem.code) for _, problem in report.problems}  # type: ignore[attr-defined]


def sparse(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.write(b"---\ntitle: Large\n---\n")
        file.truncate(size)


def test_a_load_ends_in_bounded_memory_with_a_word_on_each_odd_file(tmp_path: Path) -> None:
    news = tmp_path / "site" / "_news"
    news.mkdir(parents=True)
    (news / "good.md").write_text(STORY)
    (news / "empty.md").write_text("")
    os.mkfifo(news / "pipe.md")
    os.mkfifo(tmp_path / "site" / "_config.yml")
    (news / "zero.md").symlink_to("/dev/zero")
    (news / "loop.md").symlink_to("loop.md")
    (news / "up").symlink_to("..", target_is_directory=True)
    for name, size in (("100-mib.md", 100 * MIB), ("huge.md", 8192 * MIB), ("least.md", SIZE_LIMIT_BYTES + 1)):
        sparse(news / name, size)
    with closing(socket.socket(socket.AF_UNIX)) as listener:
        with chdir(news):  # the path of a socket may have a hundred characters
            listener.bind("socket.md")
        command = [sys.executable, "-m", "gateway", "load", "--json", "site"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE) as process:
            timer = threading.Timer(60, process.kill)
            timer.start()
            said, _ = process.communicate()
            timer.cancel()
    assert process.returncode == 0
    report = json.loads(said)
    assert {(problem["file"], problem["code"]) for problem in report["problems"]} == {
        ("_config.yml", "unreadable-file"),
        ("_news/pipe.md", "unreadable-file"),
        ("_news/zero.md", "unreadable-file"),
        ("_news/socket.md", "unreadable-file"),
        ("_news/loop.md", "unreadable-file"),
        ("_news/up", "linked-folder"),
        ("_news/100-mib.md", "too-large"),
        ("_news/huge.md", "too-large"),
        ("_news/least.md", "too-large"),
    }
    assert report["added"] == 1


def test_no_more_is_read_of_a_file_than_shows_that_it_is_too_large(tmp_path: Path) -> None:
    sparse(tmp_path / "huge.md", 8192 * MIB)
    sparse(tmp_path / "largest.md", SIZE_LIMIT_BYTES)
    assert SIZE_LIMIT_BYTES < len(read_file(tmp_path / "huge.md")) < SIZE_LIMIT_BYTES + MIB
    assert len(read_file(tmp_path / "largest.md")) == SIZE_LIMIT_BYTES
    os.mkfifo(tmp_path / "pipe.md")
    for name in (tmp_path / "pipe.md", "/dev/zero", tmp_path):
        with pytest.raises(OSError, match="It is no file"):
            read_file(name)


async def test_large_files_are_sent_to_workers_few_at_a_time(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    for number in range(40):
        sparse(site.root / f"large-{number:02}.md", SIZE_LIMIT_BYTES // 2)
        site.write(f"small-{number:02}.md", STORY)
    sparse(site.root / "x.md", 100 * MIB)
    chunks = [chunk async for chunk in chunks_of(find_changes([site.source], ()))]
    assert [len(chunk.tasks) for chunk in chunks] == [8, 8, 8, 8, 8, 40 + 1]
    assert sorted(task.file for chunk in chunks for task in chunk.tasks) == sorted(
        path.name for path in site.root.iterdir()
    )


async def test_a_document_that_becomes_something_else_or_too_large_stays_as_it_was(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    for name in ("a", "b", "c", "d"):
        site.put(f"_news/{name}.md", title=name)
    async with await opened(tmp_path) as store:
        before = await load(store, [site.source], jobs=1)
        for name in ("a", "b", "c"):
            site.delete(f"_news/{name}.md")
        os.mkfifo(site.root / "_news/a.md")
        (site.root / "_news/b.md").symlink_to("b.md")
        sparse(site.root / "_news/c.md", 100 * MIB)
        site.write("_news/d.md", STORY[:10])
        after = await load(store, [site.source], jobs=1)
        assert told(after) == {
            ("_news/a.md", "unreadable-file"),
            ("_news/b.md", "unreadable-file"),
            ("_news/c.md", "too-large"),
            ("_news/d.md", "unclosed-head"),
        }
        assert (after.failed, after.snapshot_id) == (4, before.snapshot_id)
        for name in ("a", "b", "c", "d"):
            site.delete(f"_news/{name}.md")
        assert (await load(store, [site.source], jobs=1)).removed == 4
        assert await store.fetch_rows(PATHS) == []


@pytest.mark.parametrize("is_broken", [True, False], ids=["broken", "a pipe"])
async def test_the_address_of_a_site_stays_while_its_settings_cannot_be_read(tmp_path: Path, is_broken: bool) -> None:
    site = Site(tmp_path / "site")
    site.write("_config.yml", "url: https://one.example\n")
    site.put("_news/a.md", title="A", images=[{"url": "/a.png"}])
    async with await opened(tmp_path) as store:
        before = await load(store, [site.source], jobs=1)
        site.delete("_config.yml")
        if is_broken:
            site.write("_config.yml", 'url: "https://one.exam')
        else:
            os.mkfifo(site.root / "_config.yml")
        site.put("_news/b.md", title="B", images=[{"url": "/b.png"}])
        between = await load(store, [site.source], jobs=1)
        assert (between.added, between.unchanged) == (1, 1)
        urls = "SELECT url FROM image ORDER BY url"
        assert await store.fetch_rows(urls) == [("https://one.example/a.png",), ("https://one.example/b.png",)]
        site.delete("_config.yml")
        site.write("_config.yml", "url: https://two.example\n")
        assert (await load(store, [site.source], jobs=1)).changed == 2
        assert await store.fetch_rows(urls) == [("https://two.example/a.png",), ("https://two.example/b.png",)]
        site.delete("_config.yml")
        await load(store, [site.source], jobs=1)
        assert await store.fetch_rows(urls) == [("/a.png",), ("/b.png",)]
    assert before.added == 1


async def test_a_root_that_is_empty_all_at_once_keeps_what_was_in_it(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    site.put("_news/a.md", title="A")
    other = Site(tmp_path / "other", "other")
    sources = [site.source, other.source]
    async with await opened(tmp_path) as store:
        before = await load(store, sources, jobs=1)
        assert before.problems == [], "a root that never had anything is no problem"
        (site.root / "_news").rename(tmp_path / "away")
        after = await load(store, sources, jobs=1)
        assert told(after) == {(".", "empty-root")}
        assert (after.removed, after.snapshot_id) == (0, before.snapshot_id)
        (tmp_path / "away").rename(site.root / "_news")
        assert (await load(store, sources, jobs=1)).problems == []
        site.delete("_news/a.md")
        gone = await load(store, sources, jobs=1)
        assert (gone.removed, gone.problems) == (1, [])


NAMES = (
    b"a\nb.md",
    b"x\x01\x1b[31m.md",
    b"\xff\xfe.md",
    b"\xed\xa0\x80.md",
    "\u202e\u2028é.md".encode(),
    b"q'\"`$(x).md",
    b" .md",
    b"..md",
    b"---.md",
    b"%2e%2e%2f.md",
    b"\\.md",
    b"n" * 250 + b".md",
)


def test_strange_names_are_read_or_told_and_write_no_lines_of_their_own(tmp_path: Path, forked: Forks) -> None:
    root = tmp_path / "site"
    root.mkdir()
    for name in NAMES:
        (root / os.fsdecode(name)).write_text("---\ntitle: A story\nquality: none\n---\n")
    assert forked.run(tmp_path, ["load", "site"]) == 0
    lines = (tmp_path / "said").read_text().splitlines()
    problems = [line for line in lines if " warning " in line or " error " in line]
    assert len([line for line in problems if "file-name-not-utf8" in line]) == 2
    assert len([line for line in problems if "not-a-number" in line]) == len(NAMES) - 3, "one is a dot file"
    assert any(line.startswith(r"a\nb.md:3:10 warning") for line in problems)
    assert not any(character in line for line in lines for character in "\x01\x1b\u202e\u2028")


def test_folders_may_be_deeper_than_a_path_can_say(tmp_path: Path, forked: Forks) -> None:
    root = tmp_path / "site"
    root.mkdir()
    (root / "good.md").write_text(STORY)
    place = os.open(root, os.O_RDONLY)
    for _ in range(30):
        os.mkdir("d" * 200, dir_fd=place)
        inner = os.open("d" * 200, os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(place)
    try:
        assert forked.run(tmp_path, ["load", "site"]) == 0
        said = (tmp_path / "said").read_text()
        assert "error unreadable-folder The folder cannot be listed: File name too long." in said
        assert "\n1 added" in said
    finally:
        subprocess.run(["rm", "-rf", str(root)], check=True)


def test_files_and_folders_that_may_not_be_read_stay_as_they_were(tmp_path: Path, forked: Forks) -> None:
    site = Site(tmp_path / "site")
    for file in ("_news/a.md", "_news/b.md", "_private/c.md"):
        site.put(file, title=file)
    assert forked.run(tmp_path, ["load", "--json", "site"]) == 0
    before = json.loads(said_as_json(tmp_path))
    site.put("_news/a.md", title="changed")
    closed = [site.root / "_news/a.md", site.root / "_private"]
    for path in closed:
        path.chmod(0)
    try:
        assert forked.run(tmp_path, ["load", "--json", "site"]) == 0
    finally:
        for path in closed:
            path.chmod(0o755)
    after = json.loads(said_as_json(tmp_path))
    assert after["snapshot_id"] == before["snapshot_id"]
    assert [(problem["file"], problem["code"]) for problem in after["problems"]] == [
        ("_news/a.md", "unreadable-file"),
        ("_private", "unreadable-folder"),
    ]
    assert forked.run(tmp_path, ["load", "--json", "site"]) == 0
    assert json.loads(said_as_json(tmp_path))["changed"] == 1


def said_as_json(folder: Path) -> str:
    """The report: what goes to standard error comes before or after it."""
    said = (folder / "said").read_text()
    return said[said.index("{") : said.rindex("}") + 1]


class Vandal:
    """Somebody who changes a site all the time, in ways in which files are seen half-way."""

    def __init__(self, root: Path, seed: str) -> None:
        self.root = root
        self.random = random.Random(seed)
        self.is_done = False

    def run(self) -> None:
        while not self.is_done:
            news = self.root / "_news"
            path = news / f"{self.random.randrange(30)}.md"
            match self.random.randrange(9):
                case 0 if path.is_file():
                    path.write_bytes(path.read_bytes()[: self.random.randrange(40)])
                case 1:
                    path.unlink(missing_ok=True)
                case 2:
                    news.rename(self.root / "_away")
                    time.sleep(0.002)
                    (self.root / "_away").rename(news)
                case 3:
                    self.root.rename(self.root.with_name("away"))
                    time.sleep(0.002)
                    self.root.with_name("away").rename(self.root)
                case 4 if path.is_file():
                    with path.open("a") as growing:
                        for _ in range(5):
                            growing.write("more\n" * 100)
                            growing.flush()
                case 5:
                    path.unlink(missing_ok=True)
                    path.symlink_to(path.name)
                case 6:
                    path.unlink(missing_ok=True)
                    os.mkfifo(path)
                case _:
                    path.unlink(missing_ok=True)
                    number = self.random.randrange(30)
                    path.write_text(f"---\ntitle: Story {number}\nrelated: [Story {number + 1}]\n---\nBody.\n")


async def test_a_site_that_changes_while_it_is_read_is_what_it_is_in_the_end(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    for number in range(30):
        site.put(f"_news/{number}.md", title=f"Story {number}")
    vandal = Vandal(site.root, "seed" if TIMES == 1 else str(time.time()))
    loads = 0
    async with await opened(tmp_path) as store:
        await load(store, [site.source], jobs=1)
        changing = asyncio.create_task(asyncio.to_thread(vandal.run))
        until = time.monotonic() + 1.5 * TIMES
        while time.monotonic() < until:
            with suppress(SettingsError):  # the root is away
                await load(store, [site.source], jobs=1)
            loads += 1
        vandal.is_done = True
        await changing
        assert loads > 5
        for path in site.root.rglob("*.md"):
            if not path.is_file():
                path.unlink()
        broken = await load(store, [site.source], jobs=1)
        for _, problem in broken.problems:
            if problem.severity == "ERROR":
                (site.root / problem.file).unlink()
        await load(store, [site.source], jobs=1)
        fresh, _ = await load_fresh(tmp_path / "fresh.db", site.source)
        assert await dump(store, SERVED_TABLES) == fresh
    shutil.rmtree(site.root)
