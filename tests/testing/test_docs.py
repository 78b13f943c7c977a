"""Each block of docs/testing.md is a test module that passes."""

import re
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/testing.md").read_text("utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


SETTINGS = """[pytest]
asyncio_mode = auto
asyncio_default_fixture_loop_scope = function
filterwarnings = error
"""


def test_the_tests_of_the_page_pass(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (pytester.path / "seeds").symlink_to(ROOT / "seeds")
    pytester.makeini(SETTINGS)
    for number, block in enumerate(BLOCKS):
        pytester.makepyfile(**{f"test_block_{number}": block})

    ended = pytester.runpytest_subprocess("-p", "no:xdist")

    assert len(BLOCKS) == 7
    ended.assert_outcomes(passed=7)
