// Who may open pages in this window: one window at a time, whoever's passphrase fits.

import { LockError } from "../vault/files.js";
import { lockWith } from "../vault/lock.js";
import { age, desk } from "./views.js";

/** Gives other windows their turn. @type {(() => void) | null} */
let release = null;

/**
 * The lock, whose package is fetched when it is first used.
 * @param {string} owner @returns {any}
 */
export function lazyLock(owner) {
  /** @type {Promise<ReturnType<typeof lockWith>> | null} */
  let lock = null;
  const loaded = () => {
    lock ??= import(age).then((module) => lockWith(module, owner), (why) => {
      lock = null;
      throw why;
    });
    return lock;
  };
  return new Proxy({}, {
    get: (_, name) => async (/** @type {any[]} */ ...given) =>
      /** @type {any} */ (await loaded())[name](...given),
  });
}

/** One window at a time: another would not see what waits here. @returns {Promise<void>} */
export function hold() {
  if (release) return Promise.resolve();
  return new Promise((resolve, reject) => {
    navigator.locks.request("kept", { ifAvailable: true }, (held) => {
      if (!held) return reject(new LockError("window"));
      return new Promise((/** @type {(value?: unknown) => void} */ end) => {
        release = end;
        Promise.all(desk.candidates.map((one) => one.lookHere())).then(() => resolve(), reject);
      });
    });
  });
}

/** Lets another window have its turn. */
export function letGo() {
  release?.();
  release = null;
}

/** @param {import("../vault/open.js").By} by */
export async function tryAll(by) {
  try {
    let failed = null;
    for (const one of desk.candidates) {
      try {
        await one.open(by);
        desk.pages = one;
        return;
      } catch (error) {
        if (!(error instanceof LockError)) throw error;
        failed = error;
      }
    }
    throw failed;
  } catch (error) {
    letGo();
    throw error;
  }
}
