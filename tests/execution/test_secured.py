"""Sealed payloads are answered to those who may read them, and are nowhere else: no log, error, problem or cache."""

import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from gateway.execution import Gateway, OperationRequest
from gateway.loader.check import check
from gateway.loader.load import load
from gateway.loader.report import LoadReport
from gateway.scopes import NO_SCOPES, Scope, Scopes
from gateway.settings import Settings
from gateway.store import Store, open_store
from tests.harness.site import Site

MARK = "enl4bWFyaw"
VECTOR = "AAAAAAAAAAAAAAAAAAAAAA=="
SEALED = f"{MARK}==;{VECTOR}"
EVERY_SCOPE: Scopes = frozenset(Scope)

DOCUMENTS = {
    "good": f"title: Good\nsecured: {SEALED}\nrelated: [other]\n",
    "quoted": f'title: Quoted\nsecured: "{SEALED}"\n',
    "no vector": f"title: No vector\nsecured: {MARK}==\n",
    "short vector": f"title: Short vector\nsecured: {MARK}==;AAAA\n",
    "no Base64": f"title: No Base64\nsecured: '{MARK}!;{VECTOR}'\n",
    "list": f"title: List\nsecured: [{MARK}]\n",
    "mapping": f"title: Mapping\nsecured: {{{MARK}: {MARK}}}\n",
    "unclosed": f'title: Unclosed\nsecured: "{SEALED}\n',
    "tab": f"title: Tab\n\tsecured: {SEALED}\n",
    "colon": f"title: Colon\nsecured: {MARK}: {SEALED}\n",
    "twice": f"title: Twice\nsecured: {SEALED}\nsecured: {SEALED}\n",
    "anchor": f"title: Anchor\nsecured: &a {SEALED}\nother: *b\n",
    "tag": f"title: Tag\nsecured: !secret {SEALED}\n",
    "control": f"title: Control\nsecured: {MARK}\x01\n",
    "mojibake": f"title: Mojibake\nsecured: {MARK}â€™\n",
}


@asynccontextmanager
async def vault(folder: Path) -> AsyncIterator[tuple[Store, Gateway, LoadReport]]:
    site = Site(folder / "site")
    for name, head in DOCUMENTS.items():
        site.write(f"_news/{name.replace(' ', '-')}.md", f"---\n{head}---\nWords.\n")
    async with await open_store(f"sqlite:///{folder}/db", readers=1) as store:
        report = await load(store, [site.source], jobs=1)
        yield store, Gateway(store, Settings()), report


QUERIES = (
    "{ articles(first: 100) { nodes { slug extra secured { cipherText initializationVector } } } }",
    "{ snapshot { problems(first: 1000) { code message file } } }",
    "{ articles(first: 100) { edges { cursor node { id title excerpt body webUrl } } facets { topics { count } } } }",
    f'{{ articles(search: "{MARK[:0]}words") {{ edges {{ snippet score }} }} }}',
    "{ articles { nodes { secured { nothing } } } }",
)


async def test_a_payload_is_in_no_log_report_problem_or_error(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        async with vault(tmp_path) as (_, gateway, report):
            assert report.failed > 3
            assert len(report.problems) > 8
            answers = [
                (await gateway.answer(OperationRequest(query), scopes)).body
                for query in QUERIES
                for scopes in (
                    NO_SCOPES,
                    EVERY_SCOPE - {Scope.SECURED},
                )
            ]
            checked = await check([Site(tmp_path / "site").source], 1)
    told = [caplog.text, report.as_text(), report.as_json(), checked.as_text(), *(body.decode() for body in answers)]
    for text in told:
        assert MARK not in text


async def test_a_payload_is_answered_in_its_halves_to_those_who_may_read_it(tmp_path: Path) -> None:
    async with vault(tmp_path) as (_, gateway, _report):
        body = (await gateway.answer(OperationRequest(QUERIES[0]), frozenset({Scope.SECURED}))).body
    found = {node["slug"]: node["secured"] for node in json.loads(body)["data"]["articles"]["nodes"]}
    halves = {"cipherText": f"{MARK}==", "initializationVector": VECTOR}
    assert found["good"] == found["quoted"] == halves
    assert [name for name, secured in found.items() if secured not in (None, halves)] == []


async def test_a_payload_is_in_nothing_that_is_kept_for_later_requests(tmp_path: Path) -> None:
    async with vault(tmp_path) as (store, gateway, _):
        for scopes in (NO_SCOPES, EVERY_SCOPE):
            for query in QUERIES:
                await gateway.answer(OperationRequest(query), scopes)
        kept = [repr((key, statement)) for key, statement in gateway._preparer.kept.statements._kept.items()]
        explanation = await gateway.explain(OperationRequest(QUERIES[0]), EVERY_SCOPE)
        tables = [name for (name,) in await store.fetch_rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        holding = {
            name for name in tables for row in await store.fetch_rows(f'SELECT * FROM "{name}"') if MARK in repr(row)
        }
    assert len(kept) > len(QUERIES)
    assert MARK not in repr(kept) + repr(explanation)
    assert holding == {"article_detail", "document"}, "where it is stored, and what the loader compares with"


EVERYWHERE = """
query ($id: ID!) {
  node(id: $id) { ... on Article { ...sealed } }
  nodes(ids: [$id, "nobody"]) { ...sealed }
  article(by: {path: "news/good"}) { again: secured { cipherText } ...sealed }
  articles(where: {slug: {in: ["good", "other"]}}, status: [PUBLISHED, STUB]) {
    edges { node { slug related { nodes { secured { cipherText } relatedFrom { edges { node { ...sealed } } } } } } }
  }
  snapshot { problems { code } id }
}
fragment sealed on Article { ... @include(if: true) { sealed: secured { __typename } } }
"""


async def test_what_is_forbidden_is_null_at_each_of_its_places_and_all_else_stands(tmp_path: Path) -> None:
    async with vault(tmp_path) as (_, gateway, _report):
        request = OperationRequest('{ article(by: {path: "news/good"}) { id } }')
        identity = json.loads((await gateway.answer(request)).body)["data"]["article"]["id"]
        asked = OperationRequest(EVERYWHERE, variables={"id": identity})
        found = json.loads((await gateway.answer(asked)).body)
        allowed = json.loads((await gateway.answer(asked, EVERY_SCOPE)).body)
    assert "errors" not in allowed
    paths = [error["path"] for error in found["errors"]]
    assert {error["extensions"]["code"] for error in found["errors"]} == {"FORBIDDEN"}
    related = ["articles", "edges", 0, "node", "related", "nodes", 0]
    assert sorted(paths, key=repr) == sorted(
        [
            ["node", "sealed"],
            ["nodes", 0, "sealed"],
            ["article", "again"],
            ["article", "sealed"],
            [*related, "secured"],
            [*related, "relatedFrom", "edges", 0, "node", "sealed"],
            ["snapshot", "problems"],
        ],
        key=repr,
    )
    for path in paths:
        value = found["data"]
        for step in path[:-1]:
            value = value[step]
        assert value[path[-1]] is None
    assert found["data"]["nodes"][1] is None
    assert found["data"]["articles"]["edges"][0]["node"]["slug"] == "good"
    assert found["data"]["snapshot"]["id"] == allowed["data"]["snapshot"]["id"]
