// Copies that were written apart come together, in any order, with nothing lost.

import assert from "node:assert/strict";
import test from "node:test";
import { forSeeds } from "./chance.mjs";
import { isWithin, merge, shown, write } from "../../src/rooms/justme/vault/merge.js";
import { entriesOf } from "../../src/rooms/justme/vault/wellformed.js";

const at = (tick) => new Date(Date.UTC(2026, 0, 1) + tick * 1000).toISOString();

/** Several devices that write, take out and hear of each other by chance. */
function history(dice) {
  const devices = ["a", "b", "c"].map((name) => ({ name, entries: {}, seen: new Set() }));
  /** Each writing, and the writings its writer saw of the entry. */
  const writings = [];
  const copies = [{ entries: {}, seen: new Set() }];
  const hear = (device, other) => {
    device.entries = merge(device.entries, other.entries);
    other.seen.forEach((writing) => device.seen.add(writing));
  };
  for (let tick = 1, steps = 4 + dice.below(26); tick <= steps; tick += 1) {
    const device = dice.one(devices);
    if (dice.often(0.35)) {
      hear(device, dice.one(devices));
    } else if (dice.often(0.1)) {
      hear(device, dice.one(copies)); // an old copy, handed out again
    } else {
      const id = dice.one(["one", "two", "three"]);
      const fields = dice.often(0.2) ? null : { text: `writing ${tick}` };
      const saw = writings.filter((writing) => writing.id === id && device.seen.has(writing));
      const writing = { id, fields, over: saw };
      writings.push(writing);
      device.seen.add(writing);
      device.entries = write(device.entries, id, "journal", fields, device.name, at(tick));
    }
    copies.push({ entries: device.entries, seen: new Set(device.seen) });
  }
  return { devices, writings };
}

test("merging is the same in any order, any grouping, any number of times", () =>
  forSeeds(3_000, (dice) => {
    const [a, b, c] = history(dice).devices.map((device) => device.entries);
    assert.deepEqual(merge(a, b), merge(b, a));
    assert.deepEqual(merge(merge(a, b), c), merge(a, merge(b, c)));
    assert.deepEqual(merge(a, a), merge(a, {}));
    assert.deepEqual(merge(merge(a, b), b), merge(a, b));
    assert.ok(isWithin(a, merge(a, b)));
  }));

test("what nobody wrote over is there in the end, and nothing else is", () =>
  forSeeds(3_000, (dice) => {
    const { devices, writings } = history(dice);
    const all = devices.map((device) => device.entries).reduce(merge);
    const over = new Set(writings.flatMap((writing) => writing.over));
    const expected = writings.filter((writing) => !over.has(writing) && writing.fields)
      .map((writing) => writing.fields.text).sort();
    const found = shown(all).flatMap(({ fields, others }) =>
      [fields.text, ...others.map((other) => other.fields.text)]).sort();
    assert.deepEqual(found, expected);
    assert.deepEqual(entriesOf(JSON.parse(JSON.stringify(all))), all);
  }));

test("what is not well formed is not taken", () => {
  const fine = write({}, "one", "journal", { text: "x" }, "a", at(1));
  assert.ok(entriesOf(fine));
  const { one } = fine;
  const [version] = one.versions;
  for (const broken of [
    null, [], "x", 1, { one: null }, { "Two words": one }, { one: { ...one, kind: 1 } },
    { one: { ...one, seen: { a: 0 } } }, { one: { ...one, seen: { a: 1.5 } } },
    { one: { ...one, seen: {} } }, { one: { ...one, versions: [] } },
    { one: { ...one, versions: [{ ...version, at: "soon" }] } },
    { one: { ...one, versions: [{ ...version, nth: 2 }] } },
    { one: { ...one, versions: [{ ...version, fields: { text: 1 } }] } },
    JSON.parse('{"__proto__": {"kind": "journal"}}'),
  ]) {
    assert.equal(entriesOf(broken), null, JSON.stringify(broken)?.slice(0, 80));
  }
});
