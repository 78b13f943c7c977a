"""Medians over the rounds, ratios to the baseline, and the tables that show them."""

import statistics


def summarize(results, baseline):
    """Ratios are formed within each round first, so a slow spell of the machine hits both sides."""
    out = {}
    for case, by_target in results.items():
        base = by_target.get(baseline) or next(iter(by_target.values()))
        out[case] = {name: summarize_runs(runs, base) for name, runs in by_target.items()}
    return out


def summarize_runs(runs, base):
    row = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
    pairs = list(zip(runs, base, strict=True))
    ratios = [mine["rps"] / other["rps"] for mine, other in pairs if other["rps"]] or [0.0]
    row["ratio"], row["ratio_low"], row["ratio_high"] = statistics.median(ratios), min(ratios), max(ratios)
    row["cpu_ratio"] = statistics.median(mine["cpu_ms"] / max(other["cpu_ms"], 1e-9) for mine, other in pairs)
    return row


def show(summary, names, baseline, memory):
    """Print Markdown tables."""

    def heading(title):
        print(f"\n{title}\n\n| | {' | '.join(names)} |\n|---{'|---:' * len(names)}|")

    def table(title, cell):
        heading(title)
        for case, row in summary.items():
            print(f"| {case} | {' | '.join(cell(row[name]) if name in row else '–' for name in names)} |")  # noqa: RUF001

    table(f"Requests a second (and ratio to {baseline})", lambda r: f"{r['rps']:.0f} ({r['ratio']:.2f})")
    table(f"Lowest and highest ratio to {baseline}", lambda r: f"{r['ratio_low']:.2f} to {r['ratio_high']:.2f}")
    table("Latency, ms: p50 / p99", lambda r: f"{r['p50']:.1f} / {r['p99']:.1f}")
    table(
        f"Server CPU per request, ms (and ratio to {baseline})",
        lambda r: f"{r['cpu_ms']:.2f} ({r['cpu_ratio']:.2f})",
    )
    table("Bytes of an answer", lambda r: f"{r['bytes']:.0f}")
    heading("Memory and start")
    for label, key, form in (
        ("MiB idle", "idle_mib", ".0f"),
        ("MiB after load", "loaded_mib", ".0f"),
        ("of them anonymous", "own_mib", ".0f"),
        ("s to listen", "started_seconds", ".1f"),
    ):
        print(f"| {label} | {' | '.join(format(memory[name][key], form) for name in names)} |")
    busiest = max((row["load_busy"], case, name) for case, rows in summary.items() for name, row in rows.items())
    print(f"\nThe load generator was at most {busiest[0]:.0%} busy ({busiest[2]}, {busiest[1]}).")
