"""How much random testing: the same quick examples in every usual run, more and other ones when asked for.

`GATEWAY_TEST_TIMES=20 pytest tests/property` tries 20 times as many examples, new ones in each run, and looks for the
smallest one that fails. The usual run does not look for it, since that can take minutes.
"""

import os
from typing import Final

from hypothesis import HealthCheck, Phase, settings

__all__ = ["TIMES", "usual"]

TIMES: Final = int(os.environ.get("GATEWAY_TEST_TIMES", "1"))

usual: Final = settings(
    deadline=None,
    derandomize=TIMES == 1,
    database=None,
    phases=[Phase.explicit, Phase.generate] if TIMES == 1 else [Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
"""The settings of every random test."""
