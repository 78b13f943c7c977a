"""Every parser of untrusted bytes, with bytes made at random and out of pieces that get far."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS
from tests.harness.profiles import TIMES, usual

CALLS_AT_LEAST = 200_000
CALLS_OF_A_BYTE = 2_000
"""Generous: what counts is that work does not grow with the square of the input, or beyond."""


@contextmanager
def bounded_work(size: int) -> Iterator[None]:
    """Raise when more Python functions are called than an input of this size can need."""
    left = CALLS_AT_LEAST + CALLS_OF_A_BYTE * size

    def count(_: FrameType, event: str, __: Any) -> None:
        nonlocal left
        if event == "call":
            left -= 1
            assert left > 0, "too much work"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(before)


@pytest.mark.parametrize("name", TARGETS)
def test_only_declared_errors_come_out_whatever_goes_in(name: str) -> None:
    target = TARGETS[name]
    piece = st.one_of(st.sampled_from(target.pieces), st.sampled_from(target.pieces), st.binary(max_size=8))
    inputs = st.lists(piece, max_size=12).map(b"".join)

    @settings(usual, max_examples=300 * TIMES)
    @given(inputs)
    def try_one(data: bytes) -> None:
        with bounded_work(len(data)):
            target.run(data)

    try_one()
