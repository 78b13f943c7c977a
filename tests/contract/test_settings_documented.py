"""docs/settings.md lists every setting as the code has it."""

import re
from pathlib import Path

from gateway.settings import SettingDoc, describe_settings

ROW = re.compile(r"^\| `(\w+)` \| (?:`([^`]+)`)? ?\| `(\w+)` \| (?:`([^`]+)`)? ?\| (.+) \|$", re.MULTILINE)
DOCS = Path(__file__).parents[2] / "docs/settings.md"


def test_every_setting_is_documented_as_it_is_and_in_order() -> None:
    documented = [SettingDoc(*row) for row in ROW.findall(DOCS.read_text())]

    assert documented == list(describe_settings())
