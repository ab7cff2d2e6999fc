// Whatever was decrypted passes here before anything looks at it: each part has its shape and its
// size.

import { merge } from "./merge.js";

/** @typedef {import("./merge.js").Entries} Entries */

/** Most fields of an entry. */
export const FIELDS_MAX = 64;

const ID = /^[a-z0-9-]{1,64}$/;

/**
 * The same entries where what was handed in is well formed in every part, else null.
 * @param {unknown} value @returns {Entries | null}
 */
export function entriesOf(value) {
  if (!isRecord(value)) return null;
  const isFine = Object.entries(value).every(([id, entry]) => ID.test(id) && isEntry(entry));
  return isFine ? merge(/** @type {Entries} */ (value), {}) : null;
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    && Object.getPrototypeOf(value) === Object.prototype && !Object.hasOwn(value, "__proto__");
}

/** @param {unknown} value */
const isCount = (value) => Number.isSafeInteger(value) && /** @type {number} */ (value) > 0;

/** @param {unknown} entry */
function isEntry(entry) {
  if (!isRecord(entry) || typeof entry.kind !== "string" || !ID.test(entry.kind)) return false;
  if (!isRecord(entry.seen) || !Array.isArray(entry.versions) || entry.versions.length === 0) {
    return false;
  }
  const { seen } = entry;
  return Object.entries(seen).every(([device, nth]) => ID.test(device) && isCount(nth))
    && entry.versions.every((version) => isVersion(version, seen));
}

/** @param {unknown} version @param {Record<string, unknown>} seen */
function isVersion(version, seen) {
  if (!isRecord(version)) return false;
  const { by, nth, at, fields } = version;
  if (typeof by !== "string" || !ID.test(by) || !isCount(nth)) return false;
  if (/** @type {number} */ (seen[by] ?? 0) < /** @type {number} */ (nth)) return false;
  if (typeof at !== "string" || Number.isNaN(Date.parse(at))) return false;
  return fields === null || (isRecord(fields) && Object.keys(fields).length <= FIELDS_MAX
    && Object.entries(fields).every(([name, text]) => ID.test(name) && typeof text === "string"));
}
