"""Answers that go on: subscriptions over WebSocket and over Server-Sent Events, both at `/graphql`.

- `service.py`: what is behind the transports, as protocols
- `results.py`: an operation of any kind as the bodies it is answered with
- `sending.py`: sending to one client, and never waiting long for it

WebSocket, the protocol `graphql-transport-ws`:

- `websocket_endpoint.py`: the handshake
- `connection.py`: one connection, from its first message to its close
- `operations.py`: the operations that one connection has under way
- `messages.py`: the messages, in and out
- `closing.py`: every code that a connection is closed with
- `uvicorn_websocket.py`: the server's side of it, within a bound

Server-Sent Events, the "distinct connections mode" of `graphql-sse`:

- `event_stream.py`: one operation as a stream of events
"""
