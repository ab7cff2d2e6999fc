// The private pages on several devices, with a connection that comes and goes.

import assert from "node:assert/strict";
import test from "node:test";
import { forSeeds } from "./chance.mjs";
import { newDevice, newServer, texts } from "./site.mjs";

const PASSPHRASE = "five plain words of mine";
const LATER = "five other words of mine";

async function begun() {
  const server = newServer();
  const device = newDevice(server);
  assert.equal(await device.load(), "none");
  await device.pages.create(PASSPHRASE);
  return { server, device };
}

async function another(server, by = { passphrase: PASSPHRASE }) {
  const device = newDevice(server);
  assert.equal(await device.load(), "locked");
  await device.pages.open(by);
  return device;
}

const refused = (code) => (error) => error.code === code;

test("what is written on one device is read on another", async () => {
  const { server, device } = await begun();
  device.pages.write(null, "journal", { text: "mine" });
  await device.pages.settled();
  const other = await another(server);
  assert.deepEqual(texts(other.pages), ["mine"]);
  assert.equal(device.here, null, "nothing stays on a device that was not asked to keep it");
});

test("a wrong passphrase opens nothing, asks the server nothing and loses nothing", async () => {
  const { server, device } = await begun();
  device.pages.write(null, "journal", { text: "mine" });
  await device.pages.settled();
  const other = newDevice(server);
  await other.load();
  const before = JSON.stringify(server.bundle);
  server.load = () => assert.fail("the server is asked");
  server.save = () => assert.fail("the server is told");
  for (const passphrase of ["", "five plain words of mind", `${PASSPHRASE} `.repeat(2)]) {
    await assert.rejects(other.pages.open({ passphrase }), refused("passphrase"));
    assert.equal(other.pages.isOpen, false);
  }
  assert.equal(JSON.stringify(server.bundle), before);
});

test("the passphrase may be typed with other spaces around it, composed or not", async () => {
  const server = newServer();
  const device = newDevice(server);
  await device.load();
  await device.pages.create("Küche fünf drei vier");
  await another(server, { passphrase: " Küche fünf drei vier ".normalize("NFD") });
});

test("written without a connection, it stays on the device until it is sent", async () => {
  const { server, device } = await begun();
  device.isAway = true;
  device.pages.write(null, "journal", { text: "on the train" });
  device.pages.lock();
  await device.pages.settled();
  assert.equal(device.pages.isOpen, false);
  assert.ok(!JSON.stringify(device.here).includes("train"));
  assert.equal(await device.load(), "locked", "the page was closed and opened again");
  await device.pages.open({ passphrase: PASSPHRASE });
  assert.deepEqual(texts(device.pages), ["on the train"]);
  device.isAway = false;
  await device.pages.retry();
  assert.equal(device.here, null);
  assert.deepEqual(texts((await another(server)).pages), ["on the train"]);
});

test("a copy that stays opens without a connection, and goes when it is not wanted", async () => {
  const { device } = await begun();
  device.pages.write(null, "journal", { text: "mine" });
  await device.pages.stay(true);
  device.isAway = true;
  assert.equal(await device.load(), "locked");
  await device.pages.open({ passphrase: PASSPHRASE });
  assert.deepEqual(texts(device.pages), ["mine"]);
  device.isAway = false;
  await device.pages.stay(false);
  assert.equal(device.here, null);
});

test("two devices that wrote one entry apart both keep theirs", async () => {
  const { server, device } = await begun();
  const id = device.pages.write(null, "journal", { text: "before" });
  await device.pages.settled();
  const other = await another(server);
  device.isAway = true;
  device.pages.write(id, "journal", { text: "at home" });
  await device.pages.settled();
  other.pages.write(id, "journal", { text: "at work" });
  await other.pages.settled();
  device.isAway = false;
  await device.pages.retry();
  assert.deepEqual(texts(device.pages), ["at home", "at work"]);
  assert.equal(device.pages.entries().length, 1, "one entry, with a copy from elsewhere");
  other.pages.remove(other.pages.write(null, "journal", { text: "passing" }));
  await other.pages.settled();
  assert.deepEqual(texts(other.pages), ["at home", "at work"]);
});

