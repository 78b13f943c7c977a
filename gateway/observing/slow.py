"""Operations that take long, as lines of the log: by the hash of the document and the SQL, without anybody's values."""

import logging
from hashlib import sha256
from typing import Final

__all__ = ["log_slow"]

LONGEST_NAME: Final = 100

logger = logging.getLogger(__name__)


def log_slow(*, name: str | None, kind: str, document: str, sql: str, seconds: float, size: int) -> None:
    """One line. The document is told by its hash: what is written in it can be as private as a variable."""
    digest = sha256(document.encode("utf-8", "surrogatepass")).hexdigest()
    name = name and name[:LONGEST_NAME]
    fields = {
        "operation": name,
        "kind": kind,
        "seconds": round(seconds, 3),
        "bytes": size,
        "document": f"sha256:{digest}",
        "sql": " ".join(sql.split()),
    }
    told = name or "without a name"
    logger.warning("slow: %s %s took %.3f s, %d bytes", kind, told, seconds, size, extra={"fields": fields})
