"""Heads are YAML 1.1: what is not is reported at its place, what is stays harmless."""

import pytest

from tests.content.stories import places, read, read_article, read_head


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ('title: "never closed', ("yaml-syntax", 3, 1)),
        ("title: A story\n - heat: 3", ("yaml-syntax", 3, 8)),
        ("title: *nobody", ("yaml-syntax", 2, 8)),
        ("title: A story\nimages:\n\t- url: x", ("tab-character", 4, 1)),
        ('title: "\\q"', ("yaml-syntax", 2, 9)),
        ('title: "\\ud800"', ("yaml-syntax", 2, 11)),
    ],
)
def test_broken_yaml_is_reported_with_its_line_in_the_file(head: str, place: tuple[str, int, int]) -> None:
    reading = read_head(head)

    assert reading.entry is None
    assert places(reading) == [place]


def test_a_line_is_the_same_with_carriage_returns_and_a_byte_order_mark() -> None:
    head = "title: A story\nheat: hot"

    assert places(read(f"\ufeff---\n{head}\n---\n".replace("\n", "\r\n"))) == places(read_head(head))
    assert places(read_head(head)) == [("not-a-number", 3, 7)]


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("title: A story\ntitle: Another", ("duplicate-key", 3, 1)),
        ("title: A story\nprovider: {name: A, name: B}", ("duplicate-key", 3, 21)),
        ("title: A story\nimages:\n- {url: a, url: b}", ("duplicate-key", 4, 12)),
        ("title: A story\nimages:\n- url: a\n  mine: {x: 1, x: 2}", ("duplicate-key", 5, 16)),
        ("title: A story\nrelated:\n- {title: a, title: b}", ("duplicate-key", 4, 14)),
        ("title: A story\nmine:\n  deep: [{x: 1, x: 1}]", ("duplicate-key", 4, 17)),
        ("title: A story\n<<: {}\n<<: {}", ("duplicate-key", 4, 1)),
    ],
)
def test_a_duplicate_key_anywhere_is_an_error(head: str, place: tuple[str, int, int]) -> None:
    reading = read_head(head)

    assert places(reading) == [place]
    assert reading.entry is None


def test_all_problems_of_a_document_are_reported_at_once_from_top_to_bottom() -> None:
    reading = read_head("quality: good\npublishedDateTime: soon\nwebUrl: here\ntopics: [~]\nheat: 1\nheat: 2")

    assert places(reading) == [
        ("missing-title", 2, 1),
        ("not-a-number", 2, 10),
        ("not-a-date", 3, 20),
        ("not-an-address", 4, 9),
        ("null-topic", 5, 10),
        ("duplicate-key", 7, 1),
    ]


def test_anchors_and_aliases_are_accepted() -> None:
    reading = read_head("title: &t A story\nexcerpt: *t\nprovider: &p {name: P}\nrelated:\n- {title: B, provider: *p}")

    assert reading.problems == ()
    assert reading.entry.excerpt == "A story"
    assert reading.entry.related[0].provider == reading.entry.provider


def test_merged_keys_give_way_to_those_of_the_mapping_itself() -> None:
    head = "base: &base {quality: 1, heat: 2}\nother: &other {heat: 3, type: video}\n<<: [*base, *other]\nquality: 9"
    entry = read_article(head)

    assert (entry.quality, entry.heat, entry.type) == (9, 2, "video")
    assert "<<" not in entry.extra


def test_a_quoted_merge_key_is_a_key_like_others() -> None:
    assert read_article('"<<": {heat: 2}').extra == {"<<": {"heat": 2}}


def test_only_mappings_can_be_merged() -> None:
    assert places(read_head("title: A story\n<<: [1]")) == [("bad-merge", 3, 6)]


def billion_laughs(levels: int) -> str:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "\n".join(lines)


def test_a_few_lines_that_stand_for_gigabytes_are_an_error_and_not_written_out() -> None:
    assert places(read_head(f"title: A story\n{billion_laughs(12)}")) == [("alias-bomb", 2, 1)]


def test_a_long_chain_of_merges_is_an_error_and_never_a_crash() -> None:
    chain = "\n".join(f"a{n}: &a{n} {{<<: *a{n - 1}, k{n}: 1}}" for n in range(1, 500))

    assert places(read_head(f"title: A story\na0: &a0 {{k: 1}}\n{chain}")) == [("too-deep", 2, 1)]


def test_aliases_that_stay_small_are_no_bomb() -> None:
    assert read_head(f"title: A story\n{billion_laughs(4)}").problems == ()


@pytest.mark.parametrize(
    "mine", ["mine: &a [*a]", "mine: &a {b: *a}", "mine: &a\n  <<: *a", "related: &r\n- related: *r"]
)
def test_a_node_that_holds_itself_is_an_error(mine: str) -> None:
    assert places(read_head(f"title: A story\n{mine}")) == [("alias-bomb", 2, 1)]


@pytest.mark.parametrize(
    "deep",
    ["[" * 300_000, "{a: " * 300_000, "- " * 300_000, "? " * 300_000, "[" * 150 + "]" * 150],
    ids=["brackets", "braces", "dashes", "question marks", "closed brackets"],
)
def test_deep_nesting_is_an_error_and_never_a_crash(deep: str) -> None:
    reading = read_head(f"title: A story\nmine:\n {deep}")

    assert reading.entry is None
    assert [(code, line) for code, line, _ in places(reading)] == [("too-deep", 4)]


def test_many_levels_of_indentation_are_an_error_too() -> None:
    lines = [" " * level + "a:" for level in range(1, 1000)]

    assert {code for code, _, _ in places(read_head("\n".join(["title: A story", "mine:", *lines])))} == {"too-deep"}


def test_a_key_that_is_a_list_is_left_out() -> None:
    reading = read_head("title: A story\n? [a, b]\n: 1\nmine: 2")

    assert places(reading) == [("not-a-key", 3, 3)]
    assert reading.entry.extra == {"mine": 2}


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: DM: Diablo Immortal", "DM: Diablo Immortal"),
        ("title: It's here: the game  # really", "It's here: the game"),
        ("title: Breaking:", "Breaking:"),
        ("title: One: two: three", "One: two: three"),
    ],
)
def test_a_plain_value_with_a_colon_is_read_as_if_quoted(line: str, title: str) -> None:
    reading = read_head(f"heat: 3\n{line}\nquality: 4")

    assert places(reading) == [("quoted-value", 3, 8)]
    assert (reading.entry.title, reading.entry.heat, reading.entry.quality) == (title, 3, 4)


def test_each_value_with_a_colon_is_reported_and_others_stay_as_they_are() -> None:
    head = "title: A: b\nprovider:\n  name: C: d\nexcerpt: |\n  not: this: one\nrelated:\n- title: E: f"
    reading = read_head(head)

    assert places(reading) == [("quoted-value", 2, 8), ("quoted-value", 4, 9), ("quoted-value", 8, 10)]
    assert reading.entry.provider.name == "C: d"
    assert reading.entry.excerpt == "not: this: one"
    assert reading.entry.related[0].title == "E: f"


def test_a_head_that_quotes_do_not_mend_shows_its_own_error_only() -> None:
    assert places(read_head('title: A: b\nexcerpt: "open')) == [("yaml-syntax", 2, 9)]
