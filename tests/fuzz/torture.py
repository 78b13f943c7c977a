"""The targets under a coverage-guided fuzzer, for as long as is wanted: needs the extra `torture`, and Linux.

    python -m tests.fuzz.torture --seconds 60
    python -m tests.fuzz.torture search --seconds 600

Ends with 1 when a target fails, and leaves the input beside it; prints how many inputs were tried, and how much of
the code they reached.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

INSTRUMENTED = ["gateway", "yaml", "jwt"]
LAST_LINE = re.compile(r"#(\d+)\tDONE\s+cov: (\d+)")
WORST_SECONDS = 10
"""An input that takes longer is a failure as well."""


def main() -> None:
    """Run each target in a process of its own, one after the other; or be one of those."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--findings", type=Path, default=Path(".fuzz"))
    parser.add_argument("--within", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.within:
        fuzz(given.names[0], given.seconds, given.findings)
        return
    from tests.fuzz.targets import TARGETS

    failed = [name for name in given.names or TARGETS if not succeeds(name, given.seconds, given.findings)]
    if failed:
        sys.exit(f"failed: {', '.join(failed)}; inputs are in {given.findings}/")


def succeeds(name: str, seconds: int, findings: Path) -> bool:
    """Fuzz one target, and print what came of it."""
    command = [sys.executable, "-m", "tests.fuzz.torture", name, "--within"]
    command += ["--seconds", str(seconds), "--findings", str(findings)]
    run = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    told = LAST_LINE.search(run.stderr)
    if run.returncode == 0 and told is not None:
        print(f"{name}: {int(told[1]):,} inputs, {told[2]} edges reached, none failed", flush=True)
        return True
    print(f"{name}: FAILED\n{run.stdout[-2000:]}\n{run.stderr[-4000:]}", flush=True)
    return False


def fuzz(name: str, seconds: int, findings: Path) -> None:
    """Fuzz until time is up; ends the process."""
    import atheris

    with atheris.instrument_imports(include=INSTRUMENTED, enable_loader_override=False):
        from tests.fuzz.targets import TARGETS
    target = TARGETS[name]
    findings.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        words = dictionary(Path(folder) / "words", target.pieces)
        corpus = seeds(Path(folder) / "corpus", target.pieces)
        options = [f"-max_total_time={seconds}", f"-dict={words}", f"-artifact_prefix={findings}/{name}-"]
        options += ["-max_len=4096", f"-timeout={WORST_SECONDS}", "-rss_limit_mb=2048", "-print_final_stats=1"]
        atheris.Setup([sys.argv[0], *options, str(corpus)], target.run)
        atheris.Fuzz()


def dictionary(file: Path, pieces: Sequence[bytes]) -> Path:
    """The pieces as words that the fuzzer puts into inputs."""
    words = ("".join(f"\\x{byte:02x}" for byte in piece) for piece in pieces if len(piece) <= 64)
    file.write_text("".join(f'"{word}"\n' for word in words))
    return file


def seeds(folder: Path, pieces: Sequence[bytes]) -> Path:
    """The pieces as inputs to begin with, alone and all together."""
    folder.mkdir()
    for number, piece in enumerate([*pieces, b"".join(piece for piece in pieces if len(piece) <= 64)]):
        (folder / str(number)).write_bytes(piece)
    return folder


if __name__ == "__main__":
    main()
