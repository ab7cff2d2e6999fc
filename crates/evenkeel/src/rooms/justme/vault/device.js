// Where locked pages lie: with the server, and on this device until the server has them.
//
// Nothing passes here that is not encrypted. The names that a browser shows of it are neutral.

/** @typedef {import("./files.js").Server} Server */
/** @typedef {import("./files.js").Here} Here */
/** @typedef {import("./files.js").Device} Device */

const STORE = "kept";
/** How long the server may take before it counts as not reached. */
const ANSWER_MILLIS_MAX = 30_000;

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

/**
 * Where nothing lies here yet, only what puts something there makes the place: that somebody looked
 * leaves nothing on the device.
 * @template T @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} what
 */
async function inStore(mode, what, { isMade = false } = {}) {
  const opening = indexedDB.open(STORE, 1);
  opening.onupgradeneeded = () => {
    if (isMade) opening.result.createObjectStore(STORE);
    else opening.transaction?.abort();
  };
  const database = await done(opening);
  try {
    return await done(what(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** Takes what is one reader's off this device; with the last of it the place goes too. */
async function takeOff(/** @type {string} */ who) {
  await inStore("readwrite", (store) => store.delete(who)).catch(() => {});
  const left = await inStore("readonly", (store) => store.count()).catch(() => 1);
  if (left === 0) await done(indexedDB.deleteDatabase(STORE)).catch(() => {});
}

/**
 * One reader's place on this device. Where a browser gives none, what is written is still sent,
 * and `tell` hears "no-room".
 * @param {string} who @param {(what: string) => void} tell @returns {Device}
 */
export const deviceOf = (who, tell) => ({
  get: () => inStore("readonly", (store) => store.get(who)).then((here) => here ?? null, () => null),
  async put(here) {
    if (here === null) return takeOff(who);
    const put = (/** @type {IDBObjectStore} */ store) => store.put(here, who);
    await inStore("readwrite", put, { isMade: true }).catch(() => tell("no-room"));
  },
});

/** Whose copies are to stay on this device. @returns {Promise<string[]>} */
export async function staying() {
  const names = await inStore("readonly", (store) => store.getAllKeys()).catch(() => []);
  const all = names.map(async (who) =>
    ({ who, here: await deviceOf(String(who), () => {}).get() }));
  const stay = (await Promise.all(all)).filter(({ here }) => here?.stays);
  return stay.map(({ who }) => String(who));
}
