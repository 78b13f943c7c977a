"""Ids of requests: whose are taken over, and that there always is one."""

import contextvars
from collections.abc import Iterator

import pytest

from gateway.observing import Metrics
from gateway.observing.requests import REQUEST, id_of_request, note_error, request_of


@pytest.fixture(autouse=True)
def _no_request_afterwards() -> Iterator[None]:
    yield
    REQUEST.set(None)


@pytest.mark.parametrize(
    "given", [b"7", b"0af7651916cd43dd8448eb211c80319c", b"Root=1-67891233:abc/DEF+g_h~i.j", b"x" * 128]
)
def test_an_id_that_is_sane_is_taken_over(given: bytes) -> None:
    assert request_of(given).id == given
    assert id_of_request() == given.decode()


@pytest.mark.parametrize(
    "given", [b"", b" ", b"a b", b"a\nb", b"a\r\nset-cookie: x", b'"', b"{}", b"\xc3\xa9", b"a\x00", b"a\n", b"x" * 129]
)
def test_any_other_is_replaced_by_one_of_ours(given: bytes) -> None:
    made = request_of(given).id

    assert made != given
    assert made.replace(b"-", b"").isalnum()


def test_no_two_requests_have_one_id() -> None:
    assert len({request_of(None).id for _ in range(1000)}) == 1000


def test_errors_are_counted_for_the_request_that_is_being_answered() -> None:
    one, other = Metrics(), Metrics()

    def answer(metrics: Metrics | None) -> None:
        request_of(None, metrics)
        note_error("NOT_FOUND")

    for metrics in (one, other, None, one):
        contextvars.copy_context().run(answer, metrics)
    contextvars.Context().run(note_error, "NOT_FOUND")

    counts = [metrics.figures()["gateway_errors_total", "NOT_FOUND"] for metrics in (one, other)]
    assert counts == [[2], [1]]
