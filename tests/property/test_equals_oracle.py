"""Random valid operations: the gateway's answer is the oracle's, to the order of the keys, and takes one statement."""

import asyncio
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.scopes import Scope
from tests.harness.gateways import PREVIEW, Pair, open_hidden_pairs, open_pair
from tests.harness.operations import Operation, Walk, facets, filters, operations, walks
from tests.harness.profiles import TIMES, usual
from tests.harness.sites import Sites, sites, write_sites

any_scopes = st.frozensets(st.sampled_from(Scope))
other_scopes = st.frozensets(st.sampled_from(sorted(set(Scope) - PREVIEW, key=str)))


@settings(usual, max_examples=25 * TIMES)
@given(data=st.data(), scopes=any_scopes)
def test_an_operation_over_the_newspaper_is_answered_as_the_oracle_does(
    runner: asyncio.Runner, newspaper: Pair, data: st.DataObject, scopes: frozenset[Scope]
) -> None:
    operation = data.draw(operations(newspaper.vocabulary))

    runner.run(newspaper.check(operation, scopes))


@settings(usual, max_examples=25 * TIMES)
@given(data=st.data(), scopes=other_scopes, has_preview=st.booleans())
def test_where_stories_are_hidden_callers_are_answered_by_what_they_may_see(
    runner: asyncio.Runner,
    guarded_newspaper: tuple[Pair, Pair],
    data: st.DataObject,
    scopes: frozenset[Scope],
    has_preview: bool,
) -> None:
    pair = guarded_newspaper[has_preview]
    draw = data.draw(st.sampled_from((operations, filters, facets)))
    operation = data.draw(draw(guarded_newspaper[True].vocabulary))

    if pair.knows(operation):
        runner.run(pair.check(operation, scopes))


@settings(usual, max_examples=100 * TIMES)
@given(data=st.data())
def test_a_filter_selects_what_the_oracle_selects(runner: asyncio.Runner, newspaper: Pair, data: st.DataObject) -> None:
    operation = data.draw(filters(newspaper.vocabulary))

    runner.run(newspaper.check(operation))


@settings(usual, max_examples=25 * TIMES)
@given(data=st.data())
def test_facets_count_what_the_oracle_counts(runner: asyncio.Runner, newspaper: Pair, data: st.DataObject) -> None:
    operation = data.draw(facets(newspaper.vocabulary))

    runner.run(newspaper.check(operation))


@settings(usual, max_examples=20 * TIMES)
@given(data=st.data())
def test_pages_one_after_another_show_the_whole_list(
    runner: asyncio.Runner, newspaper: Pair, data: st.DataObject
) -> None:
    walk = data.draw(walks(newspaper.vocabulary))

    shown = runner.run(walked(newspaper, walk))

    whole = newspaper.oracle.answer(walk.query, {"size": 100})
    assert shown == [node["id"] for node in whole.data["list"]["nodes"]]


async def walked(pair: Pair, walk: Walk) -> list[str]:
    """The ids of all pages, each page checked against the oracle's."""
    shown: list[str] = []
    cursor = None
    while True:
        expected = pair.oracle.answer(walk.query, {"size": walk.size, "cursor": cursor}).data["list"]
        await pair.check(walk.operation(cursor))
        page = [node["id"] for node in expected["nodes"]]
        shown = page + shown if walk.is_backward else shown + page
        side = ("hasPreviousPage", "startCursor") if walk.is_backward else ("hasNextPage", "endCursor")
        if not expected["pageInfo"][side[0]]:
            return shown
        cursor = expected["pageInfo"][side[1]]


@settings(usual, max_examples=3 * TIMES)
@given(content=sites(), data=st.data())
def test_a_random_site_is_answered_as_the_oracle_does(
    runner: asyncio.Runner, content: Sites, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        roots = write_sites(content, Path(folder) / "content")
        pair = runner.run(open_pair(roots, Path(folder) / "gateway.db"))
        try:
            check_site(runner, pair, pair, data)
        finally:
            runner.run(pair.close())


@settings(usual, max_examples=3 * TIMES)
@given(content=sites(), data=st.data())
def test_a_random_site_with_hidden_stories_is_answered_as_the_oracle_does(
    runner: asyncio.Runner, content: Sites, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        roots = write_sites(content, Path(folder) / "content")
        public, preview = runner.run(open_hidden_pairs(roots, Path(folder) / "gateway.db"))
        try:
            check_site(runner, public, preview, data)
            runner.run(preview.check(EVERYTHING, ALL_SCOPES))
        finally:
            runner.run(public.close())


ALL_SCOPES = frozenset(set(Scope) - PREVIEW)


def check_site(runner: asyncio.Runner, pair: Pair, known: Pair, data: st.DataObject) -> None:
    """Compare answers to callers of all kinds, who ask for what they see, and for what others know of."""
    runner.run(pair.check(EVERYTHING))
    runner.run(pair.check(EVERYTHING, ALL_SCOPES))
    for vocabulary in (pair.vocabulary, known.vocabulary):
        operation = data.draw(operations(vocabulary, depth=6, room=300))
        if pair.knows(operation):
            runner.run(pair.check(operation, data.draw(other_scopes)))
    for _ in range(5):
        runner.run(pair.check(data.draw(filters(known.vocabulary))))
        runner.run(pair.check(data.draw(facets(pair.vocabulary))))


EVERYTHING = Operation(
    """
    {
      snapshot {
        articles(status: [PUBLISHED, UNPUBLISHED, STUB, REMOVED]) providers topics images
        problems(first: 1000) { source severity code message file line column }
      }
      articles(first: 100, status: [PUBLISHED, UNPUBLISHED, STUB, REMOVED]) {
        facets { ...everyFacet }
        nodes {
          id path slug source collection category type status title excerpt body bodyFormat publishedDateTime webUrl
          originalUrl ampWebUrl cdnAmpWebUrl quality heat featuredContent extra
          secured { cipherText initializationVector }
          provider { id }
          topics { id }
          images { ...wholeImage }
          related(origin: [EDITORIAL, SUGGESTED], status: [PUBLISHED, UNPUBLISHED, STUB, REMOVED]) {
            totalCount edges { origin score node { path } }
          }
          relatedFrom { nodes { path } facets { ...everyFacet } }
        }
      }
      providers(first: 100) {
        nodes { id name domain description images { ...wholeImage } articles { totalCount facets { ...everyFacet } } }
      }
      topics(first: 100) {
        nodes { id name slug source description isDefined parent { id } children { id }
          articles { totalCount facets { ...everyFacet } }
        }
      }
    }
    fragment everyFacet on ArticleFacets {
      topics { topic { id } count }
      providers { provider { id } count }
      types { value count }
      collections { value count }
      published(by: DAY) { start count }
    }
    fragment wholeImage on Image { id url width height isCached title attribution }
    """
)
"""All that can be known of a small site."""
