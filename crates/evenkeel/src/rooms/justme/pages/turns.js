// Who may open pages in this window: one window at a time, whoever's passphrase fits.

import { LockError } from "../vault/files.js";
import { lockWith } from "../vault/lock.js";
import { age, desk } from "./views.js";

/** Give other windows their turn. @type {(() => void)[]} */
let releases = [];

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

/**
 * One window at a time for each reader: another would not see what waits here. Somebody else's
 * window on the same device is in nobody's way, and nobody learns of it.
 * @returns {Promise<void>}
 */
export async function hold() {
  if (releases.length > 0) return;
  const held = await Promise.all(desk.candidates.map((one) => turn(`kept ${one.owner}`)));
  releases = held.filter((release) => release !== null);
  if (releases.length < held.length) {
    letGo();
    throw new LockError("window");
  }
  await Promise.all(desk.candidates.map((one) => one.lookHere()));
}

/** What ends this window's turn; none while another has it. @param {string} name */
const turn = (name) =>
  /** @type {Promise<(() => void) | null>} */ (new Promise((resolve, reject) => {
    navigator.locks.request(name, { ifAvailable: true }, (held) => {
      if (!held) return resolve(null);
      return new Promise((/** @type {(value?: unknown) => void} */ end) => {
        resolve(() => end());
      });
    }).catch(reject);
  }));

/** Lets another window have its turn. */
export function letGo() {
  for (const release of releases) release();
  releases = [];
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
