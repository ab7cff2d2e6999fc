// A server and devices for the tests: in memory, with the connection and the server's honesty in
// the test's hands.

import * as age from "../../../../vendor/age-encryption/age.js";
import { lockWith } from "../../src/rooms/justme/vault/lock.js";
import { Pages } from "../../src/rooms/justme/vault/keep.js";

export { age };
/** A lock that is quick to try: its passphrases would be quick to guess. */
export const quickLock = (who = "me") => lockWith(age, who, { work: 1, smallest: 2048 });

export function newServer() {
  const server = {
    version: 0,
    bundle: null,
    isAway: false,
    saves: 0,
    async load() {
      if (server.isAway) return { away: "offline" };
      return { version: server.version, bundle: structuredClone(server.bundle) };
    },
    async save(expected, bundle) {
      if (server.isAway) return { away: "offline" };
      if (expected !== server.version) return { conflict: true };
      server.version += 1;
      server.saves += 1;
      server.bundle = structuredClone(bundle);
      return { version: server.version };
    },
  };
  return server;
}

/** A device: what lies on it outlives the pages that are opened on it. */
export function newDevice(server, lock = quickLock()) {
  const device = {
    here: null,
    told: [],
    isAway: false,
    tick: 0,
    pages: null,
    store: {
      get: async () => structuredClone(device.here),
      put: async (here) => {
        device.here = structuredClone(here);
        return true;
      },
    },
    /** As if the page were loaded anew. */
    async load() {
      const reached = {
        load: async () => (device.isAway ? { away: "offline" } : server.load()),
        save: async (...kept) => (device.isAway ? { away: "offline" } : server.save(...kept)),
      };
      const now = () => new Date(Date.UTC(2026, 0, 1) + (device.tick += 1000)).toISOString();
      device.pages = new Pages(lock, reached, device.store,
        { now, tell: (what) => device.told.push(what) });
      return device.pages.look();
    },
  };
  return device;
}

/** All texts that its reader can find in open pages, copies from elsewhere included. */
export const texts = (pages) => pages.entries()
  .flatMap(({ fields, others }) => [fields, ...others.map((other) => other.fields)])
  .map(({ text }) => text).sort();
