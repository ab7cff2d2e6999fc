"""Runs everything on the same instances and writes RESULTS.md. Started by `run`."""

import argparse
import json
import multiprocessing
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path

import peers
import rules
from instances import KINDS, Instance, all_of

HERE = Path(__file__).parent
THREADS = 2
SOLVERS = (("CP-SAT", peers.cp_sat), ("HiGHS", peers.highs))
# Instances of each kind for the published rules, for two: there the best is known quickly.
RULES_SEEDS = 20


def main():
    options = arguments()
    seeds, seconds_max = (1, 3.0) if options.quick else (options.seeds, options.seconds)
    folder = Path(options.folder)
    (folder / "instances").mkdir(parents=True, exist_ok=True)
    if not options.reuse:
        for kept in (folder / "instances").glob("*.json"):
            kept.unlink()
    begun = time.perf_counter()
    rows = []
    for name, seed, made in all_of(seeds):
        row = compared(name, seed, made, options, folder, seconds_max)
        rows.append(row)
        print(shown(row), flush=True)
        (folder / "rows.json").write_text(json.dumps(rows, default=str, indent=1))
    quality = [] if options.no_rules else proposals(options.engine, folder, seeds, options.quick)
    disagreements = [problem for row in rows for problem in row["disagreements"]]
    minutes = (time.perf_counter() - begun) / 60
    took = f"The whole took {minutes:.0f} minutes."
    if options.reuse:
        took = "The peers were measured in a run shortly before the engine's, on the same files."
    text = report(rows, quality, seconds_max, seeds, took)
    target = folder / "QUICK.md" if options.quick else HERE / "RESULTS.md"
    target.write_text(text)
    print(f"\n{target}")
    for problem in disagreements:
        print(f"DISAGREEMENT: {problem}", file=sys.stderr)
    sys.exit(1 if disagreements else 0)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", required=True, help="the built example `measure`")
    parser.add_argument("--folder", required=True, help="where instances are put")
    parser.add_argument("--quick", action="store_true", help="one of each kind, 3 s a solve")
    parser.add_argument("--seeds", type=int, default=3, help="instances of each kind")
    parser.add_argument("--seconds", type=float, default=20.0, help="limit of one solve")
    parser.add_argument("--reuse", action="store_true", help="take the solvers' last answers")
    parser.add_argument("--no-rules", action="store_true", help="leave the published rules out")
    return parser.parse_args()


def compared(name, seed, made, options, folder, seconds_max):
    instance = Instance(made)
    own = divided(options.engine, folder, name, seed, made)
    row = {"name": name, "seed": seed, "engine": own, "disagreements": []}
    vectors = {}
    if is_leximin(own):
        vectors["engine"] = [Fraction(*ratio) for ratio in own["leximin"]]
    if isinstance(own.get("verified"), str) and "claims more" not in own["verified"]:
        row["disagreements"].append(f"{name} {seed}: the verifier: {own['verified']}")
    for peer, _ in SOLVERS:
        kept = folder / "instances" / f"{name}_{seed}.{peer}.{seconds_max:.0f}.json"
        if options.reuse and kept.exists():
            solved = json.loads(kept.read_text())
        else:
            solved = alone(peer, made, seconds_max)
            kept.write_text(json.dumps(solved))
        row[peer] = solved
        if solved.get("proved"):
            vectors[peer] = [Fraction(ratio) for ratio in solved["vector"]]
    if len({tuple(vector) for vector in vectors.values()}) > 1:
        best = min(vectors.values())
        wrong = [who for who, vector in vectors.items() if vector != best]
        row["disagreements"].append(f"{name} {seed}: not the smallest vector: {wrong}")
    found = [peers.sorted_ratios(instance, r["owners"]) for r in row.values()
             if isinstance(r, dict) and isinstance(r.get("owners"), list)]
    if own.get("leximin"):
        mine = [Fraction(*ratio) for ratio in own["leximin"]]
        row["better"] = any(other < mine for other in found)
        if row["better"] and is_leximin(own):
            row["disagreements"].append(f"{name} {seed}: a peer found a better division")
    return row


def is_leximin(own):
    """Whether the verifier believes that no division is fairer."""
    verified = own.get("verified")
    return isinstance(verified, dict) and verified["levels"] == len(own["leximin"])


def divided(engine, folder, name, seed, made):
    """The engine, in a process of its own so that its memory is that of this instance."""
    file = folder / "instances" / f"{name}_{seed}.json"
    file.write_text(json.dumps(made))
    output = subprocess.run([engine, str(file)], capture_output=True, text=True)
    try:
        return json.loads(output.stdout)
    except json.JSONDecodeError:
        return {"error": output.stderr.strip()[-300:] or f"exit {output.returncode}"}


