// Pages that are lent by a link: they open with its key, as they were chosen, and with nothing else.

import assert from "node:assert/strict";
import test from "node:test";
import { openLent, sealLent } from "../../src/rooms/justme/vault/lend.js";
import { age } from "./site.mjs";

const piece = (text) => ({
  title: "Journal", day: "November 23, 2026", parts: [{ label: "What is on your mind?", text }],
});
const CHOSEN = { from: "Robin", pieces: [piece("We row each evening."), piece("läugh …")], joint: "" };

/** Anything at all, encrypted as a link's pages are. */
async function sealed(what) {
  const key = await age.generateX25519Identity();
  const encrypter = new age.Encrypter();
  encrypter.addRecipient(await age.identityToRecipient(key));
  return { key, file: await encrypter.encrypt(what) };
}

test("what was chosen opens with the key of its link", async () => {
  const { key, file } = await sealLent(age, CHOSEN);
  assert.match(key, /^AGE-SECRET-KEY-1/);
  assert.deepEqual(await openLent(age, file, key), CHOSEN);
});

test("each link has a key of its own, and its file says nothing but a size", async () => {
  const [one, other] = await Promise.all([sealLent(age, CHOSEN), sealLent(age, CHOSEN)]);
  assert.notEqual(one.key, other.key);
  await assert.rejects(openLent(age, one.file, other.key));
  const bare = await sealLent(age, { from: "", pieces: [piece("")], joint: "" });
  assert.equal(bare.file.length, one.file.length);
  const text = Buffer.from(one.file).toString("latin1");
  for (const told of ["Robin", "row", "Journal", "AGE-SECRET-KEY"]) {
    assert.ok(!text.includes(told), told);
  }
});

test("a key that was cut off or mistyped opens nothing", async () => {
  const { key, file } = await sealLent(age, CHOSEN);
  for (const wrong of ["", "#", key.slice(0, -1), key.toLowerCase(), `${key}Q`, ` ${key}`,
    key.replace(/.$/, (last) => (last === "Q" ? "P" : "Q"))]) {
    await assert.rejects(openLent(age, file, wrong), undefined, wrong);
  }
});

test("a file that a server altered, cut off or made itself is not shown", async () => {
  const { key, file } = await sealLent(age, CHOSEN);
  for (let at = 0; at < file.length; at += 97) {
    const altered = Uint8Array.from(file);
    altered[at] ^= 1;
    await assert.rejects(openLent(age, altered, key), undefined, `byte ${at}`);
    await assert.rejects(openLent(age, file.subarray(0, at), key), undefined, `cut at ${at}`);
  }
  const theirs = await sealLent(age, { ...CHOSEN, from: "Somebody else" });
  await assert.rejects(openLent(age, theirs.file, key));
  const byPassphrase = new age.Encrypter();
  byPassphrase.setPassphrase("five plain words");
  byPassphrase.setScryptWorkFactor(1);
  await assert.rejects(openLent(age, await byPassphrase.encrypt("x"), key));
});

test("what is too long for a link is not made into one", async () => {
  assert.equal(await sealLent(age, { ...CHOSEN, pieces: [piece("x".repeat(512 << 10))] }), null);
});

test("what is encrypted well and is none of this is not shown", async () => {
  const packed = (head, body) => `${JSON.stringify(head)}\n${body}`;
  const head = { evenkeel: "chosen pages", format: 1, bytes: 2 };
  const odd = ["", "{}", "\n\n", packed({ ...head, evenkeel: "private pages" }, "{}"),
    packed({ ...head, format: 2 }, "{}"), packed({ ...head, bytes: 9 }, "{}"), packed(head, "{}"),
    packed(head, "[]")];
  const bodies = [{ ...CHOSEN, from: 1 }, { ...CHOSEN, pieces: {} }, { ...CHOSEN, joint: null },
    { ...CHOSEN, pieces: [null] }, { ...CHOSEN, pieces: [{ ...piece("x"), parts: [{ text: "x" }] }] }];
  for (const body of bodies.map((one) => JSON.stringify(one))) {
    odd.push(packed({ ...head, bytes: body.length }, body));
  }
  for (const what of odd) {
    const { key, file } = await sealed(what);
    await assert.rejects(openLent(age, file, key), undefined, what);
  }
});
