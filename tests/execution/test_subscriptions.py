"""`subscription { articleChanged }`: who is told what, after which load."""

import asyncio
import json
from pathlib import Path

import pytest

from gateway.errors import RequestError
from gateway.execution import Answer, OperationRequest
from gateway.execution.live import Subscriber, channel, feed, subscriber
from gateway.loader.load import load
from gateway.scopes import Scope
from gateway.settings import Settings
from gateway.store import open_store
from tests.harness.listening import CHANGES, Listener, open_live


async def test_created_changed_and_removed_are_told_once_each_after_the_load(tmp_path: Path) -> None:
    async with open_live(tmp_path) as live:
        listener = await live.listen()
        live.site.put("_news/two.md", title="Two")
        await live.settle(listener)
        live.site.put("_news/two.md", title="Two, said otherwise")
        await live.settle(listener)
        live.site.delete("_news/two.md")
        await live.settle(listener)
    assert listener.told == [("CREATED", "two"), ("CHANGED", "two"), ("REMOVED", None)]
    assert listener.error is None


async def test_a_subscriber_is_told_of_what_is_loaded_after_it_subscribed_and_nothing_else(tmp_path: Path) -> None:
    async with open_live(tmp_path) as live:
        early = await live.listen()
        live.site.put("_news/two.md", title="Two")
        await live.load()
        late = await live.listen()
        live.site.put("_news/three.md", title="Three")
        await live.settle(early, late)
    assert early.told == [("CREATED", "two"), ("CREATED", "three")]
    assert late.told == [("CREATED", "three")]


async def test_where_is_filtered_by_the_article_as_it_is_and_removals_come_always(tmp_path: Path) -> None:
    query = """
      subscription Hot($heat: Int!) { articleChanged(where: { heat: { gte: $heat } }) { kind article { slug } } }
    """
    async with open_live(tmp_path) as live:
        everything = await live.listen()
        hot, hotter = [await live.listen(query, variables={"heat": heat}) for heat in (2, 5)]
        live.site.put("_news/two.md", title="Two", heat=3)
        live.site.put("_news/one.md", title="One", heat=1, excerpt="More")
        await live.settle(everything)
        live.site.put("_news/one.md", title="One", heat=9)
        await live.settle(everything)
        live.site.delete("_news/two.md")
        await live.settle(everything)
        await hotter.until_events(2)
    assert hot.told == [("CREATED", "two"), ("CHANGED", "one"), ("REMOVED", None)]
    assert hotter.told == [("CHANGED", "one"), ("REMOVED", None)]


async def test_an_event_says_which_snapshot_and_everything_about_the_article(tmp_path: Path) -> None:
    query = """
      subscription { it: articleChanged {
        __typename kind id snapshotId article { id title topics { name } related(first: 1) { nodes { title } } }
      } }
    """
    async with open_live(tmp_path) as live:
        listener = await live.listen(query)
        live.site.put("_news/two.md", title="Two", topics=["Sea"], related=["one"])
        report = await live.load()
        await listener.until_events(1)
    (body,) = listener.bodies
    event = body["data"]["it"]
    assert list(event) == ["__typename", "kind", "id", "snapshotId", "article"]
    assert event["__typename"] == "ArticleChange"
    assert event["snapshotId"] == report.snapshot_id
    assert event["id"] == event["article"]["id"]
    assert event["article"]["topics"] == [{"name": "Sea"}]
    assert event["article"]["related"] == {"nodes": [{"title": "One"}]}


async def test_a_field_that_needs_a_scope_is_null_and_told_of_in_each_event(tmp_path: Path) -> None:
    query = "subscription { articleChanged { article { slug secured { cipherText } } } }"
    async with open_live(tmp_path) as live:
        anybody, trusted = await live.listen(query), await live.listen(query, frozenset({Scope.SECURED}))
        live.site.put("_news/two.md", title="Two", secured="YWJj;MDEyMzQ1Njc4OWFiY2RlZg==")
        await live.load()
        await anybody.until_events(1)
        await trusted.until_events(1)
    (refused,), (shown,) = anybody.bodies, trusted.bodies
    assert refused["data"] == {"articleChanged": {"article": {"slug": "two", "secured": None}}}
    (error,) = refused["errors"]
    assert (error["path"], error["extensions"]["code"]) == (["articleChanged", "article", "secured"], "FORBIDDEN")
    assert shown == {"data": {"articleChanged": {"article": {"slug": "two", "secured": {"cipherText": "YWJj"}}}}}


