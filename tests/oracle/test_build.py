"""The oracle's graph, on the smallest contents that show each rule."""

from gateway.content.entries import ImageUse, ProviderUse
from tests.harness.entries import article, organization, related, topic
from tests.harness.oracle import Article, Graph, build_graph

OLD, NEW = "2023-01-01T00:00:00", "2023-01-02T00:00:00"


def at(graph: Graph, path: str) -> Article:
    (found,) = (each for each in graph.articles.values() if each.path == path)
    return found


def paths(articles: list[Article]) -> list[str]:
    return [each.path for each in articles]


def test_a_related_entry_means_the_one_document_with_its_address() -> None:
    named = related("news/x", web_url="https://x/1", title="Other")
    graph = build_graph([article("news/a", related=(named,)), article("news/b", original_url="https://x/1")])

    assert paths(at(graph, "news/a").related) == ["news/b"]


def test_of_several_documents_with_the_address_the_one_with_equal_title_and_date_is_meant() -> None:
    shared = {"web_url": "https://x/1", "title": "Same"}
    named = related("news/x", **shared, published_at=NEW)
    graph = build_graph(
        [
            article("news/a", related=(named,)),
            article("news/b", **shared, published_at=OLD),
            article("news/d", **shared, published_at=NEW),
            article("news/c", **shared, published_at=NEW),
        ]
    )

    assert paths(at(graph, "news/a").related) == ["news/c"]


def test_without_an_address_two_equal_documents_are_none() -> None:
    named = related("news/x", title="Same", published_at=OLD)
    equal = [article(f"news/{slug}", title="Same", published_at=OLD) for slug in ("b", "c")]

    assert paths(at(build_graph([article("news/a", related=(named,)), equal[0]]), "news/a").related) == ["news/b"]
    assert paths(at(build_graph([article("news/a", related=(named,)), *equal]), "news/a").related) == ["news/x"]


def test_an_address_of_another_source_is_a_stranger() -> None:
    named = related("news/x", web_url="https://x/1")
    graph = build_graph([article("news/a", related=(named,)), article("news/b", source="west", web_url="https://x/1")])

    assert at(graph, "news/x").status == "STUB"


def test_a_document_at_the_derived_path_takes_the_place_of_the_stub() -> None:
    named = related("news/x", web_url="https://x/1")
    graph = build_graph([article("news/a", related=(named,)), article("news/x", title="Real")])

    assert paths(at(graph, "news/a").related) == ["news/x"]
    assert at(graph, "news/x").title == "Real"


def test_self_links_and_repetitions_go_after_resolution() -> None:
    names = tuple(related(f"news/{slug}") for slug in ("c", "a", "b", "c"))
    graph = build_graph([article("news/a", related=names), article("news/b")])

    assert paths(at(graph, "news/a").related) == ["news/c", "news/b"]


def test_a_stub_takes_each_field_from_the_newest_mention_that_has_it() -> None:
    older = related("news/x", excerpt="Old", heat=1, provider=ProviderUse("P"))
    newer = related("news/x", excerpt="", quality=2, provider=ProviderUse("Q"))
    graph = build_graph(
        [
            article("news/a", published_at=OLD, related=(older,)),
            article("news/b", published_at=NEW, related=(newer,)),
        ]
    )

    stub = at(graph, "news/x")
    assert (stub.excerpt, stub.heat, stub.quality) == ("Old", 1, 2)
    assert [provider.name for provider in graph.providers.values()] == ["Q"]


def test_a_removed_document_makes_stubs_but_does_not_count_as_naming() -> None:
    graph = build_graph([article("news/a", is_removed=True, related=(related("news/x"),))])

    assert paths(at(graph, "news/a").related) == ["news/x"]
    assert not at(graph, "news/x").named_by


def test_a_live_file_wins_over_an_archived_one_and_the_first_name_over_the_second() -> None:
    graph = build_graph(
        [
            article("news/a", title="Archived", is_archived=True, file="_archive/_news/a.md"),
            article("news/a", title="Second", file="_news/a.md"),
            article("news/a", title="First", file="_news/a.html"),
        ]
    )

    assert [each.title for each in graph.articles.values()] == ["First"]


def test_the_newest_article_spells_its_provider() -> None:
    graph = build_graph(
        [
            article("news/a", published_at=OLD, provider=ProviderUse("The post", "x.example")),
            article("news/b", published_at=NEW, provider=ProviderUse("The Post!", "x.example")),
            article("news/c", provider=ProviderUse("THE POST", "x.example")),
        ]
    )

    assert [provider.name for provider in graph.providers.values()] == ["The Post!"]


def test_the_first_source_describes_a_domain() -> None:
    use = ProviderUse("P", "x.example", (ImageUse("https://i/own"),))
    graph = build_graph(
        [
            article("news/a", provider=use),
            organization("x.example", source="west", description="West"),
            organization("x.example", description="Here"),
        ]
    )

    (provider,) = graph.providers.values()
    assert provider.description == "Here"
    assert [image.url for image in provider.images] == ["https://i/own"]


def test_an_undefined_topic_shows_its_newest_spelling_and_a_missing_parent_is_made() -> None:
    graph = build_graph(
        [
            article("news/a", published_at=NEW, topics=("sea",)),
            article("news/b", published_at=OLD, topics=("SEA!",)),
            topic("Town", "town", "01.yaml", parent="World"),
        ]
    )

    assert {each.name: each.is_defined for each in graph.topics.values()} == {
        "sea": False,
        "Town": True,
        "World": False,
    }


def test_of_topics_that_are_each_others_parents_the_last_file_gives_up() -> None:
    graph = build_graph([topic("A", "a", "01.yaml", parent="B"), topic("B", "b", "02.yaml", parent="A")])

    assert {each.name: each.parent and each.parent.name for each in graph.topics.values()} == {"A": "B", "B": None}


def test_an_image_takes_each_value_from_the_newest_document_that_has_it() -> None:
    url = "https://i/1"
    graph = build_graph(
        [
            article("news/a", published_at=OLD, images=(ImageUse(url, 1, 1, True),)),
            article("news/b", published_at=NEW, images=(ImageUse(url, 2, None, False),)),
        ]
    )

    (image,) = graph.images.values()
    assert (image.width, image.height, image.is_cached) == (2, 1, True)
