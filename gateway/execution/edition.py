"""The content as some callers may see it: a store, who is told of its changes, and what is known of it."""

import time
from typing import Final

from gateway.compiler import FanOut, FanOuts
from gateway.errors import RequestError, StoreError
from gateway.execution.answers import Answers
from gateway.execution.live import Allowance, Feed, no_content
from gateway.execution.nodes import Nodes
from gateway.execution.prepared import BoundStatement
from gateway.store import Store

__all__ = ["Edition"]

READ_KNOWN: Final = "SELECT list, total, most FROM fan_out WHERE EXISTS (SELECT 1 FROM snapshot)"

LOOK_SECONDS: Final = 1.0
"""How often it is looked whether another process has loaded something, while there are requests."""

HEAVY: Final = 5000
"""Operations that can cost more wait for each other: made of so many objects, they take ten milliseconds or more."""


class Edition:
    """One store. What is known of its content is read when first needed, and again when the files have changed."""

    def __init__(
        self, store: Store, allowance: Allowance, max_cost: int, max_kept_bytes: int, max_node_bytes: int
    ) -> None:
        self.store = store
        self.answers = Answers(store, max_kept_bytes)
        self.nodes = Nodes(store, max_node_bytes)
        self.feed = Feed(store, allowance)
        self._max_cost = max_cost
        self._little = min(HEAVY, max_cost)
        self._fan_outs: FanOuts = {}
        self._stamp: object = None
        self._looked = 0.0

    async def require_content(self) -> None:
        """Raise unless a load has been committed.

        Raises:
            StoreError: NO_CONTENT, or when the database cannot answer.
        """
        if self._fan_outs and time.monotonic() - self._looked < LOOK_SECONDS:
            return
        if not self._fan_outs or self.store.stamp() != self._stamp:
            await self.read_known()
        self._looked = time.monotonic()

    async def has_content(self) -> bool:
        """Whether a load has been committed.

        Raises:
            StoreError: when the database cannot answer.
        """
        try:
            await self.require_content()
        except StoreError as error:
            if error.code != "NO_CONTENT":
                raise
            return False
        return True

    async def read_known(self) -> None:
        """Read what is known of the content.

        Raises:
            StoreError: NO_CONTENT, or when the database cannot answer.
        """
        self._stamp = self.store.stamp()
        rows = await self.store.fetch_rows(READ_KNOWN)
        self._fan_outs = {name: FanOut(total, most) for name, total, most in rows}
        if not self._fan_outs:
            raise no_content()

    def cost_of(self, *statements: BoundStatement) -> int:
        """What statements can cost together, after `require_content`."""
        return sum(each.statement.cost.bound(each.variables, self._fan_outs) for each in statements)

    @staticmethod
    def is_heavy(cost: int) -> bool:
        """Whether an operation of this cost may take long."""
        return cost > HEAVY

    def is_affordable(self, cost: int) -> bool:
        """Whether an operation may cost so much."""
        return cost <= self._max_cost

    def require_affordable(self, *statements: BoundStatement) -> int:
        """The cost, or more where that is little, unless it is too much.

        Raises:
            RequestError: MAX_COST_EXCEEDED.
        """
        ceiling = sum([each.statement.cost.ceiling(self._fan_outs) for each in statements])
        if ceiling <= self._little:
            return ceiling
        cost = self.cost_of(*statements)
        if cost > self._max_cost:
            message = f"The operation can cost {cost:,}; the limit is {self._max_cost:,}."
            hint = "Ask for smaller pages, or for fewer lists within lists."
            raise RequestError(message, code="MAX_COST_EXCEEDED", hint=hint, limit=self._max_cost)
        return cost
