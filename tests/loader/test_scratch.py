"""What a load puts on the disk for a while is gone afterwards, also when it was killed; and no room there is told."""

import errno
import shutil
import subprocess
import sys
from io import TextIOWrapper
from pathlib import Path

import pytest

from gateway.errors import StoreError
from gateway.loader import scratch
from gateway.loader.load import load
from gateway.loader.scratch import LOCK, PREFIX, scratch_folder
from gateway.store import open_store
from tests.harness.site import Site


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of this test alone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    return folder


def left(temporary: Path) -> list[Path]:
    return list(temporary.glob(f"{PREFIX}*"))


def test_a_load_that_was_killed_leaves_what_the_next_one_removes_and_others_keep_theirs(temporary: Path) -> None:
    killed = "import os, signal; from gateway.loader.scratch import scratch_folder as f\nwith f() as folder:\n"
    killed += " (folder / 'a.npy').write_bytes(b'x'); os.kill(os.getpid(), signal.SIGKILL)"
    assert subprocess.run([sys.executable, "-c", killed], check=False).returncode == -9
    assert len(left(temporary)) == 1

    with scratch_folder() as mine:
        assert left(temporary) == [mine]
        with scratch_folder() as other:
            assert sorted(left(temporary)) == sorted([mine, other])
    assert left(temporary) == []


def test_a_folder_that_another_load_sweeps_away_before_it_is_locked_is_made_anew(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_mine, swept = scratch._is_mine, []

    def late(lock: TextIOWrapper) -> bool:
        if not swept:
            swept.append(lock.name)
            shutil.rmtree(Path(lock.name).parent)
        return is_mine(lock)

    monkeypatch.setattr(scratch, "_is_mine", late)
    with scratch_folder() as folder:
        (folder / "a.npy").write_bytes(b"x")
        assert str(folder / LOCK) not in swept
    assert swept
    assert left(temporary) == []


async def test_without_room_for_temporary_files_nothing_changes_and_it_is_told(
    temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    site = Site(tmp_path / "site")
    site.put("_news/a.md", title="One")
    async with await open_store(f"sqlite:///{tmp_path}/gateway.db", readers=1) as store:
        with monkeypatch.context() as patch:
            patch.setattr("numpy.save", full)
            with pytest.raises(StoreError, match="temporary files") as raised:
                await load(store, [site.source], jobs=1)
        assert (raised.value.code, "TMPDIR" in str(raised.value.hint)) == ("STORE_FULL", True)
        assert await store.fetch_rows("SELECT count(*) FROM article") == [(0,)]
        assert left(temporary) == []
        assert (await load(store, [site.source], jobs=1)).added == 1
