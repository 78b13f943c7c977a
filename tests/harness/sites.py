"""Random small content sites, as files: few names and addresses, so that everything collides with everything."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

__all__ = ["SOURCES", "Sites", "sites", "write_sites"]

Sites = Mapping[str, Mapping[str, str]]
"""Source → file → text."""

SOURCES = ("", "west")

_STEMS = ("a", "b", "deep/a", "2023-01-01-alpha", "2023-01-02-beta-b")
_FOLDERS = ("_news", "_archive/_news", "news", "_film")
_SUFFIXES = (".md", ".md", ".html", ".txt")
_TITLES = ("Alpha", "Beta B", "ALPHA", "100% a_b", "Straße 😀", "Ελλάς")
_DATES = ("2023-01-01T00:00:00Z", "2023-01-02T00:00:00Z", "2023-01-02T00:00:00.5Z", "2023-01-01T23:00:00-01:00")
_URLS = ("https://x.example/1", "https://x.example/2", "https://x.example/3")
_TEXTS = ("", "Some words.", "some WORDS, “quoted”", 'x\'; --\\ "y"')
_NUMBERS = (0, 1, 1, 7, -1)
_NAMES = ("Post", "post!", "P+", "The Post")
_DOMAINS = ("a.example", "A.example", "b.example")
_TOPICS = ("Town", "town!", "Sea", "Sea +", None)
_IMAGES = ("https://i.example/1.png", "https://i.example/2.png", "/assets/3.png")
_WIDTHS = (0, 50, 400, 1200)
_BODIES = ("", "Words.", "<p>Words</p>")


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def _some(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping with any of the keys."""
    return st.fixed_dictionaries({}, optional=keys)


_image = st.fixed_dictionaries(
    {"url": st.sampled_from(_IMAGES)},
    optional={
        "width": _maybe(st.sampled_from(_WIDTHS)),
        "height": st.sampled_from(_WIDTHS),
        "isCached": st.booleans(),
        "title": st.sampled_from(_TITLES),
        "attribution": st.sampled_from(_NAMES),
    },
)
_images = st.lists(_image, max_size=2)
_provider = st.fixed_dictionaries(
    {"name": st.sampled_from(_NAMES)},
    optional={"domain": _maybe(st.sampled_from(_DOMAINS)), "images": _images, "authors": st.just([{"name": "Ada"}])},
)
_story = {
    "excerpt": _maybe(st.sampled_from(_TEXTS)),
    "publishedDateTime": st.sampled_from(_DATES),
    "webUrl": st.sampled_from((*_URLS, "")),
    "originalUrl": st.sampled_from(_URLS),
    "ampWebUrl": st.sampled_from(_URLS),
    "cdnAmpWebUrl": st.sampled_from(_URLS),
    "quality": _maybe(st.sampled_from(_NUMBERS)),
    "heat": _maybe(st.sampled_from(_NUMBERS)),
    "type": st.sampled_from(("article", "video")),
    "featuredContent": st.just("<iframe></iframe>"),
    "provider": _provider,
    "topics": st.lists(st.sampled_from(_TOPICS), max_size=3),
    "images": _images,
    "length": st.sampled_from(("PT1M", 12, 4.5, None, True, ["a", {"b": []}])),
}
_related = st.lists(
    st.sampled_from(("a", "b", "nobody")) | st.fixed_dictionaries({"title": st.sampled_from(_TITLES)}, optional=_story),
    max_size=4,
)
_document = st.fixed_dictionaries(
    {"title": st.sampled_from(_TITLES)},
    optional={
        **_story,
        "category": st.sampled_from(("news", "film", "other")),
        "published": st.booleans(),
        "removed": st.booleans(),
        "related": _related,
        "secured": st.sampled_from(("AAAA;AAAA", "c2Vh;AAAAAAAAAAAAAAAAAAAAAA==", "bGVk;AQAAAAAAAAAAAAAAAAAAAA==")),
    },
)
_topic = st.fixed_dictionaries(
    {"taxonomy": st.just("topic"), "name": st.sampled_from([name for name in _TOPICS if name])},
    optional={
        "_id": st.sampled_from(("town", "sea", "else")),
        "parent": st.sampled_from(("Town", "Sea", "World")),
        "description": st.sampled_from(_TEXTS),
    },
)
_organization = st.fixed_dictionaries(
    {"taxonomy": st.just("organization"), "domain": st.sampled_from(_DOMAINS)},
    optional={"description": st.sampled_from(_TEXTS), "images": _images},
)


def _text(head: Mapping[str, Any], body: str = "") -> str:
    """A document: JSON values are YAML."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    return "\n".join(["---", *lines, "---", body])


@st.composite
def _source(draw: DrawFn, largest: int) -> dict[str, str]:
    names = st.tuples(st.sampled_from(_FOLDERS), st.sampled_from(_STEMS), st.sampled_from(_SUFFIXES))
    files = {"_config.yml": "url: https://site.example\n"} if draw(st.booleans()) else {}
    for folder, stem, suffix in draw(st.lists(names, max_size=largest, unique=True)):
        files[f"{folder}/{stem}{suffix}"] = _text(draw(_document), draw(st.sampled_from(_BODIES)))
    for number, head in enumerate(draw(st.lists(_document, max_size=1))):
        files[f"{number}_loose.txt"] = _text(head)
    for number, head in enumerate(draw(st.lists(_topic, max_size=3)), 1):
        files[f"_data/topics/{number:02}-topic.yaml"] = "\n".join(_text(head).splitlines()[1:-1])
    for number, head in enumerate(draw(st.lists(_organization, max_size=2)), 1):
        files[f"_data/organizations/{number}.md"] = _text(head)
    return files


def sites() -> st.SearchStrategy[Sites]:
    """An unnamed source of up to ten documents, and maybe a smaller named one."""
    return st.fixed_dictionaries({SOURCES[0]: _source(9)}, optional={SOURCES[1]: _source(4)})


def write_sites(content: Sites, folder: Path) -> dict[str, Path]:
    """Puts the files of each source under a folder of its own; gives the roots."""
    roots = {}
    for source, files in content.items():
        roots[source] = root = folder / (source or "unnamed")
        root.mkdir(parents=True)
        for file, text in files.items():
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_text(text, encoding="utf-8")
    return roots
