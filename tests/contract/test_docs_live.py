"""docs/live.md: the events shown are those that come, and every close is one of the code."""

import asyncio
import json
import re
import shutil
from functools import partial
from pathlib import Path

import httpx

from gateway.execution import Gateway
from gateway.loader.load import load
from gateway.loader.reloader import Reloader
from gateway.loader.sources import Source
from gateway.server.streams import closing
from gateway.server.streams.messages import read_message
from gateway.settings import Settings
from gateway.store import open_store
from tests.server.streams.streams import listening

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "live.md").read_text("utf-8")
PAYLOAD = re.compile(r"-d '(.*?)'\n", re.DOTALL)
EDIT = re.compile(r"Change the title in `(?P<file>[^`]+)` to \*(?P<title>[^*]+)\*")
EVENTS = re.compile(r"```text\n(event: .*?)```", re.DOTALL)
SENT = re.compile(r"^> (.*)$", re.MULTILINE)
CLOSED = re.compile(r"^\| (\d{4}) \|", re.MULTILINE)
OF_THE_SERVER = {1009, 1012}


async def test_the_request_of_the_page_gives_the_events_of_the_page(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (payload,), (edit,), (shown,) = PAYLOAD.findall(PAGE), EDIT.finditer(PAGE), EVENTS.findall(PAGE)
    document = tmp_path / edit["file"]
    async with await open_store(f"sqlite:///{tmp_path}/db", readers=1) as store:
        reloader = Reloader(partial(load, store, [Source("", tmp_path / "seeds")], jobs=1))
        await reloader.reload()
        async with (
            Gateway(store, Settings()) as gateway,
            listening(gateway) as port,
            httpx.AsyncClient(verify=False, timeout=5) as client,
            client.stream(
                "POST",
                f"http://127.0.0.1:{port}/graphql",
                json=json.loads(payload),
                headers={"accept": "text/event-stream"},
            ) as response,
        ):
            while not gateway.subscriptions:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            text = re.sub(r"^title: .*$", f'title: "{edit["title"]}"', document.read_text("utf-8"), flags=re.MULTILINE)
            document.write_text(text, "utf-8")
            await reloader.reload()
            lines = response.aiter_lines()
            seen = [line for line in [await anext(lines) for _ in range(4)] if line not in ("", ":")]
    assert seen == shown.splitlines()


def test_the_messages_of_the_page_are_messages_of_the_protocol() -> None:
    sent = SENT.findall(PAGE)

    assert len(sent) == 3
    for message in sent:
        read_message(message)


def test_every_close_of_the_page_is_one_of_the_code_and_none_is_missing() -> None:
    ours = {value.code for value in vars(closing).values() if isinstance(value, closing.Close)}
    ours |= {closing.invalid_message("").code, closing.subscriber_exists("").code}
    documented = {int(code) for code in CLOSED.findall(PAGE)}

    assert documented == (ours - {closing.INTERNAL_SERVER_ERROR.code}) | OF_THE_SERVER
