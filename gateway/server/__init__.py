"""GraphQL over HTTP: requests in, JSON bytes out.

- `app.py`: the routes, and what opens and closes with the server
- `graphql_endpoint.py`: `/graphql`, from the first byte of a request to the last of its answer
- `request_head.py`: the headers that count
- `replies.py`: what is sent back
- `under_way.py`: how much of it is held for clients who do not read
- `observed.py`: ids of requests and traces, for what does not go through `graphql_endpoint.py` and for all
- `multipart.py`: answers in parts
- `caching.py`: entity tags
- `snapshots.py`: clients who are not to see older content than they have seen
- `compression.py`: content codings
- `auth/`: from credentials to scopes
- `negotiation.py`: which kind of answer a client accepts
- `deadlines.py`: how long a body may take, for all requests with one timer
- `departures.py`: clients who go away before they are answered
- `callers.py`: who asks, as far as it is counted how much
- `rate_limits.py`: how often one caller may ask
- `request_reading.py`: a body or a query string into an operation
- `json_reading.py`: what JSON may be, and what is wrong with it
- `request_body.py`: the operation in it
- `error_responses.py`: the one table from errors to statuses and bodies
- `uvicorn_http.py`: the server's side of a connection, within bounds
- `uvicorn_sending.py`: head and body of an answer in one write
- `streams/`: subscriptions, over WebSocket and in events
- `playground/`: the page for browsers, and how operations are answered
- `health.py`: `/health/live` and `/health/ready`
"""

from gateway.server.app import ADDRESS, Service, create_app, end_readiness, end_streams

__all__ = ["ADDRESS", "Service", "create_app", "end_readiness", "end_streams"]
