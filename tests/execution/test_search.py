"""What people find, and what they are shown of it: words, phrases, beginnings, exclusions, in any script."""

from pathlib import Path
from typing import Any

import pytest

from tests.harness.library import open_library

WORDS = {
    "flood": {"title": "Flood barrier holds", "excerpt": "The storm came in from the west."},
    "storm": {"title": "Storm warning", "excerpt": "A flood is expected; the barrier is closed."},
    "tax": {"title": "Flood tax", "body": "# Money\n\nSome **barriers** are [dear](https://x.example/secretword)."},
    "named": {"title": "Something else", "topics": ["Coastal Cities"], "provider": {"name": "The Harbour Post"}},
}


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("flood", {"flood", "storm", "tax"}),
        ("FLOOD", {"flood", "storm", "tax"}),
        ("flood barrier", {"flood", "storm"}),
        ("barrier flood", {"flood", "storm"}),
        ('"flood barrier"', {"flood"}),
        ('"barrier flood"', set()),
        ("“flood barrier”", {"flood"}),
        ('"flood barrier', {"flood"}),
        ("barr*", {"flood", "storm", "tax"}),
        ("barr", set()),
        ('"storm warn*"', {"storm"}),
        ('"storm warn"*', {"storm"}),
        ("flood -tax", {"flood", "storm"}),
        ("-tax flood", {"flood", "storm"}),
        ('flood -"flood barrier"', {"storm", "tax"}),
        ("flood -barr*", set()),
        ("flood -nowhere", {"flood", "storm", "tax"}),
        ("flood-barrier", {"flood"}),
        ("flood, barrier!", {"flood", "storm"}),
        ("flood AND barrier", set()),
        ("title:flood", set()),
        ("(flood)", {"flood", "storm", "tax"}),
        ("^flood", {"flood", "storm", "tax"}),
        ("flood + barrier", {"flood", "storm"}),
        ("coastal", {"named"}),
        ("harbour coastal", {"named"}),
        ("money dear", {"tax"}),
        ("secretword", set()),
        ("-tax", set()),
        ("!!!", set()),
        ("-", set()),
        ("*", set()),
        ('""', set()),
        ("😀", set()),
    ],
)
async def test_a_search_finds_what_people_mean(tmp_path: Path, search: str, found: set[str]) -> None:
    async with open_library(tmp_path, WORDS) as library:
        page = await library.page(search)

    assert {edge["node"]["path"].removeprefix("news/") for edge in page["edges"]} == found
    assert page["totalCount"] == len(found)


async def test_a_blank_search_is_as_if_not_given(tmp_path: Path) -> None:
    async with open_library(tmp_path, WORDS) as library:
        plain = await library.page(None)

        assert await library.page("") == plain
        assert await library.page(" \n\u3000") == plain
        assert await library.page("", orderBy=[{"field": "RELEVANCE"}]) == plain
        literal = await library.ask('{ articles(search: " ") { totalCount edges { score snippet } } }')
    nothing = {"score": None, "snippet": None}
    assert literal["data"]["articles"] == {"totalCount": 4, "edges": [nothing] * 4}


async def test_the_best_match_comes_first_and_words_of_the_title_weigh_most(tmp_path: Path) -> None:
    stories: dict[str, Any] = {f"other{n}": {"title": f"Other news {n}", "excerpt": "Of the town."} for n in range(5)}
    stories["body"] = {"title": "Three", "body": "Here is a gull."}
    stories["title"] = {"title": "One gull"}
    stories["excerpt"] = {"title": "Two", "excerpt": "There is a gull."}
    stories["topic"] = {"title": "Four", "topics": ["Gull"]}
    async with open_library(tmp_path, stories) as library:
        page = await library.page("gull")
        ascending = await library.titles("gull", orderBy=[{"field": "RELEVANCE", "direction": "ASC"}])
        by_title = await library.titles("gull", orderBy=[{"field": "TITLE", "direction": "ASC"}])

    titles = [edge["node"]["title"] for edge in page["edges"]]
    scores = [edge["score"] for edge in page["edges"]]
    assert titles[0] == "One gull"
    assert titles[-1] == "Three"
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0
    assert ascending == titles[::-1]
    assert by_title == ["Four", "One gull", "Three", "Two"]


