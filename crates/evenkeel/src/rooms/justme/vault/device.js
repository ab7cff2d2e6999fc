// Where locked pages lie: with the server, and on this device until the server has them.
//
// Nothing passes here that is not encrypted. The names that a browser shows of it are neutral.

/** @typedef {import("./files.js").Server} Server */
/** @typedef {import("./files.js").Here} Here */
/** @typedef {import("./files.js").Device} Device */

const STORE = "kept";
/** How long the server may take before it counts as not reached. */
const ANSWER_MILLIS_MAX = 150_000;

/**
 * The server, for one reader's pages: on a browser that several use, whoever is signed in now may
 * be somebody else. To them these pages are not given, and theirs are not looked at here.
 * @param {string} path @param {string} who @returns {Server}
 */
export function serverAt(path, who) {
  /** @param {RequestInit} [how] */
  const ask = (how) => fetch(path, {
    cache: "no-store", signal: AbortSignal.timeout(ANSWER_MILLIS_MAX), ...how,
  }).catch(() => null);
  return {
    async load() {
      const answer = await ask();
      if (answer?.status === 401) return { away: "signed-out" };
      // Whatever else is no answer of ours: a hotel's page to sign in at, a server that restarts.
      const kept = answer?.ok ? await answer.json().catch(() => null) : null;
      if (!Number.isSafeInteger(kept?.version)) return { away: "offline" };
      if (kept.who !== who) return { away: "signed-out" };
      return { version: kept.version, bundle: kept.files };
    },
    async save(expected, bundle, proof) {
      const body = JSON.stringify({ who, expected, files: bundle, proof });
      const headers = { "content-type": "application/json" };
      const answer = await ask({ method: "PUT", headers, body });
      if (answer?.status === 401) return { away: "signed-out" };
      if (answer?.status === 403) return { away: "proof" };
      if (answer?.status === 409) return { conflict: true };
      if (answer?.status === 429) return { away: "busy" };
      if (answer?.status === 413) return { away: "full" };
      const saved = answer?.ok ? await answer.json().catch(() => null) : null;
      return Number.isSafeInteger(saved?.version) ? saved : { away: "offline" };
    },
  };
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** Nothing lies here, and whoever only looks makes no place for it. */
class NoPlace extends Error {}

/**
 * Where nothing lies here yet, only what puts something there makes the place: that somebody looked
 * leaves nothing on the device.
 * @template T @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} what
 */
async function inStore(mode, what, { isMade = false } = {}) {
  let hasPlace = true;
  const opening = indexedDB.open(STORE, 1);
  opening.onupgradeneeded = () => {
    hasPlace = isMade;
    if (isMade) opening.result.createObjectStore(STORE);
    else opening.transaction?.abort();
  };
  const database = await done(opening).catch((why) => {
    throw hasPlace ? why : new NoPlace();
  });
  try {
    return await done(what(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** One window at a time: what one takes away must not be what another has just put. */
const alone = (/** @type {() => Promise<void>} */ deed) => navigator.locks.request("place", deed);

/** Takes what is one reader's off this device; with the last of it the place goes too. */
async function takeOff(/** @type {string} */ who) {
  await inStore("readwrite", (store) => store.delete(who));
  const left = await inStore("readonly", (store) => store.count());
  if (left === 0) await done(indexedDB.deleteDatabase(STORE));
}

/** How often a place that does not answer is asked again: some browsers lose it for a moment. */
const READS_MAX = 3;

/**
 * One reader's place on this device. Where a browser gives none, what is written is still sent,
 * and `tell` hears "no-room". Where it cannot be read, nothing is put over what may lie there.
 * @param {string} who @param {(what: string) => void} tell @returns {Device}
 */
export function deviceOf(who, tell) {
  let isReadable = true;
  return {
    async get() {
      for (let tries = 0; tries < READS_MAX; tries += 1) {
        try {
          const here = await inStore("readonly", (store) => store.get(who));
          isReadable = true;
          return here ?? null;
        } catch (why) {
          isReadable = why instanceof NoPlace;
          if (isReadable) return null;
        }
      }
      return null;
    },
    async put(here) {
      const put = (/** @type {IDBObjectStore} */ store) => store.put(here, who);
      const deed = async () => {
        if (!isReadable) throw new Error("unread");
        if (here === null) return takeOff(who);
        await inStore("readwrite", put, { isMade: true });
      };
      return alone(deed).then(() => true, (why) => {
        if (why instanceof NoPlace || here === null) return true;
        tell("no-room");
        return false;
      });
    },
  };
}

/** Whose copies are to stay on this device. @returns {Promise<string[]>} */
export async function staying() {
  const names = await inStore("readonly", (store) => store.getAllKeys()).catch(() => []);
  const all = names.map(async (who) =>
    ({ who, here: await deviceOf(String(who), () => {}).get() }));
  const stay = (await Promise.all(all)).filter(({ here }) => here?.stays);
  return stay.map(({ who }) => String(who));
}