async def test_hidden_stories_appear_and_disappear_for_those_who_may_not_see_them(tmp_path: Path) -> None:
    async with open_live(tmp_path, Settings(unpublished="hidden")) as live:
        public, preview = await live.listen(), await live.listen(scopes=frozenset({Scope.PREVIEW}))
        live.site.put("_news/two.md", title="Two", published=False)
        await live.settle(public, preview)
        live.site.put("_news/two.md", title="Two, better", published=False)
        await live.settle(public, preview)
        live.site.put("_news/two.md", title="Two, better")
        await live.settle(public, preview)
        live.site.put("_news/two.md", title="Two, better", published=False)
        await live.settle(public, preview)
        live.site.delete("_news/two.md")
        await live.settle(public, preview)
    assert public.told == [("CREATED", "two"), ("REMOVED", None)]
    assert preview.told == [("CREATED", "two"), *[("CHANGED", "two")] * 3, ("REMOVED", None)]


async def test_subscribers_of_the_same_share_one_read_for_each_load(tmp_path: Path) -> None:
    async with open_live(tmp_path, Settings(readers=1)) as live:
        listeners = [await live.listen() for _ in range(50)]
        statements: list[str] = []
        await live.store._readers._all[0].set_trace_callback(statements.append)
        for number in range(4):
            live.site.put(f"_news/more-{number}.md", title="More")
        await live.load()
        for each in listeners:
            await each.until_events(4)
    assert len([text for text in statements if "FROM article_change AS" in text]) == 1


async def test_a_load_by_another_process_is_noticed_without_being_told(tmp_path: Path) -> None:
    async with open_live(tmp_path) as live:
        listener = await live.listen()
        live.site.put("_news/two.md", title="Two")
        async with await open_store(f"sqlite:///{tmp_path}/live.db", readers=1) as other:
            await load(other, [live.site.source], jobs=1)
        await listener.until_events(1, seconds=1)
    assert listener.told == [("CREATED", "two")]


async def test_without_subscribers_nothing_looks_into_the_database(tmp_path: Path) -> None:
    async with open_live(tmp_path, Settings(readers=1)) as live:
        listener = await live.listen()
        await listener.subscriber.aclose()
        await listener.task
        statements: list[str] = []
        await live.store._readers._all[0].set_trace_callback(statements.append)
        await asyncio.sleep(3 * feed.LOOK_SECONDS)
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    assert statements == []
    assert tasks == []


async def test_a_load_of_many_pages_reaches_a_reader_that_keeps_up_whole_and_in_order(tmp_path: Path) -> None:
    count = 2 * subscriber.MAX_WAITING + channel.PAGE // 2
    async with open_live(tmp_path) as live:
        listener = await live.listen()
        for number in range(count):
            live.site.put(f"_news/{number:04}.md", title="Many")
        await live.settle(listener)
    assert sorted(listener.told) == [("CREATED", f"{number:04}") for number in range(count)]


async def test_a_reader_that_stops_is_told_and_ended_and_the_others_are_not_kept_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscriber, "SLOW_SECONDS", 0.05)
    monkeypatch.setattr(subscriber, "MAX_WAITING", 10)
    async with open_live(tmp_path) as live:
        slow = await live.gateway.subscribe(OperationRequest(CHANGES))
        assert isinstance(slow, Subscriber)
        quick = await live.listen()
        for number in range(30):
            live.site.put(f"_news/{number:04}.md", title="Many")
        await live.settle(quick)
        assert len(slow._waiting) <= 10
        async with asyncio.timeout(5):
            while slow._end is None:  # noqa: ASYNC110 - to wait by reading would be no pause
                await asyncio.sleep(0.01)
        with pytest.raises(RequestError) as ended:
            await anext(slow)
        await live.settle(quick)
    assert ended.value.code == "SUBSCRIPTION_TOO_SLOW"
    assert len(quick.told) == 30


async def test_a_reader_that_pauses_gets_all_it_missed_from_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscriber, "MAX_WAITING", 10)
    monkeypatch.setattr(channel, "PAGE", 3)
    async with open_live(tmp_path) as live:
        paused = await live.gateway.subscribe(OperationRequest(CHANGES))
        assert isinstance(paused, Subscriber)
        quick = await live.listen()
        for number in range(30):
            live.site.put(f"_news/{number:04}.md", title="Many")
            if number % 7 == 0:
                await live.settle(quick)
        await live.settle(quick)
        late = Listener(paused)
        await live.settle(late)
    told = [event for event in late.told if event[1] != "the-end"]
    assert sorted(told) == sorted(quick.told) == [("CREATED", f"{number:04}") for number in range(30)]