test("a changed passphrase opens, the old one does not, also for what is written after", async () => {
  const { server, device } = await begun();
  device.pages.write(null, "journal", { text: "mine" });
  await device.pages.settled();
  const before = structuredClone(server.bundle);
  await device.pages.changePassphrase(LATER);
  device.pages.write(null, "journal", { text: "later" });
  await device.pages.settled();
  const other = newDevice(server);
  await other.load();
  await assert.rejects(other.pages.open({ passphrase: PASSPHRASE }), refused("passphrase"));
  await other.pages.open({ passphrase: LATER });
  assert.deepEqual(texts(other.pages), ["later", "mine"]);
  server.bundle = { ...server.bundle, passphrase: before.passphrase };
  const third = newDevice(server);
  await third.load();
  await assert.rejects(third.pages.open({ passphrase: PASSPHRASE }), refused("changed"));
});

test("the recovery key opens, a former one does not, and it outlives the passphrase", async () => {
  const { server, device } = await begun();
  device.pages.write(null, "journal", { text: "mine" });
  const first = await device.pages.makeRecovery(PASSPHRASE);
  const second = await device.pages.makeRecovery(PASSPHRASE);
  await device.pages.changePassphrase(LATER);
  const other = await another(server, { recovery: second.toLowerCase().match(/.{1,6}/g).join(" ") });
  assert.deepEqual(texts(other.pages), ["mine"]);
  const third = newDevice(server);
  await third.load();
  for (const recovery of [first, "", "AGE-SECRET-KEY-1", `${second}A`]) {
    await assert.rejects(third.pages.open({ recovery }), refused("recovery"));
  }
  await assert.rejects(device.pages.makeRecovery(PASSPHRASE), refused("passphrase"));
});

test("what waits on a device when the passphrase is changed elsewhere is brought in", async () => {
  const { server, device } = await begun();
  const other = await another(server);
  other.isAway = true;
  other.pages.write(null, "journal", { text: "on the train" });
  await other.pages.settled();
  await device.pages.changePassphrase(LATER);
  device.pages.write(null, "journal", { text: "at home" });
  await device.pages.settled();
  other.isAway = false;
  await other.pages.retry();
  assert.equal(other.told.at(-1), "relocked");
  assert.equal(other.pages.isOpen, false);
  await other.load();
  await other.pages.open({ passphrase: LATER });
  assert.deepEqual(texts(other.pages), ["at home"]);
  assert.ok(other.pages.hasAside);
  await assert.rejects(other.pages.bringIn("not this one, either"), refused("passphrase"));
  await other.pages.bringIn(PASSPHRASE);
  assert.ok(!other.pages.hasAside);
  assert.deepEqual(texts(other.pages), ["at home", "on the train"]);
  assert.deepEqual(texts((await another(server, { passphrase: LATER })).pages),
    ["at home", "on the train"]);
});

test("a passphrase changed while another device writes keeps what that one wrote", async () => {
  const { server, device } = await begun();
  const other = await another(server);
  other.pages.write(null, "journal", { text: "meanwhile" });
  await other.pages.settled();
  await device.pages.changePassphrase(LATER);
  assert.deepEqual(texts(device.pages), ["meanwhile"]);
  assert.deepEqual(texts((await another(server, { passphrase: LATER })).pages), ["meanwhile"]);
});

test("devices that come and go converge, and nothing that was not written over is lost", () =>
  forSeeds(150, async (dice) => {
    const { server, device } = await begun();
    const devices = [device, await another(server), await another(server)];
    const alive = new Set();
    for (let step = 0, steps = 5 + dice.below(15); step < steps; step += 1) {
      const one = dice.one(devices);
      if (dice.often(0.3)) one.isAway = !one.isAway;
      if (dice.often(0.2)) {
        // The page is closed at once; what was written is being kept.
        one.pages.lock();
        await one.pages.settled();
        if (await one.load() !== "locked") continue; // away, with nothing on the device
        await one.pages.open({ passphrase: PASSPHRASE });
      }
      if (!one.pages.isOpen) continue;
      const known = one.pages.entries();
      const text = `${one === device ? "first" : "other"} ${step}`;
      if (known.length > 0 && dice.often(0.5)) {
        const entry = dice.one(known);
        [entry.fields, ...entry.others.map((copy) => copy.fields)]
          .forEach((fields) => alive.delete(fields.text));
        one.pages.write(entry.id, "journal", { text });
      } else {
        one.pages.write(null, "journal", { text });
      }
      alive.add(text);
      if (dice.often(0.7)) await one.pages.settled();
    }
    for (const one of [...devices, ...devices]) {
      one.isAway = false;
      await one.pages.settled();
      await one.load();
      await one.pages.open({ passphrase: PASSPHRASE });
      await one.pages.settled();
    }
    for (const one of devices) assert.deepEqual(texts(one.pages), [...alive].sort());
  }));