SCRIPTS = {
    "german": {"title": "Die Straßenbahn fährt über die Brücke", "excerpt": "Ärger in Köln"},
    "turkish": {"title": "İstanbul'da ılık bir gün", "excerpt": "Işıklar ve şehir"},
    "polish": {"title": "Łódź i okolice"},
    "danish": {"title": "Rødgrød på Ærø"},
    "greek": {"title": "Η Αθήνα τη νύχτα"},
    "russian": {"title": "Ёлка в Москве"},
    "french": {"title": "E\u0301te\u0301 a\u0300 la plage"},
    "vietnamese": {"title": "Phở Hà Nội ngon nhất"},
    "arabic": {"title": "أَخْبَارُ المَدِينَة", "excerpt": "مؤتمر في القاهرة"},
    "hebrew": {"title": "שָׁלוֹם עולם"},
    "hindi": {"title": "दिल्ली में बारिश"},
    "thai": {"title": "ข่าววันนี้จากกรุงเทพมหานคร"},
    "working": {"title": "คนทำงาน"},
    "japanese": {"title": "東京タワーの夜景", "body": "浮体式の洋上風力発電所が２０２４年に動き始めた。ガラス。"},
    "chinese": {"title": "上海的新港口", "excerpt": "这座城市正在长大"},
    "korean": {"title": "서울에서 열린 축제"},
    "emoji": {"title": "Rain 👩‍👩‍👧 and ❤️ shine"},
}


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("strassenbahn", "german"),
        ("STRAßENBAHN", "german"),
        ("straßen*", "german"),
        ("bruecke OR", None),
        ("brucke koln", "german"),
        ("BRÜCKE", "german"),
        ("istanbul", "turkish"),
        ("ISTANBUL", "turkish"),
        ("İSTANBUL ILIK", "turkish"),
        ("isiklar sehir", "turkish"),
        ("lodz", "polish"),
        ("rodgrod aero", "danish"),
        ("ΑΘΗΝΑ", "greek"),
        ("елка", "russian"),
        ("été", "french"),
        ("e\u0301te\u0301", "french"),
        ("ETE plage", "french"),
        ("pho ha noi", "vietnamese"),
        ("اخبار المدينه", "arabic"),
        ("القاهرة", "arabic"),
        ("שלום", "hebrew"),
        ("दिल्ली", "hindi"),
        ("दल", None),
        ("วันนี้", "thai"),
        ("กรุงเทพ", "thai"),
        ("ทำงาน", "working"),
        ("กรงเทพ", None),
        ("東", "japanese"),
        ("東京", "japanese"),
        ("京東", None),
        ("タワー 夜", "japanese"),
        ("洋上風力", "japanese"),
        ("2024", "japanese"),
        ("ｶﾞﾗｽ", "japanese"),
        ("カラス", None),
        ("港口", "chinese"),
        ("城市 上海", "chinese"),
        ("上海 -城市", None),
        ("서울", "korean"),
        ("축제", "korean"),
        ("rain 👩‍👩‍👧 shine", "emoji"),
        ("❤️", None),
    ],
)
async def test_words_are_found_in_any_script(tmp_path: Path, search: str, found: str | None) -> None:
    async with open_library(tmp_path, SCRIPTS) as library:
        page = await library.page(search)

    assert [edge["node"]["path"] for edge in page["edges"]] == ([] if found is None else [f"news/{found}"])