def alone(peer, made, seconds_max):
    """A solver, in a process of its own for the same reason."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=solve, args=(peer, made, seconds_max, sender))
    process.start()
    sender.close()
    try:
        return receiver.recv()
    except EOFError:
        return {"error": "ended without an answer", "seconds": None, "proved": False}
    finally:
        process.join()


def spin(seconds, sender):
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass
    sender.send(time.process_time())


def stretch():
    """How much longer than on a free machine THREADS threads take just now: 1 to 3."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    spinning = [multiprocessing.Process(target=spin, args=(0.5, sender)) for _ in range(THREADS)]
    for process in spinning:
        process.start()
    had = sum(receiver.recv() for _ in spinning)
    for process in spinning:
        process.join()
    return min(3.0, max(1.0, 0.5 * THREADS / had))


def solve(peer, made, seconds_max, sender):
    instance = Instance(made)
    # Loading the library is not solving: a tiny model first.
    warm = {"carers": [{"id": "a"}], "responsibilities": [{"id": "x", "burden": {"a": 1}}]}
    function = dict(SOLVERS)[peer]
    function(Instance(warm), 1.0, THREADS)
    begun = time.process_time()
    solved = function(instance, seconds_max * stretch(), THREADS)
    sender.send({
        "seconds": solved.seconds, "cpu": time.process_time() - begun, "proved": solved.proved, "owners": solved.owners,
        "vector": [str(ratio) for ratio in solved.vector],
        "peak_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    })


def proposals(engine, folder, seeds, quick):
    """For every kind that the rules are made for: how far above the best possible they are."""
    made = []
    for name, seed, input in all_of(5 if quick else RULES_SEEDS):
        instance = Instance(input)
        if "limits" in name or (seed >= seeds and instance.carers > 2):
            continue
        own = divided(engine, folder, name, seed, input)
        if "leximin" not in own:
            continue
        best = Fraction(*own["leximin"][0])
        of = lambda owners: (
            float(peers.sorted_ratios(instance, owners)[0] / best) - 1,
            rules.is_ef1(instance, owners),
        )
        row = {"name": name, "market": of(rules.market(instance)[0])}
        row["market ended"] = rules.market(instance)[1]
        row["engine"] = (0.0, rules.is_ef1(instance, owners_of(instance, own)))
        if instance.carers == 2:
            row["least change"] = of(rules.least_change(instance))
            sides = [of(rules.adjusted_winner(instance, first)) for first in (0, 1)]
            row["adjusted winner"] = max(sides)
            row["adjusted winner, luckier side"] = min(sides)
        made.append(row)
    return made


def owners_of(instance, own):
    rows = instance.made["responsibilities"]
    return [instance.ids.index(own["owners"][row["id"]]) for row in rows]


def shown(row):
    own = row["engine"]
    parts = [f"{row['name']} {row['seed']}"]
    parts.append(own.get("error") or f"engine {own['micros'] / 1000:.1f} ms {own['status']}")
    for peer, _ in SOLVERS:
        if row[peer].get("seconds") is None:
            parts.append(f"{peer} {row[peer].get('error')}")
        else:
            proved = "proved" if row[peer]["proved"] else "unproved"
            parts.append(
                f"{peer} {row[peer]['seconds']:.2f} s ({row[peer]['cpu']:.2f} s CPU) {proved}"
            )
    return "; ".join(parts)


def report(rows, quality, seconds_max, seeds, took):
    lines = [
        "# Measured side by side", "",
        f"Made by `crates/fairdivision/comparison/run` on {machine()}.",
        f"{seeds} instances of each kind, the first one from `tests/instances`, the others made "
        "from seeds by `instances.py`. The engine: one thread, release build, all of `divide` "
        "(every plan with its changes, reasons, certificate); proved means that the verifier "
        "believes its certificate for every place. The peers: OR-Tools CP-SAT "
        f"{version('ortools')} and HiGHS {version('highspy')}, {THREADS} threads, leximin by "
        f"levels only, up to {seconds_max:.0f} s a level (on a busy machine longer, by what a "
        "spinning loop of as many threads lost just before); a run ends at the first level "
        "unproved. Times are medians over the instances, with the largest, in seconds on the "
        "processor: of the engine's one thread, and of all threads of a peer together, because "
        "the machine did other work; a peer alone on it would wait for about half of that. "
        + took, "",
        "| instances | engine | proved | fewest changes too | CP-SAT | proved | HiGHS | proved |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name in dict.fromkeys(row["name"] for row in rows):
        those = [row for row in rows if row["name"] == name]
        cells = [name] + engine_cells(those)
        for peer, _ in SOLVERS:
            cells += peer_cells([row[peer] for row in those])
        lines.append("| " + " | ".join(cells) + " |")
    lines += ["", *details(rows), "", *agreement(rows)]
    if quality:
        lines += ["", *rule_lines(quality)]
    return "\n".join(lines) + "\n"


def engine_cells(those):
    own = [row["engine"] for row in those]
    if any("error" in each for each in own):
        return [own[0].get("error", "failed"), "–", "–"]
    times = [each["micros"] / 1e6 for each in own]
    proved = sum(is_leximin(each) for each in own)
    gap = max(float(Fraction(*each["gap"])) for each in own)
    cell = f"{proved} of {len(own)}" + (f", gap ≤ {gap:.2g}" if proved < len(own) else "")
    fewest = sum(each["status"] == "exact" for each in own)
    return [spread(times), cell, f"{fewest} of {len(own)}"]


def peer_cells(solved):
    times = [each["cpu"] for each in solved if each.get("cpu") is not None]
    proved = sum(each["proved"] for each in solved)
    return [spread(times) if times else "–", f"{proved} of {len(solved)}"]


def spread(times):
    return f"{seconds(statistics.median(times))} (≤ {seconds(max(times))})"


def seconds(time):
    return f"{time * 1000:.2g} ms" if time < 0.0995 else f"{time:.2g} s"


def details(rows):
    lines = [
        "| instances | best with Pareto frontier | check of the certificate | its nodes "
        "| memory: engine | CP-SAT | HiGHS |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in dict.fromkeys(row["name"] for row in rows):
        those = [row for row in rows if row["name"] == name and "error" not in row["engine"]]
        own = [row["engine"] for row in those]
        pareto = [each["pareto_micros"] / 1e6 for each in own if each["pareto_micros"]]
        verified = [each for each in own if isinstance(each["verified"], dict)]
        check = [each["verify_micros"] / 1e6 for each in verified]
        nodes = [each["verified"]["nodes"] for each in verified]
        lines.append(" | ".join([
            f"| {name}", spread(pareto) if pareto else "–",
            f"{spread(check)}, {len(verified)} of {len(own)}" if check else "–",
            f"{statistics.median(nodes):.0f} (≤ {max(nodes)})" if nodes else "–",
            *memory(own, [row[peer] for peer, _ in SOLVERS for row in those], len(those)),
        ]) + " |")
    return lines


def memory(own, solved, count):
    largest = lambda those: f"{max(each.get('peak_kb') or 0 for each in those) / 1024:.0f} MB"
    if not own:
        return ["–"] * 3
    return [largest(own), largest(solved[:count]), largest(solved[count:])]


def agreement(rows):
    problems = [problem for row in rows for problem in row["disagreements"]]
    if problems:
        return ["**They do not agree:**", *(f"- {problem}" for problem in problems)]
    more = [
        f"{row['name']} {row['seed']}" for row in rows
        if "claims more" in str(row["engine"].get("verified"))
    ]
    both = sum(
        is_leximin(row["engine"]) and any(row[peer]["proved"] for peer, _ in SOLVERS)
        for row in rows
    )
    return [
        f"All that prove agree on the leximin vector, exactly: {both} of {len(rows)} instances "
        "were proved by the engine and by at least one peer. (HiGHS proves to its own tolerances; "
        "what it found is recomputed exactly.)"
    ] + [f"The engine says exact, but its certificate shows less: {', '.join(more)}."] * bool(more)


def rule_lines(quality):
    rules_named = ("engine", "least change", "adjusted winner", "adjusted winner, luckier side",
                   "market")
    lines = [
        "## Published rules: the largest share above the best possible", "",
        "Kajibuntan's *least change* and *adjusted winner* (two carers, both sides of its coin) and "
        "Spliddit's *market*, as read in `rules.py`. Median and largest excess over the best "
        "possible largest share, and how often EF1 is broken in somebody's eyes.", "",
        "| instances | rule | median above | largest above | EF1 broken |", "|---|---|---|---|---|",
    ]
    for name in dict.fromkeys(row["name"] for row in quality):
        those = [row for row in quality if row["name"] == name]
        for rule in rules_named:
            made = [row[rule] for row in those if rule in row]
            if not made:
                continue
            above = [each[0] for each in made]
            broken = sum(not each[1] for each in made)
            lines.append(
                f"| {name} | {rule} | {statistics.median(above):.1%} | {max(above):.1%} "
                f"| {broken} of {len(made)} |"
            )
    stopped = sum(not row["market ended"] for row in quality)
    if stopped:
        lines += ["", f"The market did not come to its end in {stopped} of {len(quality)}."]
    return lines


def machine():
    name = platform.processor() or platform.machine()
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                name = line.split(":", 1)[1].strip()
                break
    except OSError:
        pass
    load = os.getloadavg()[1]
    return (f"{name}, {os.cpu_count()} cores, {platform.system()}, Python "
            f"{platform.python_version()}, {time.strftime('%Y-%m-%d')}, load average {load:.1f} "
            "at the end (other work on the machine makes every time longer)")


if __name__ == "__main__":
    assert KINDS
    main()
