"""What is made of a text that comes again is remembered, unless the text is long."""

from gateway.content.remembering import LONGEST, remember


def test_what_is_made_of_a_short_text_is_made_once_and_of_a_long_one_each_time() -> None:
    made = []

    @remember(2)
    def make(text: str, count: int) -> str:
        made.append(len(text))
        return text * count

    assert [make("a", 2), make("a", 2), make("a", 3)] == ["aa", "aa", "aaa"]
    assert make("b" * (LONGEST + 1), 2) == make("b" * (LONGEST + 1), 2)
    assert made == [1, 1, LONGEST + 1, LONGEST + 1]


def test_so_many_texts_are_remembered_as_was_said() -> None:
    made = []

    @remember(2)
    def make(text: bytes) -> bytes:
        made.append(text)
        return text

    for text in (b"a", b"b", b"a", b"c", b"a", b"b"):
        make(text)

    assert made == [b"a", b"b", b"c", b"b"]