PASSAGES = {
    "plain": {"title": 'Cats & dogs <b>"fight"</b> over the mouse\'s tail', "excerpt": "Nothing."},
    "working": {"title": "คนทำงาน"},
    "japanese": {"title": "東京タワーの夜景"},
    "accents": {"title": "Die Straßenbahn über Köln_Süd"},
    "faked": {"title": "Harmless", "body": "<p>a &#2;b&#3; \x02zebra\x03 &lt;mark&gt;x&lt;/mark&gt;</p>"},
    "body": {
        "title": "A guide",
        "body": "<style>p { x }</style><p>The first.</p>" + "<p>Words, words.</p>" * 50 + "<p>Here swims the "
        "<i>axo</i>lotl &amp; sleeps.</p>" + "<p>More, more.</p>" * 50,
    },
}


@pytest.mark.parametrize(
    ("search", "passage"),
    [
        ("mouse", "Cats &amp; dogs &lt;b&gt;&quot;fight&quot;&lt;/b&gt; over the <mark>mouse</mark>&#39;s tail"),
        ("dogs cats", "<mark>Cats</mark> &amp; <mark>dogs</mark> &lt;b&gt;"),
        ("東京", "<mark>東京</mark>タワーの夜景"),
        ("夜景", "東京タワーの<mark>夜景</mark>"),
        ("strassenbahn sud", "Die <mark>Straßenbahn</mark> über Köln_<mark>Süd</mark>"),
        ("zebra", "a b <mark>zebra</mark> &lt;mark&gt;x&lt;/mark&gt;"),
        ("axolotl", "Here swims the <mark>axolotl</mark> &amp; sleeps. More, more."),
    ],
)
async def test_a_passage_shows_what_matched_and_is_escaped(tmp_path: Path, search: str, passage: str) -> None:
    async with open_library(tmp_path, PASSAGES) as library:
        shown = await library.snippet(search)

    assert passage in shown
    assert shown.count("<mark>") == shown.count("</mark>") == passage.count("<mark>")
    assert "p { x }" not in shown
    assert not set("\x02\x03\x1f") & set(shown)
    assert len(shown) < 400


HOSTILE = [
    '"',
    '""',
    '"""',
    "*",
    "**",
    "a*b*",
    "AND",
    "OR",
    "NOT",
    "a AND",
    "NEAR(",
    "NEAR(a b, 3)",
    "col:a",
    "title : a",
    "{title excerpt} : a",
    "- title : a",
    "^a",
    "a ^ b",
    "-",
    "--a",
    "(",
    "((a)",
    "a + b",
    "a'; DROP TABLE article; --",
    "\\",
    "%_?",
    "\x01\x02\x03\x1f",
    "\ufeff\u200b\u202e",
    "\u0301\u0301",
    "\uffff\U0010ffff\ue000",
    "𞤀𞤁",
    "a" * 1000,
    '"' * 999,
    "- " * 500,
    "東" * 1000,
    " ".join(f"{n}*" for n in range(32)),
    " ".join(f"-{n}*" for n in range(32)),
]


@pytest.mark.parametrize("search", HOSTILE, ids=range(len(HOSTILE)))
async def test_nothing_that_is_typed_is_an_error_of_the_database(tmp_path: Path, search: str) -> None:
    async with open_library(tmp_path, {"a": {"title": "a b title"}}) as library:
        page = await library.page(search)
        assert len(page["edges"]) == page["totalCount"]


@pytest.mark.parametrize(
    ("search", "says"),
    [
        ("a" * 50_000, "A search may have 1,000 characters; this one has 50,000."),
        (" ".join(f"w{n}" for n in range(33)), "A search may have 32 words and phrases; this one has 33."),
        ("a\0b", "U+0000"),
        ("a\ud800b", "surrogate"),
    ],
)
async def test_a_search_that_is_too_much_is_refused_and_told_why(tmp_path: Path, search: str, says: str) -> None:
    async with open_library(tmp_path, {"a": {"title": "a"}}) as library:
        error = await library.error(search)

    assert says in error["message"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["path"] == ["articles"]
