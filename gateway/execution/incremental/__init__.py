"""`@defer` and `@stream`: an operation answered in parts, all of them of one snapshot.

splitting   an operation → the one that is answered first, and one for each deferred fragment
statements  the statements of those
walking     answers → which objects wait for more, and what they get
delivery    the parts of an answer, as they come
"""

from gateway.execution.incremental.delivery import Delivery, Part, Patch
from gateway.execution.incremental.splitting import Split, split
from gateway.execution.incremental.statements import BoundSplit, Splitter

__all__ = ["BoundSplit", "Delivery", "Part", "Patch", "Split", "Splitter", "split"]
