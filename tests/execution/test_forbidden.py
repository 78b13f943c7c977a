"""Fields that need a scope: null with an error at their exact path for callers without it, and the rest stands."""

import json
from pathlib import Path
from typing import Any

import pytest

from gateway.execution import Gateway, OperationRequest
from gateway.loader.load import load
from gateway.loader.sources import Source
from gateway.scopes import NO_SCOPES, Scope, Scopes
from gateway.settings import Settings
from gateway.store import open_store

SEALED = "c2VhbGVk;AAAAAAAAAAAAAAAAAAAAAA=="
STORY = "---\ntitle: {title}\npublished: {published}\nsecured: {secured}\nrelated:\n  - other\n---\n"


async def answered(folder: Path, query: str, scopes: Scopes, unpublished: str = "listed") -> dict[str, Any]:
    site = folder / "site"
    for name, published in (("one", "true"), ("other", "true"), ("draft", "false")):
        path = site / "news" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        secured = SEALED if name == "one" else ""
        path.write_text(STORY.format(title=name, published=published, secured=secured))
    async with await open_store(f"sqlite:///{folder}/db", has_public=unpublished == "hidden") as store:
        await load(store, [Source("", site)], jobs=1)
        gateway = Gateway(store, Settings(unpublished=unpublished))
        answer = await gateway.answer(OperationRequest(query), scopes)
    found: dict[str, Any] = json.loads(answer.body)
    return found


async def test_a_field_without_its_scope_is_null_and_told_with_its_path_wherever_it_stands(tmp_path: Path) -> None:
    query = "{ articles(orderBy: [{field: TITLE, direction: ASC}]) { nodes { title s: secured { cipherText } } } }"
    found = await answered(tmp_path, query, NO_SCOPES)
    assert found["data"] == {"articles": {"nodes": [{"title": "one", "s": None}, {"title": "other", "s": None}]}}
    assert [(error["path"], error["extensions"]["code"]) for error in found["errors"]] == [
        (["articles", "nodes", 0, "s"], "FORBIDDEN"),
        (["articles", "nodes", 1, "s"], "FORBIDDEN"),
    ]
    assert "c2VhbGVk" not in json.dumps(found)


async def test_a_field_with_its_scope_is_answered_and_null_where_the_document_has_none(tmp_path: Path) -> None:
    query = (
        "{ articles(orderBy: [{field: TITLE, direction: ASC}]) "
        "{ nodes { secured { cipherText initializationVector } } } }"
    )
    found = await answered(tmp_path, query, frozenset({Scope.SECURED}))
    sealed = {"cipherText": "c2VhbGVk", "initializationVector": "AAAAAAAAAAAAAAAAAAAAAA=="}
    assert found == {"data": {"articles": {"nodes": [{"secured": sealed}, {"secured": None}]}}}


EVERYWHERE = """{
  articles(status: [PUBLISHED, UNPUBLISHED]) { totalCount nodes { title } }
  hidden: articles(where: {title: {eq: "draft"}}, status: [UNPUBLISHED]) { totalCount nodes { title } }
  article(by: {path: "news/draft"}) { title }
  other: article(by: {path: "news/other"}) { relatedFrom { totalCount nodes { title } } }
  snapshot { articles(status: [UNPUBLISHED]) }
}"""


@pytest.mark.parametrize(
    ("unpublished", "scopes", "is_shown"),
    [
        ("listed", NO_SCOPES, True),
        ("hidden", NO_SCOPES, False),
        ("hidden", frozenset({Scope.PREVIEW}), True),
        ("hidden", frozenset({Scope.ADMIN}), False),
    ],
)
async def test_unpublished_stories_are_hidden_at_every_level_from_those_without_preview(
    tmp_path: Path, unpublished: str, scopes: Scopes, *, is_shown: bool
) -> None:
    found = (await answered(tmp_path, EVERYWHERE, scopes, unpublished))["data"]
    assert ("draft" in json.dumps(found)) is is_shown
    assert found["articles"]["totalCount"] == 2 + is_shown
    assert found["hidden"]["totalCount"] == int(is_shown)
    assert found["other"]["relatedFrom"]["totalCount"] == 2 + is_shown - 1
    assert found["snapshot"]["articles"] == int(is_shown)
