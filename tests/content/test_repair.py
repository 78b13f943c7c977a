"""Text is mended where a machine broke it, and only there."""

import ftfy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.content.repair import repair_encoding, unescape_entities
from tests.content.stories import only_related, places, read_article, read_head


def test_mojibake_is_repaired_in_every_text_field_and_reported_at_its_place() -> None:
    head = (
        'title: didnâ€™t\nexcerpt: "cafÃ©"\ncategory: aâ€“b\ntype: naÃ¯ve\nprovider:\n  name: RenÃ©\n'
        "topics:\n  - donâ€™t"
    )
    reading = read_head(head)
    entry = reading.entry

    assert (entry.title, entry.excerpt, entry.category, entry.type) == ("didn\u2019t", "café", "a\u2013b", "naïve")
    assert entry.provider.name == "René"
    assert {code for code, _, _ in places(reading)} == {"repaired-encoding"}
    assert [(line, column) for _, line, column in places(reading)] == [(2, 8), (3, 10), (4, 11), (5, 7), (7, 9), (9, 5)]


def test_mojibake_is_repaired_in_related_entries() -> None:
    assert only_related("{title: didnâ€™t, excerpt: donâ€™t}").title == "didn\u2019t"


def test_mojibake_in_addresses_body_and_extra_is_left_alone() -> None:
    reading = read_head("title: A story\nwebUrl: https://a.com/donâ€™t\nmine: donâ€™t")

    assert reading.problems == ()
    assert reading.entry.web_url == "https://a.com/donâ€™t"
    assert reading.entry.extra == {"mine": "donâ€™t"}


@pytest.mark.parametrize(
    "sound",
    ["don\u2019t “stop” \u2013 now…", "Straße", "日本語", "naïve café", "ﬁne \uff46ull", "a\u00a0b", "Ångström"],
)
def test_sound_text_stays_as_it_is(sound: str) -> None:
    reading = read_head(f"title: x{sound}x")

    assert reading.entry.title == f"x{sound}x"
    assert reading.problems == ()


def test_entities_are_written_out_in_excerpts_at_most_twice() -> None:
    entry = read_article('excerpt: "it&#8217;s &amp;quot;fine&amp;quot; &amp;amp;amp; R&D &nbsp;"')

    assert entry.excerpt == 'it\u2019s "fine" &amp; R&D'


def test_entities_stay_in_all_other_text() -> None:
    reading = read_head("title: R&amp;D\nprovider: {name: A&amp;B}\ntopics: [C&amp;D]\nfeaturedContent: <p>&lt;</p>")

    assert reading.entry.title == "R&amp;D"
    assert reading.entry.provider.name == "A&amp;B"
    assert reading.entry.topics == ("C&amp;D",)
    assert reading.entry.featured_content == "<p>&lt;</p>"


def test_entities_of_related_excerpts_are_written_out_too() -> None:
    assert only_related("{title: A, excerpt: 'R&amp;D'}").excerpt == "R&D"


def test_text_is_trimmed_outside_and_kept_inside() -> None:
    entry = read_article('excerpt: "  two\\n\\u00a0lines \\u00a0"\nprovider: {name: " P "}\ntopics: [" T "]')

    assert entry.excerpt == "two\n\u00a0lines"
    assert (entry.provider.name, entry.topics) == ("P", ("T",))


@given(st.text(alphabet="ab &;#'\u2019\u2018“”\u2013—…xA1"))
def test_the_quick_look_at_a_text_never_hides_what_would_be_repaired(text: str) -> None:
    assert repair_encoding(text) == ftfy.fix_encoding(text)


@given(st.text())
def test_repairing_twice_changes_no_more_than_repairing_once(text: str) -> None:
    assert repair_encoding(repair_encoding(text)) == repair_encoding(text)


@given(st.text(alphabet="&amp;lt#60x "))
def test_no_entity_brings_in_a_nul(text: str) -> None:
    assert "\0" not in unescape_entities(text)