async def test_the_bytes_that_wait_for_a_reader_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subscriber, "MAX_WAITING_BYTES", 4000)
    query = "subscription { articleChanged { kind article { slug body } } }"
    async with open_live(tmp_path) as live:
        slow = await live.gateway.subscribe(OperationRequest(query))
        assert isinstance(slow, Subscriber)
        quick = await live.listen()
        for number in range(30):
            live.site.put(f"_news/{number:04}.md", title="Many", body="x" * 1000)
        await live.settle(quick)
        waiting = sum(len(body) for body in slow._waiting)
        assert 0 < waiting <= 4000
        assert waiting == slow._bytes
        late = Listener(slow)
        await live.settle(late)
    assert len(late.bodies) >= 30


async def test_changes_that_fell_out_of_the_log_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.loader.change_log._KEPT", 5)
    async with open_live(tmp_path) as live:
        listener = await live.listen()
        for number in range(6):
            live.site.put(f"_news/{number}.md", title="Many")
        await live.load()
        async with asyncio.timeout(5):
            await listener.task
    assert isinstance(listener.error, RequestError)
    assert listener.error.code == "SUBSCRIPTION_TOO_SLOW"
    assert listener.told == []


async def test_there_are_only_so_many_subscriptions_and_one_that_ends_makes_room(tmp_path: Path) -> None:
    async with open_live(tmp_path, Settings(max_subscriptions=2, unpublished="hidden")) as live:
        first, _ = await live.listen(), await live.listen(scopes=frozenset({Scope.PREVIEW}))
        assert await live.refusal(CHANGES) == ["TOO_MANY_SUBSCRIPTIONS"]
        await first.subscriber.aclose()
        await first.subscriber.aclose()
        again = await live.listen()
        assert await live.refusal(CHANGES) == ["TOO_MANY_SUBSCRIPTIONS"]
        await live.settle(again)
    assert first.told == []


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription {", "GRAPHQL_PARSE_FAILED"),
        ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { articleChanged { id } again: articleChanged { id } }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { __typename }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { articleChanged { id } __typename }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { articleChanged @skip(if: true) { id } }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription S($no: Boolean!) { articleChanged @include(if: $no) { id } }", "GRAPHQL_VALIDATION_FAILED"),
        (
            "subscription { ...F } fragment F on Subscription { a: articleChanged { id } b: articleChanged { id } }",
            "GRAPHQL_VALIDATION_FAILED",
        ),
        ("subscription S($x: ArticleFilter!) { articleChanged(where: $x) { id } }", "BAD_USER_INPUT"),
        ("query A { __typename } query B { __typename }", "OPERATION_RESOLUTION_FAILURE"),
    ],
)
async def test_a_subscription_that_is_wrong_is_refused_with_the_usual_errors(
    tmp_path: Path, query: str, code: str
) -> None:
    async with open_live(tmp_path) as live:
        assert set(await live.refusal(query)) == {code}


async def test_queries_and_mutations_have_their_one_answer(tmp_path: Path) -> None:
    async with open_live(tmp_path) as live:
        query = await live.gateway.subscribe(OperationRequest("{ snapshot { articles } }"))
        mutation = await live.gateway.subscribe(
            OperationRequest("mutation { reload { unchanged } }"), frozenset({Scope.ADMIN})
        )
    assert isinstance(query, Answer)
    assert json.loads(query.body) == {"data": {"snapshot": {"articles": 1}}}
    assert isinstance(mutation, Answer)
    assert json.loads(mutation.body) == {"data": {"reload": {"unchanged": 1}}}


async def test_where_one_answer_is_wanted_a_subscription_is_refused_and_the_way_is_told(tmp_path: Path) -> None:
    async with open_live(tmp_path) as live:
        answer = await live.gateway.answer(OperationRequest(CHANGES))
    (error,) = json.loads(answer.body)["errors"]
    assert answer.kind == "request_error"
    assert not answer.allow_get
    assert "text/event-stream" in error["extensions"]["hint"]


async def test_a_subscription_can_be_explained(tmp_path: Path) -> None:
    async with open_live(tmp_path) as live:
        explained = await live.gateway.explain(OperationRequest(CHANGES))
    assert "articleChanged" in explained.plan
    assert "article_change" in explained.database_plan


async def test_closing_the_gateway_ends_subscriptions(tmp_path: Path) -> None:
    async with open_live(tmp_path) as live:
        listener = await live.listen()
    await listener.task
    assert listener.error is None
