"""A gateway in the process of a test answers as a server does."""

import threading
from pathlib import Path

import pytest

from gateway.errors import SettingsError
from gateway.testing import GraphQLErrors, gateway_for

STORY = "---\ntitle: {}\n---\n"
TITLES = "{ articles(orderBy: [{ field: TITLE, direction: ASC }]) { nodes { title } } }"
ONE = {"_news/one.md": STORY.format("One")}


def titles(found: dict[str, list[dict[str, str]]]) -> list[str]:
    return [node["title"] for node in found["nodes"]]


def test_several_roots_have_names(tmp_path: Path) -> None:
    (tmp_path / "films/_films").mkdir(parents=True)
    (tmp_path / "films/_films/a.md").write_text(STORY.format("A film"))
    with gateway_for(ONE, f"films={tmp_path / 'films'}") as gateway:
        gateway.write("_films/b.md", STORY.format("Bees"), source="films")
        gateway.load()

        assert titles(gateway.query(TITLES)["articles"]) == ["A film", "Bees", "One"]
        with pytest.raises(SettingsError, match="There is no source named 'music'"):
            gateway.write("_x/a.md", "", source="music")


def test_errors_are_in_the_answer_and_raised_where_data_is_asked_for() -> None:
    with gateway_for(ONE) as gateway:
        answer = gateway.query("{ nothing }")

    assert answer.data is None
    assert answer.codes == ["GRAPHQL_VALIDATION_FAILED"]
    with pytest.raises(GraphQLErrors, match="Cannot query field 'nothing'"):
        answer["nothing"]


def test_settings_and_scopes_count() -> None:
    draft = {"_news/draft.md": "---\ntitle: Draft\npublished: false\n---\n"}
    query = "{ articles(status: [UNPUBLISHED]) { totalCount } }"
    with gateway_for(draft, unpublished="hidden") as gateway:
        assert gateway.query(query)["articles"]["totalCount"] == 0
        assert gateway.query(query, scopes=["preview"])["articles"]["totalCount"] == 1
        with pytest.raises(ValueError, match="anything"):
            gateway.query(query, scopes=["anything"])


@pytest.mark.parametrize(
    ("roots", "settings"), [(("nowhere",), {}), ((ONE,), {"max_depth": 0}), ((ONE,), {"colour": 1})]
)
def test_what_cannot_be_served_is_told(roots: tuple[str, ...], settings: dict[str, int]) -> None:
    with pytest.raises(SettingsError), gateway_for(*roots, **settings):
        pass


def test_subscribers_without_an_event_loop_are_told() -> None:
    with gateway_for(ONE) as gateway, gateway.subscribe("subscription { articleChanged { kind } }") as changes:
        gateway.write("_news/two.md", STORY.format("Two"))
        assert gateway.load().added == 1
        assert changes.next()["articleChanged"] == {"kind": "CREATED"}
        with pytest.raises(TimeoutError):
            changes.next(seconds=0.01)


def test_what_is_no_subscription_is_refused() -> None:
    with gateway_for(ONE) as gateway:
        for query in ("{ __typename }", "subscription { nothing }"):
            with pytest.raises(GraphQLErrors), gateway.subscribe(query):
                pass


async def test_it_works_inside_of_a_running_loop() -> None:
    """As in a fixture without `async` of a test with it."""
    with gateway_for(ONE) as gateway:
        assert titles(gateway.query(TITLES)["articles"]) == ["One"]


async def test_a_mutation_loads() -> None:
    async with gateway_for(ONE) as gateway:
        gateway.write("_news/two.md", STORY.format("Two"))
        refused = await gateway.query("mutation { reload { added } }")
        loaded = await gateway.query("mutation { reload { added } }", scopes=["admin"])

        assert refused.codes == ["FORBIDDEN"]
        assert loaded["reload"]["added"] == 1


def test_nothing_is_left_when_the_block_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = set(threading.enumerate())
    with gateway_for(ONE) as gateway:
        gateway.query(TITLES)

    assert list(tmp_path.iterdir()) == []
    for thread in set(threading.enumerate()) - before:
        thread.join(5)
    assert set(threading.enumerate()) <= before


def test_a_database_that_is_named_is_kept(tmp_path: Path) -> None:
    with gateway_for(ONE, database=f"sqlite:///{tmp_path}/kept.db"):
        pass

    assert (tmp_path / "kept.db").is_file()
