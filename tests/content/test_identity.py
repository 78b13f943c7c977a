"""Ids are the same for ever: these constants may not change."""

import string

from hypothesis import given
from hypothesis import strategies as st

from gateway.content.identity import article_id, article_path, fold_name, image_id, provider_id, slugify, topic_id


def test_ids_are_what_they_always_were() -> None:
    assert article_id("news/2020-08-16-a-story") == 5386751953480247950
    assert provider_id("example.com", "Example") == 6885009786149012696
    assert topic_id("", "Computer Vision") == 3407338564327871189
    assert image_id("https://example.com/a.jpg") == 2610899140254580789


def test_the_path_of_an_article_begins_with_its_source_if_that_has_a_name() -> None:
    assert article_path("", "news", "x") == "news/x"
    assert article_path("valley", "news", "x") == "valley/news/x"


def test_a_provider_is_the_same_in_all_its_spellings() -> None:
    assert provider_id("example.com", "Rock, Paper, Shotgun") == provider_id("Example.COM", "rock paper  shotgun")
    assert provider_id("example.com", "GamesRadar") != provider_id("example.com", "GamesRadar+")
    assert provider_id("example.com", "IGN") != provider_id("youtube.com", "IGN")
    assert provider_id(None, "IGN") == provider_id("", "IGN")


def test_topics_of_two_sources_are_two() -> None:
    assert topic_id("", "AI") == topic_id("", "ai")
    assert topic_id("", "AI") != topic_id("valley", "AI")


def test_a_name_of_signs_only_stays_itself() -> None:
    assert fold_name("C++") == "c++"
    assert fold_name("«…»") == "«…»"
    assert fold_name("Straße") == fold_name("STRASSE")
    assert fold_name("!?") != fold_name("?!")


def test_a_slug_is_made_as_the_ruling_says() -> None:
    assert slugify("Don't watch — it's “on”!") == "dont-watch-its-on"
    assert slugify("Épée_der  Straße") == "epee-der-strae"
    assert slugify(" -- Leading and trailing - ") == "leading-and-trailing-"
    assert slugify("ﬁne ①②") == "fine-12"
    assert slugify("日本語") == ""
    assert slugify("a\u3000b\u2028c\td") == "a-b-c-d"


def test_every_blank_of_unicode_parts_what_a_slug_is_made_of() -> None:
    blanks = [chr(code) for code in range(0x110000) if chr(code).isspace()]

    assert len(blanks) > 20
    assert {slugify(f"a{blank}b") for blank in blanks} == {"a-b"}


@given(st.text())
def test_a_slug_has_only_letters_digits_and_single_dashes(text: str) -> None:
    slug = slugify(text)

    assert set(slug) <= set(string.ascii_lowercase + string.digits + "-")
    assert "--" not in slug
    assert not slug.startswith("-")
    assert slugify(slug) == slug


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)


@given(st.text(alphabet=string.ascii_letters + " .,-+'"))
def test_case_and_punctuation_do_not_tell_names_apart(text: str) -> None:
    if fold_name(text) != text.casefold():
        assert fold_name(text.upper()) == fold_name(text) == fold_name(f"«{text}».")


@given(st.text(), st.text(), st.text())
def test_an_id_has_63_bits(source: str, collection: str, slug: str) -> None:
    assert 0 <= article_id(article_path(source, collection, slug)) < 2**63
