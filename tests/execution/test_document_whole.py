"""A document as publishers send it: every key of its front matter is answered, and its stub becomes a story."""

import json
from pathlib import Path
from typing import Any

from gateway.execution import Gateway, OperationRequest
from gateway.loader.load import load
from gateway.settings import Settings
from gateway.store import open_store
from tests.harness.site import Site

STORY = """---
category: news
title: "Harbor watches ships by camera"
excerpt: "A leak shows how ships are watched."
publishedDateTime: 2024-08-16T08:28:00Z
webUrl: "https://post.example/harbor-watches"
type: article
quality: 19
heat: -1
published: false

provider:
  name: The Post
  domain: post.example

topics:
  - Cameras
  - Harbors

related:
  - title: "There is a crisis of cameras at sea"
    excerpt: "A match led police to a crime he didnâ€™t commit."
    publishedDateTime: 2024-08-14T17:31:00Z
    webUrl: "https://review.example/crisis"
    ampWebUrl: "https://review.example/crisis/amp/"
    cdnAmpWebUrl: "https://cdn.example/c/s/review.example/crisis/amp/"
    type: article
    provider:
      name: Sea Review
      domain: review.example
    quality: 61
    images:
      - url: "https://review.example/crisis.jpg?w=2896"
        width: 2896
        height: 1629
        isCached: true

secured: "AAAAAAAAAAAAAAAAAAAAAA==;AAAAAAAAAAAAAAAAAAAAAA=="
length: 4 hours
---
"""

EVERYTHING = """
query ($url: URL!) {
  article(by: { url: $url }) {
    path category title excerpt publishedDateTime webUrl type quality heat status extra
    provider { name domain }
    topics { name }
    related {
      edges {
        origin
        node {
          id path status title excerpt publishedDateTime webUrl ampWebUrl cdnAmpWebUrl type quality
          provider { name domain }
          images { url width height isCached }
        }
      }
    }
  }
}
"""

STUB = {
    "path": "news/2024-08-14-there-is-a-crisis-of-cameras-at-sea",
    "status": "STUB",
    "title": "There is a crisis of cameras at sea",
    "excerpt": "A match led police to a crime he didn\u2019t commit.",
    "publishedDateTime": "2024-08-14T17:31:00Z",
    "webUrl": "https://review.example/crisis",
    "ampWebUrl": "https://review.example/crisis/amp/",
    "cdnAmpWebUrl": "https://cdn.example/c/s/review.example/crisis/amp/",
    "type": "article",
    "quality": 61,
    "provider": {"name": "Sea Review", "domain": "review.example"},
    "images": [{"url": "https://review.example/crisis.jpg?w=2896", "width": 2896, "height": 1629, "isCached": True}],
}


async def ask(gateway: Gateway) -> Any:
    request = OperationRequest(EVERYTHING, None, {"url": "https://post.example/harbor-watches"})
    return json.loads((await gateway.answer(request)).body)["data"]["article"]


async def test_every_key_of_a_document_is_answered_by_one_query(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    site.write("000_5eed.txt", STORY)
    store = await open_store(f"sqlite:///{tmp_path}/gateway.db")
    async with Gateway(store, Settings()) as gateway:
        report = await load(store, [site.source])
        article = await ask(gateway)
        (edge,) = article.pop("related")["edges"]

        assert [(problem.code, problem.line, problem.column) for _, problem in report.problems] == [
            ("repaired-encoding", 22, 14)
        ]
        assert edge["node"].pop("id").startswith("a")
        assert edge == {"origin": "EDITORIAL", "node": STUB}
        assert article == {
            "path": "news/2024-08-16-harbor-watches-ships-by-camera",
            "category": "news",
            "title": "Harbor watches ships by camera",
            "excerpt": "A leak shows how ships are watched.",
            "publishedDateTime": "2024-08-16T08:28:00Z",
            "webUrl": "https://post.example/harbor-watches",
            "type": "article",
            "quality": 19,
            "heat": -1,
            "status": "UNPUBLISHED",
            "extra": {"length": "4 hours"},
            "provider": {"name": "The Post", "domain": "post.example"},
            "topics": [{"name": "Cameras"}, {"name": "Harbors"}],
        }


async def test_a_stub_becomes_its_document_with_the_same_id(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    site.write("000_5eed.txt", STORY)
    store = await open_store(f"sqlite:///{tmp_path}/gateway.db")
    async with Gateway(store, Settings()) as gateway:
        await load(store, [site.source])
        stub = (await ask(gateway))["related"]["edges"][0]["node"]

        site.put(
            "_news/2024-08-14-there-is-a-crisis-of-cameras-at-sea.md",
            title="A crisis at sea, in full",
            publishedDateTime="2024-08-14T17:31:00Z",
            webUrl="https://review.example/crisis",
        )
        await load(store, [site.source])
        story = (await ask(gateway))["related"]["edges"][0]["node"]

        assert story["id"] == stub["id"]
        assert (stub["status"], story["status"]) == ("STUB", "PUBLISHED")
        assert (story["title"], story["provider"]) == ("A crisis at sea, in full", None)


async def test_a_page_of_related_stories_goes_on_after_an_insert(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    names = ["a", "b", "c", "d"]
    for name in names:
        site.put(f"_news/{name}.md", title=name)
    site.put("_news/head.md", title="head", related=names)
    store = await open_store(f"sqlite:///{tmp_path}/gateway.db")
    page = """query ($after: String) { article(by: {path: "news/head"}) {
      related(first: 2, after: $after) { nodes { slug } pageInfo { endCursor hasNextPage hasPreviousPage } } } }"""
    async with Gateway(store, Settings()) as gateway:

        async def related(after: str | None) -> Any:
            answer = await gateway.answer(OperationRequest(page, None, {"after": after}))
            return json.loads(answer.body)["data"]["article"]["related"]

        await load(store, [site.source])
        first = await related(None)
        site.put("_news/head.md", title="head", related=["d", "a", "b", "c"])
        await load(store, [site.source])
        second = await related(first["pageInfo"]["endCursor"])

        assert [node["slug"] for node in first["nodes"]] == ["a", "b"]
        assert [node["slug"] for node in second["nodes"]] == ["c"]
        assert second["pageInfo"]["hasNextPage"] is False
        assert second["pageInfo"]["hasPreviousPage"] is True
