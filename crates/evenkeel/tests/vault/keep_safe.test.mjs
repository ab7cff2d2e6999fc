// What might lose a text or leave an old way in: long texts, looks that take long, changes of the
// lock that do not arrive, and pages that were thrown away elsewhere.

import assert from "node:assert/strict";
import test from "node:test";
import { newDevice, newServer, texts } from "./site.mjs";

const PASSPHRASE = "five plain words of mine";
const LATER = "five other words of mine";

const refused = (code) => (error) => error.code === code;

async function twoDevices() {
  const server = newServer();
  const [one, other] = [newDevice(server), newDevice(server)];
  await one.load();
  await one.pages.create(PASSPHRASE);
  await other.load();
  await other.pages.open({ passphrase: PASSPHRASE });
  return { server, one, other };
}

test("what is kept opens again, however long it is", async () => {
  const { server, one } = await twoDevices();
  const text = "long ".repeat(40_000);
  one.pages.write(null, "journal", { text });
  await one.pages.settled();
  const third = newDevice(server);
  await third.load();
  await third.pages.open({ passphrase: PASSPHRASE });
  assert.deepEqual(texts(third.pages), [text]);
});

test("a look that is answered while pages are opened changes nothing under them", async () => {
  const { server, one, other } = await twoDevices();
  await one.load();
  other.pages.write(null, "journal", { text: "written elsewhere" });
  await other.pages.settled();
  const { load } = server;
  let answer = () => {};
  server.load = async () => {
    const kept = await load();
    await new Promise((go) => { answer = go; });
    return kept;
  };
  const looking = one.pages.look();
  const opening = one.pages.open({ passphrase: PASSPHRASE });
  while (answer.length === 0 && !one.pages.isOpen) await new Promise((go) => setImmediate(go));
  answer();
  await Promise.all([looking, opening]);
  server.load = load;
  one.pages.write(null, "journal", { text: "written here" });
  await one.pages.settled();
  assert.deepEqual(texts(one.pages), ["written elsewhere", "written here"]);
});

test("a lock that could not be changed on the server stays as it was", async () => {
  const { server, one, other } = await twoDevices();
  one.isAway = true;
  await assert.rejects(one.pages.changePassphrase(LATER), refused("unsent"));
  await assert.rejects(one.pages.makeRecovery(PASSPHRASE), refused("unsent"));
  assert.equal(one.pages.ways.recovery, false);
  one.pages.write(null, "journal", { text: "here" });
  other.pages.write(null, "journal", { text: "there" });
  await Promise.all([one.pages.settled(), other.pages.settled()]);
  one.isAway = false;
  await one.pages.retry();
  assert.deepEqual(texts(one.pages), ["here", "there"]);
  const third = newDevice(server);
  await third.load();
  await assert.rejects(third.pages.open({ passphrase: LATER }), refused("passphrase"));
  await third.pages.open({ passphrase: PASSPHRASE });
  assert.deepEqual(texts(third.pages), ["here", "there"]);
});

test("what was thrown away on another device does not come back by itself", async () => {
  const { server, one, other } = await twoDevices();
  one.pages.write(null, "journal", { text: "old" });
  await one.pages.settled();
  assert.equal(await other.pages.startOver(""), null);
  one.pages.write(null, "journal", { text: "typed meanwhile" });
  await one.pages.settled();
  assert.equal(server.bundle, null);
  assert.equal(one.pages.isOpen, false);
  assert.ok(one.told.includes("thrown"), one.told.join());
});

test("where neither the device nor the server keeps it, that is said, and it waits", async () => {
  const { one } = await twoDevices();
  const { put } = one.store;
  one.store.put = async () => false;
  one.isAway = true;
  one.pages.write(null, "journal", { text: "held" });
  await one.pages.settled();
  assert.equal(one.told.at(-1), "unsaved");
  one.pages.lock();
  await one.pages.look();
  [one.store.put, one.isAway] = [put, false];
  await one.pages.look();
  await one.pages.open({ passphrase: PASSPHRASE });
  await one.pages.settled();
  assert.deepEqual(texts(one.pages), ["held"]);
});
