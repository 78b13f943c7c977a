"""A client in Python, over HTTP and over WebSocket."""

from gql import Client, gql
from gql.transport.httpx import HTTPXAsyncTransport
from gql.transport.websockets import WebsocketsTransport

STORIES = gql(
    """
    query Stories($after: String) {
      articles(first: 5, after: $after) {
        nodes { path }
        pageInfo { hasNextPage endCursor }
      }
    }
    """
)


def over_http(url, key=None):
    headers = {"x-api-key": key} if key else {}
    return Client(transport=HTTPXAsyncTransport(url, headers=headers), fetch_schema_from_transport=True)


def over_websocket(url, key=None):
    headers = {"x-api-key": key} if key else {}
    return Client(transport=WebsocketsTransport(url.replace("http", "ws", 1), init_payload=headers))


async def paths(session):
    """The paths of all articles, page after page."""
    after, has_next = None, True
    while has_next:
        STORIES.variable_values = {"after": after}
        page = (await session.execute(STORIES))["articles"]
        for node in page["nodes"]:
            yield node["path"]
        after, has_next = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
