"""The instances: the known one of each kind, and more of the same kind from seeds.

A rated family: minutes a week by chance, each carer's estimate a little off, times an own
intensity of five steps and a mental load; each carer's ratings then add up to 10,000. Everything
comes from `random.Random(seed).random()`, which Python promises to keep, so it is the same on
every machine.
"""

import json
import random
from pathlib import Path

KNOWN = Path(__file__).parent.parent / "tests" / "instances" / "instances.json"
TOTAL = 10_000
# The five steps of intensity; the middle ones are taken more often.
STEPS = (2, 3, 3, 4, 4, 4, 4, 6, 6, 8)

# (kind, carers, responsibilities, with weights, cannot and locks)
KINDS = (
    ("rated", 2, 20, False),
    ("rated", 2, 60, False),
    ("rated", 2, 150, False),
    ("rated", 4, 30, False),
    ("rated", 4, 60, False),
    ("rated", 4, 150, False),
    ("rated", 4, 150, True),
    ("identical", 4, 30, False),
    ("rated", 6, 150, False),
)


def all_of(seeds):
    """(kind's name, seed, input) of every kind, seed by seed; seed 0 is the known instance."""
    known = {row["id"]: row["input"] for row in json.loads(KNOWN.read_text())}
    for seed in range(seeds):
        for kind, carers, things, limits in KINDS:
            name = f"{kind}_n{carers}_m{things}" + ("_limits" if limits else "")
            made = known.get(f"{kind}_n{carers}_m{things}_s{seed}{'_limits' if limits else ''}")
            if made is None:
                made = family(kind, carers, things, limits, seed)
            yield name, seed, made


def family(kind, carers, things, limits, seed):
    chance = random.Random(f"{kind} {carers} {things} {limits} {seed}")
    below = lambda most: int(chance.random() * most)
    ids = [chr(ord("a") + index) for index in range(carers)]
    minutes = [5 * (1 + below(10) * below(10)) for _ in range(things)]
    mental = [4 + below(4) for _ in range(things)]
    ratings = {}
    for id in ids:
        raw = []
        for index in range(things):
            if kind == "identical" and id != ids[0]:
                break
            noise = 0.7 + 0.6 * chance.random()
            raw.append(minutes[index] * noise * STEPS[below(10)] * mental[index])
        ratings[id] = whole(raw) if raw else ratings[ids[0]]
    rows = []
    for index in range(things):
        row = {
            "id": f"r{index:03}",
            "minutes": minutes[index],
            "burden": {id: ratings[id][index] for id in ids},
            # Today one of them has most of it.
            "current": ids[0] if below(100) < 65 else ids[1 + below(carers - 1)],
        }
        if limits and below(4) == 0:
            row["cannot"] = [ids[below(carers)]]
        elif limits and below(10) == 0:
            row["locked"] = ids[below(carers)]
        rows.append(row)
    people = [{"id": id, "weight": 2 + below(4) if limits else 1} for id in ids]
    return {"carers": people, "responsibilities": rows}


def whole(raw):
    """In the same proportions, positive whole numbers that add up to TOTAL."""
    parts = [max(1.0, part * TOTAL / sum(raw)) for part in raw]
    floors = [int(part) for part in parts]
    order = sorted(range(len(raw)), key=lambda index: floors[index] - parts[index])
    missing = TOTAL - sum(floors)
    place = 0
    while missing != 0:
        index = order[place % len(order)]
        step = 1 if missing > 0 else -1
        if floors[index] + step >= 1:
            floors[index] += step
            missing -= step
        place += 1
    return floors


class Instance:
    """The contract's input by index: burdens[i][o], weights[i], allowed[o]."""

    def __init__(self, made):
        self.made = made
        self.ids = [carer["id"] for carer in made["carers"]]
        rows = made["responsibilities"]
        self.carers, self.things = len(self.ids), len(rows)
        self.weights = [carer.get("weight", 1) for carer in made["carers"]]
        self.burdens = [[row["burden"][id] for row in rows] for id in self.ids]
        self.totals = [sum(own) for own in self.burdens]
        self.allowed = [self._allowed(row) for row in rows]
        index = {id: place for place, id in enumerate(self.ids)}
        self.current = [index.get(row.get("current")) for row in rows]

    def _allowed(self, row):
        if row.get("locked"):
            return [self.ids.index(row["locked"])]
        cannot = row.get("cannot") or []
        return [index for index, id in enumerate(self.ids) if id not in cannot]

    def loads(self, owners):
        loads = [0] * self.carers
        for thing, owner in enumerate(owners):
            loads[owner] += self.burdens[owner][thing]
        return loads
