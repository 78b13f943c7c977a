"""`gateway_for`: documents in, a gateway out, for as long as a block lasts."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager, asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

from anyio.from_thread import start_blocking_portal

from gateway.loader.sources import Source, parse_source
from gateway.settings import settings_of
from gateway.testing.blocking import BlockingGateway
from gateway.testing.in_process import GatewayInProcess, open_in_process

__all__ = ["gateway_for"]

Root = str | Path | Source | Mapping[str, str]

Ended = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


def gateway_for(*roots: Root, **settings: Any) -> "Opening":
    """A gateway over content roots, to be entered with `with` or `async with`.

    A root is a folder; or, as on the command line, `NAME=DIR`; or a mapping from files, such as `_news/one.md`, to
    their texts, which are written to a folder that goes with the block. The settings are those of docs/settings.md;
    nothing is read from the environment. The database is a temporary one; with `database=` it is kept.

    Raises:
        SettingsError: for a wrong setting or root, when the block is entered.
    """
    return Opening(roots, settings)


class Opening(AbstractContextManager[BlockingGateway], AbstractAsyncContextManager[GatewayInProcess]):
    """What both kinds of blocks are entered with, once."""

    def __init__(self, roots: tuple[Root, ...], settings: Mapping[str, Any]) -> None:
        self._roots = roots
        self._settings = settings
        self._blocking: AbstractContextManager[BlockingGateway] | None = None
        self._awaited: AbstractAsyncContextManager[GatewayInProcess] | None = None

    def __enter__(self) -> BlockingGateway:
        self._blocking = self._open_blocking()
        return self._blocking.__enter__()

    def __exit__(self, *ended: *Ended) -> bool | None:
        assert self._blocking is not None
        return self._blocking.__exit__(*ended)

    async def __aenter__(self) -> GatewayInProcess:
        self._awaited = self._open()
        return await self._awaited.__aenter__()

    async def __aexit__(self, *ended: *Ended) -> bool | None:
        assert self._awaited is not None
        return await self._awaited.__aexit__(*ended)

    @asynccontextmanager
    async def _open(self) -> AsyncIterator[GatewayInProcess]:
        with TemporaryDirectory(prefix="gateway-") as folder:
            sources = tuple(source_of(root, Path(folder) / f"root-{place}") for place, root in enumerate(self._roots))
            defaults = {"database": f"sqlite:///{folder}/gateway.db", "jobs": 1, "readers": 1}
            async with open_in_process(settings_of({**defaults, **self._settings}), sources) as gateway:
                yield gateway

    @contextmanager
    def _open_blocking(self) -> Iterator[BlockingGateway]:
        with start_blocking_portal() as portal, portal.wrap_async_context_manager(self._open()) as gateway:
            yield BlockingGateway(gateway, portal)


def source_of(root: Root, folder: Path) -> Source:
    """A content root; texts are written to this folder."""
    match root:
        case Source():
            return root
        case Path():
            return Source("", root)
        case str():
            return parse_source(root)
        case _:
            for file, text in {**root}.items():
                path = folder / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
            folder.mkdir(exist_ok=True)
            return Source("", folder)
