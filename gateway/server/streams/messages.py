"""The messages of graphql-transport-ws, both ways, as JSON."""

from typing import Annotated, Any, TypeAlias

import msgspec

from gateway.errors import RequestError
from gateway.execution.operation import OperationRequest
from gateway.server.json_reading import read_json
from gateway.server.request_body import RequestBody
from gateway.server.streams.closing import ConnectionEnded, invalid_message

__all__ = [
    "ClientMessage",
    "Complete",
    "ConnectionInit",
    "Ping",
    "Pong",
    "Subscribe",
    "complete",
    "connection_ack",
    "error",
    "next_result",
    "ping",
    "pong",
    "read_message",
]

Payload: TypeAlias = dict[str, Any] | None

OperationId: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, max_length=256)]
"""The protocol has no upper bound, but every result repeats the id."""


class Message(msgspec.Struct, tag_field="type", omit_defaults=True):
    """What all messages have; keys that the protocol does not have are ignored."""


class ConnectionInit(Message, tag="connection_init"):
    """The client introduces itself; credentials are in the payload."""

    payload: Payload = None


class Ping(Message, tag="ping"):
    """Either side asks whether the other is there."""

    payload: Payload = None


class Pong(Message, tag="pong"):
    """And the other is."""

    payload: Payload = None


class Subscribe(Message, tag="subscribe"):
    """The client begins an operation, of whatever kind."""

    id: OperationId
    payload: RequestBody

    def request(self) -> OperationRequest:
        """The operation as the gateway takes it.

        Raises:
            ConnectionEnded: when the payload asks for nothing.
        """
        if self.payload.query == "":  # a query, if one that says nothing: no reason to end the connection
            return OperationRequest("", self.payload.operation_name, self.payload.variables)
        try:
            return self.payload.request()
        except RequestError as error:
            raise ConnectionEnded(invalid_message(error.message)) from None


class Complete(Message, tag="complete"):
    """Client: wants no more results. Server: there are no more."""

    id: OperationId


class ConnectionAck(Message, tag="connection_ack"):
    """The server lets the client in."""


class Next(Message, tag="next"):
    """One result."""

    id: str
    payload: msgspec.Raw


class Error(Message, tag="error"):
    """The operation has failed; nothing comes after it."""

    id: str
    payload: msgspec.Raw


class ErrorsBody(msgspec.Struct):
    """The part of a response that an `error` takes over."""

    errors: msgspec.Raw


ClientMessage: TypeAlias = ConnectionInit | Ping | Pong | Subscribe | Complete

message_decoder: msgspec.json.Decoder[ClientMessage] = msgspec.json.Decoder(ClientMessage)
errors_decoder = msgspec.json.Decoder(ErrorsBody)
encode = msgspec.json.Encoder().encode


def read_message(text: str) -> ClientMessage:
    """Decode one message.

    Raises:
        ConnectionEnded: for one that the protocol does not have; the protocol wants nothing less.
    """
    try:
        return read_json(message_decoder, text.encode("utf-8", "surrogatepass"), "message")
    except RequestError as error:
        raise ConnectionEnded(invalid_message(error.message)) from None


def connection_ack() -> bytes:
    """Let the client in."""
    return encode(ConnectionAck())


def ping() -> bytes:
    """Ask whether the client is there."""
    return encode(Ping())


def pong(payload: Payload) -> bytes:
    """Answer a ping, with what it came with."""
    return encode(Pong(payload))


def next_result(operation_id: str, body: bytes) -> bytes:
    """Pass on a whole response as it is."""
    return encode(Next(operation_id, msgspec.Raw(body)))


def error(operation_id: str, body: bytes) -> bytes:
    """Pass on the `errors` of a response that has nothing else."""
    return encode(Error(operation_id, errors_decoder.decode(body).errors))


def complete(operation_id: str) -> bytes:
    """Say that there are no more results."""
    return encode(Complete(operation_id))
