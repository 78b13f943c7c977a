"""A gateway inside of a test: no server, no port, over a folder of documents or over documents that the test writes.

opening     `gateway_for`, to be entered with `with` or `async with`
in_process  the gateway that `async with` gives
blocking    the same for tests without an event loop
answers     what an operation is answered with
"""

from gateway.testing.answers import GraphQLErrors, OperationAnswer
from gateway.testing.blocking import BlockingChanges, BlockingGateway
from gateway.testing.in_process import Changes, GatewayInProcess
from gateway.testing.opening import gateway_for

__all__ = [
    "BlockingChanges",
    "BlockingGateway",
    "Changes",
    "GatewayInProcess",
    "GraphQLErrors",
    "OperationAnswer",
    "gateway_for",
]
