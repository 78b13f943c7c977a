"""Whatever callers send, right or wrong, on any way in: nothing of it is in the log, however much is logged."""

import json
import shutil
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import jwt

from tests.harness.served import Served, SocketClient, serving
from tests.harness.site import Site

KEY, WRONG_KEY = "kEy-of-the-newsroom-4711", "kEy-that-nobody-has-0815"
TOKEN_SECRET = "tOkEn-secret-of-thirty-two-bytes!"
VARIABLE, LITERAL, PAYLOAD = "vArIaBlE-private-1", "lItErAl-private-2", "pAyLoAd-private-3"
TOKEN = jwt.encode({"exp": int(time.time()) + 600, "scope": "preview"}, TOKEN_SECRET, "HS256")

FIND = f"""query Find($text: String!, $title: String) {{
  articles(search: $text, where: {{title: {{contains: $title}}}}) {{ nodes {{ title }} }}
  topic(by: {{name: "{LITERAL}"}}) {{ name }}
}}"""
ASKED = {"query": FIND, "variables": {"text": VARIABLE, "title": VARIABLE}, "extensions": {"note": PAYLOAD}}
WRONG = [
    {"query": f'{{ nope(secret: "{LITERAL}") }}', "variables": {"x": VARIABLE}},
    {
        "query": f'query ($a: Int!) {{ articles(first: $a, after: "{LITERAL}") {{ nodes {{ id }} }} }}',
        "variables": {"a": VARIABLE},
    },
    {"query": f'{{ articles(after: "{LITERAL}") {{ nodes {{ id }} }} }}'},
    {"query": "{ " + LITERAL},
    {"query": 5, "variables": VARIABLE},
]


async def ask_in_every_way(served: Served) -> None:
    """Over HTTP, in events, in parts and over WebSocket, with every kind of credentials."""
    credentials: list[dict[str, str]] = [
        {},
        {"x-api-key": KEY},
        {"x-api-key": WRONG_KEY},
        {"authorization": f"Bearer {TOKEN}"},
        {"authorization": f"Bearer {TOKEN[:-4]}AAAA"},
        {"authorization": f"ApiKey {KEY}", "x-request-id": f"{VARIABLE} {LITERAL}"},
    ]
    async with httpx.AsyncClient(timeout=10) as client:
        for headers in credentials:
            for accept in ("application/json", "text/event-stream", "multipart/mixed;deferSpec=20220824"):
                for body in (ASKED, *WRONG):
                    await client.post(served.url, json=body, headers={**headers, "accept": accept})
            parameters = {"query": FIND, "variables": json.dumps(ASKED["variables"])}
            await client.get(served.url, params=parameters, headers=headers)
            await client.get(f"{served.url}/{VARIABLE}", headers=headers)
        await client.post(served.url, content=f'{{"query": "{VARIABLE}'.encode(), headers={"content-type": "text/x"})
    socket = await SocketClient.open(served.port)
    for key, payload in enumerate((ASKED, *WRONG[:4])):
        await socket.send(id=str(key), type="subscribe", payload=payload)
        await socket.receive()
    await socket.send(type="ping", payload={"x": PAYLOAD})
    await socket.send(type=VARIABLE)
    await socket.close()


async def test_no_secret_of_anybody_is_in_the_log(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    site.put("_news/one.md", title="One")
    hashed = sha256(KEY.encode()).hexdigest()
    environment = {
        "GATEWAY_API_KEYS": json.dumps([{"name": "newsroom", "sha256": hashed, "scopes": ["admin"]}]),
        "GATEWAY_JWT_ALGORITHM": "HS256",
        "GATEWAY_JWT_SECRET": TOKEN_SECRET,
        "GATEWAY_LOG_LEVEL": "debug",
        "GATEWAY_LOG_FORMAT": "json",
        "GATEWAY_SLOW_OPERATION_SECONDS": "0.0000001",
    }
    async with serving(tmp_path, "site", environment=environment) as served:
        await ask_in_every_way(served)
        shutil.rmtree(site.root)
        answer = await served.ask("mutation { reload { added } }", {"x-api-key": KEY, "x-request-id": "the-reload"})
        assert answer["errors"][0]["extensions"]["code"] == "RELOAD_FAILED"
    lines: list[dict[str, Any]] = [json.loads(line) for line in served.log]
    slow = [line for line in lines if line["message"].startswith("slow: query Find ")]
    assert len(slow) > 10, "not enough is logged to show anything"
    assert all("sql" in line and "request_id" in line for line in slow)
    (failed,) = [line for line in lines if line["message"].startswith("Nothing was loaded")]
    assert failed["request_id"] == "the-reload"
    assert not [line for line in lines if "traceback" in line]
    log = "".join(served.log).lower()
    for secret in (KEY, WRONG_KEY, TOKEN_SECRET, hashed, VARIABLE, LITERAL, PAYLOAD, *TOKEN.split(".")):
        assert secret.lower() not in log
