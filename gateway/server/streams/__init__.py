"""Answers that go on: subscriptions over WebSocket and over Server-Sent Events, both at `/graphql`.

- `service.py`: what is behind the transports, as protocols
- `results.py`: an operation of any kind as the bodies it is answered with
- `operations.py`: the operations that one connection has under way
- `sending.py`: sending to one client, and never waiting long for it

WebSocket, the protocol `graphql-transport-ws`:

- `websocket_endpoint.py`: the handshake
- `connection.py`: one connection, from its first message to its close
- `messages.py`: the messages, in and out
- `closing.py`: every code that a connection is closed with
- `uvicorn_websocket.py`: the server's side of it, within bounds

Server-Sent Events, both modes of `graphql-sse`:

- `event_stream.py`: a stream of events, and the "distinct connections mode": one operation in each
- `single_connection.py`: the "single connection mode": all operations of a client in one
- `reservations.py`: the streams that are reserved or open
"""
