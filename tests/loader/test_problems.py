"""`snapshot { problems }` is what the load's report says, at every step; broken documents stay served as they were."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gateway.execution import Gateway, OperationRequest
from gateway.loader.load import load
from gateway.loader.report import LoadReport
from gateway.scopes import NO_SCOPES, Scope, Scopes
from gateway.settings import Settings
from gateway.store import Store, open_store
from tests.harness.site import Site

EDITOR: Scopes = frozenset({Scope.EDITOR})
PROBLEMS = """query ($first: Int! = 1000) {
  snapshot { id problems(first: $first) { source severity code message file line column } }
}"""
SERVED = "{ articles { nodes { path title } } }"
KEYS = ("source", "severity", "code", "message", "file", "line", "column")
BROKEN = "---\ntitle: [never closed\n---\n"
NO_CONTENT = {"empty": "", "no head": "Only words.\n", "other taxonomy": "---\ntaxonomy: tag\nname: A\n---\n"}


@dataclass
class Served:
    """A site, its database, and a gateway on it."""

    site: Site
    store: Store
    gateway: Gateway

    async def ask(self, query: str, scopes: Scopes = EDITOR, **variables: Any) -> Any:
        answer = await self.gateway.answer(OperationRequest(query, variables=variables), scopes)
        return json.loads(answer.body)

    async def load(self) -> LoadReport:
        """Load, and hold what is served against the report."""
        report = await load(self.store, [self.site.source], jobs=1)
        problems = (await self.ask(PROBLEMS))["data"]["snapshot"]["problems"]
        told = [
            {"source": source, **{name: getattr(problem, name) for name in KEYS[1:]}}
            for source, problem in report.problems
        ]
        assert sorted(problems, key=repr) == sorted(told, key=repr)
        assert problems == sorted(problems, key=place)
        return report

    async def titles(self) -> dict[str, str]:
        nodes = (await self.ask(SERVED))["data"]["articles"]["nodes"]
        return {node["path"]: node["title"] for node in nodes}


def place(problem: dict[str, Any]) -> tuple[Any, ...]:
    """Errors first, then by place; what has no line comes first."""
    by_place = (problem["source"], problem["file"], problem["line"] or 0, problem["column"] or 0)
    return (problem["severity"] != "ERROR", *by_place, problem["code"], problem["message"])


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with await open_store(f"sqlite:///{tmp_path}/db", readers=1) as store:
        yield Served(Site(tmp_path / "site", "west"), store, Gateway(store, Settings()))


def codes(report: LoadReport) -> list[tuple[str, str]]:
    return [(problem.file, problem.code) for _, problem in report.problems]


async def test_a_broken_document_is_served_as_it_was_until_it_is_mended(served: Served) -> None:
    served.site.put("_news/a.md", title="As it was")
    served.site.put("_news/b.md", title="Another")
    assert codes(await served.load()) == []

    served.site.write("_news/a.md", BROKEN)
    report = await served.load()
    assert codes(report) == [("_news/a.md", "yaml-syntax")]
    assert (report.failed, report.unchanged, report.removed) == (1, 1, 0)
    assert await served.titles() == {"west/news/a": "As it was", "west/news/b": "Another"}

    assert codes(await served.load()) == [("_news/a.md", "yaml-syntax")]

    served.site.put("_news/a.md", title="Mended")
    assert codes(await served.load()) == []
    assert await served.titles() == {"west/news/a": "Mended", "west/news/b": "Another"}


async def test_a_document_that_never_was_good_is_only_a_problem_and_goes_with_its_file(served: Served) -> None:
    served.site.write("_news/a.md", BROKEN)
    served.site.put("_news/b.md", title="Good", heat="hot", quality="very", publishedDateTime="2024-01-01")
    report = await served.load()
    assert codes(report) == [
        ("_news/a.md", "yaml-syntax"),
        ("_news/b.md", "not-a-number"),
        ("_news/b.md", "not-a-number"),
        ("_news/b.md", "date-without-zone"),
    ]
    assert await served.titles() == {"west/news/b": "Good"}

    served.site.delete("_news/a.md")
    served.site.put("_news/b.md", title="Good", heat="hot")
    assert codes(await served.load()) == [("_news/b.md", "not-a-number")]


async def test_a_broken_document_that_was_good_goes_when_its_file_goes(served: Served) -> None:
    served.site.put("_news/a.md", title="As it was")
    await served.load()
    served.site.write("_news/a.md", BROKEN)
    await served.load()
    served.site.delete("_news/a.md")
    report = await served.load()
    assert codes(report) == []
    assert report.removed == 1
    assert await served.titles() == {}


async def test_problems_between_files_come_and_go_with_their_cause(served: Served) -> None:
    served.site.put("_news/a.md", title="First")
    served.site.put("_news/a.html", title="Second")
    assert codes(await served.load()) == [("_news/a.md", "duplicate-path")]
    served.site.delete("_news/a.html")
    assert codes(await served.load()) == []


async def test_problems_of_looking_are_served_though_no_document_has_changed(served: Served) -> None:
    served.site.put("_news/a.md", title="First")
    await served.load()
    snapshot = (await served.ask(PROBLEMS))["data"]["snapshot"]["id"]

    link = served.site.root / "_news/gone.md"
    link.symlink_to("nowhere.md")
    assert codes(await served.load()) == [("_news/gone.md", "unreadable-file")]
    assert (await served.ask(PROBLEMS))["data"]["snapshot"]["id"] == snapshot, "problems are no part of the id"

    link.unlink()
    assert codes(await served.load()) == []


async def test_problems_are_bounded_and_the_errors_come_first(served: Served) -> None:
    served.site.put("_news/a.md", title="Warned", heat="hot")
    served.site.write("_news/b.md", BROKEN)
    await served.load()

    async def found(**variables: Any) -> list[str]:
        return [
            problem["severity"] for problem in (await served.ask(PROBLEMS, **variables))["data"]["snapshot"]["problems"]
        ]

    assert await found() == ["ERROR", "WARNING"]
    assert await found(first=1) == ["ERROR"]
    assert await found(first=0) == []
    for first in (-1, 1001):
        answer = await served.ask(PROBLEMS, first=first)
        assert "data" not in answer
        (error,) = answer["errors"]
        assert (error["extensions"]["code"], error["path"]) == ("BAD_USER_INPUT", ["snapshot", "problems"])


async def test_problems_need_the_scope_editor_and_the_rest_is_answered_without_it(served: Served) -> None:
    served.site.write("_news/b.md", BROKEN)
    await served.load()
    for scopes in (NO_SCOPES, frozenset({Scope.ADMIN, Scope.PREVIEW, Scope.SECURED})):
        answer = await served.ask("{ snapshot { articles trouble: problems { message } } }", scopes)
        assert answer["data"] == {"snapshot": {"articles": 0, "trouble": None}}
        (error,) = answer["errors"]
        assert (error["extensions"]["code"], error["path"]) == ("FORBIDDEN", ["snapshot", "trouble"])
        assert "b.md" not in json.dumps(answer)


@pytest.mark.parametrize("text", NO_CONTENT.values(), ids=NO_CONTENT.keys())
@pytest.mark.parametrize("is_broken_before", [False, True], ids=["good before", "broken before"])
async def test_a_document_that_is_no_content_any_more_goes_and_is_told_of(
    served: Served, text: str, is_broken_before: bool
) -> None:
    served.site.put("_news/a.md", title="A")
    served.site.write("_news/never.md", text)
    assert codes(await served.load()) == []
    if is_broken_before:
        served.site.write("_news/a.md", BROKEN)
        await served.load()
    served.site.write("_news/a.md", text)
    report = await served.load()
    assert (codes(report), report.removed, report.failed) == ([("_news/a.md", "no-longer-content")], 1, 0)
    assert await served.titles() == {}
    assert codes(await served.load()) == [("_news/a.md", "no-longer-content")], "until the file is written or deleted"
    served.site.put("_news/a.md", title="A")
    assert codes(await served.load()) == []
    assert await served.titles() == {"west/news/a": "A"}


async def test_of_a_hidden_document_that_is_no_content_any_more_the_public_learns_nothing(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    site.put("_news/a.md", title="A", published=False)
    async with await open_store(f"sqlite:///{tmp_path}/db", readers=1, has_public=True) as store:
        assert store.public is not None
        await load(store, [site.source], jobs=1)
        site.write("_news/a.md", "")
        assert codes(await load(store, [site.source], jobs=1)) == [("_news/a.md", "no-longer-content")]
        assert await store.public.fetch_rows("SELECT * FROM problem") == []
        assert await store.public.fetch_rows("SELECT path FROM article") == []
