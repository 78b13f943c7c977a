"""What makes a story a good suggestion."""

from hypothesis import given
from hypothesis import strategies as st

from gateway.suggestions.scoring import FREQUENT, UNDATED, WHOLE, rarity, score, weight

DAY = 86_400
FAR = 3_652_059 * DAY
weights = st.integers(0, 12 * 3_000)
instants = st.just(UNDATED) | st.integers(0, FAR)


@given(shared=weights, published=instants, other=instants)
def test_a_score_is_between_0_and_1(shared: int, published: int, other: int) -> None:
    assert 0 <= score(shared, published, other) < WHOLE


@given(shared=weights, published=instants, other=instants)
def test_a_score_is_what_whole_numbers_give(shared: int, published: int, other: int) -> None:
    month = 30 * DAY
    since = month + min(abs(other - published), 1_000 * month)
    near = 0 if UNDATED in (published, other) else month if other < published else 2 * month

    assert score(shared, published, other) == shared * WHOLE // (shared + 24) * (2 * since + near) // (4 * since)


@given(shared=weights, more=weights, published=instants, other=instants)
def test_who_shares_more_is_not_less_alike(shared: int, more: int, published: int, other: int) -> None:
    assert score(shared, published, other) <= score(shared + more, published, other)


@given(shared=weights, between=st.integers(0, 20_000 * DAY), more=st.integers(0, 20_000 * DAY))
def test_who_is_closer_in_time_is_not_less_alike(shared: int, between: int, more: int) -> None:
    now = FAR // 2
    for direction in (1, -1):
        near, far = now + direction * between, now + direction * (between + more)
        assert score(shared, now, near) >= score(shared, now, far)
        assert score(shared, now, near) >= score(shared, now, UNDATED)


def test_what_came_after_is_better_than_what_came_before() -> None:
    now = FAR // 2

    assert score(40, now, now + DAY) > score(40, now, now - DAY)


def test_rare_terms_weigh_more_and_frequent_ones_nothing() -> None:
    by_frequency = [rarity(frequency) for frequency in range(1, FREQUENT + 2)]

    assert by_frequency == sorted(by_frequency, reverse=True)
    assert by_frequency[FREQUENT - 2] > 0 == by_frequency[FREQUENT - 1]
    assert weight(3, 10) > weight(2, 10)
