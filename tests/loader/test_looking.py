"""What is wrong with the places of files: it is in every report, and hides no document that was good."""

import asyncio
import os
from pathlib import Path

import pytest

from gateway.loader.check import check
from gateway.loader.load import load
from gateway.loader.sources import Source
from gateway.store import Store, open_store
from tests.harness.site import Site

PATHS = "SELECT path FROM article ORDER BY path"


async def opened(folder: Path) -> Store:
    return await open_store(f"sqlite:///{folder}/gateway.db", readers=1)


async def found(store: Store, source: Source) -> set[tuple[str, str]]:
    """What a load reports."""
    report = await load(store, [source])
    return {(problem.file, problem.code) for _, problem in report.problems}


def refuse_to_list(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    scandir = os.scandir

    def refuse(folder: int | str | os.DirEntry[str]) -> object:
        if not isinstance(folder, int) and os.fspath(folder).endswith(name):
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)


async def test_documents_in_a_folder_that_cannot_be_listed_stay_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path / "content")
    for file in ("_news/a.md", "_private/b.md", "_private/deep/c.md", "_privately/d.md"):
        site.put(file, title=file)
    async with await opened(tmp_path) as store:
        before = await load(store, [site.source])
        site.delete("_privately/d.md")
        with monkeypatch.context() as patch:
            refuse_to_list(patch, "_private")
            after = await load(store, [site.source])
        assert [(problem.file, problem.code) for _, problem in after.problems] == [("_private", "unreadable-folder")]
        assert (after.removed, after.unchanged, after.failed) == (1, 1, 2)
        assert await store.fetch_rows(PATHS) == [("news/a",), ("private/b",), ("private/deep/c",)]

        mended = await load(store, [site.source])
    assert (mended.unchanged, mended.failed, mended.problems) == (3, 0, [])
    assert mended.snapshot_id == after.snapshot_id != before.snapshot_id


async def test_a_document_whose_link_leads_nowhere_stays_as_it_was(tmp_path: Path) -> None:
    site = Site(tmp_path / "content")
    elsewhere = Site(tmp_path / "elsewhere")
    elsewhere.put("a.md", title="A")
    (site.root / "_news").mkdir()
    (site.root / "_news/a.md").symlink_to(elsewhere.root / "a.md")
    async with await opened(tmp_path) as store:
        await load(store, [site.source])
        elsewhere.delete("a.md")
        assert await found(store, site.source) == {("_news/a.md", "unreadable-file")}
        assert await store.fetch_rows(PATHS) == [("news/a",)]

        (site.root / "_news/a.md").unlink()
        assert await found(store, site.source) == set()
        assert await store.fetch_rows(PATHS) == []


async def test_whatever_is_wrong_with_a_place_is_reported_by_every_load(tmp_path: Path) -> None:
    site = Site(tmp_path / "content")
    site.put("_news/a.md", title="A")
    site.write("_config.yml", 'url: "never closed\n')
    (site.root / "dead.md").symlink_to("nowhere.md")
    (site.root / "_twice").symlink_to("_news")
    (site.root / os.fsdecode(b"_news/\xff.md")).write_text("---\ntitle: B\n---\n")
    expected = {
        ("_config.yml", "yaml-syntax"),
        ("_news/\\udcff.md", "file-name-not-utf8"),
        ("_twice", "linked-folder"),
        ("dead.md", "unreadable-file"),
    }
    async with await opened(tmp_path) as store:
        assert await found(store, site.source) == expected
        assert await found(store, site.source) == expected


def test_a_check_reports_it_too(tmp_path: Path) -> None:
    site = Site(tmp_path / "content")
    (site.root / "dead.md").symlink_to("nowhere.md")
    checked = asyncio.run(check([site.source]))
    assert [(problem.file, problem.code) for _, problem in checked.problems] == [("dead.md", "unreadable-file")]
