// What another device has sent meanwhile, opened by a key of this one.

import { LockError } from "./files.js";
import { isWithin, merge } from "./merge.js";

/** @typedef {import("./files.js").Bundle} Bundle */
/** @typedef {import("./seal.js").Key} Key */
/** @typedef {ReturnType<import("./lock.js").lockWith>} Lock */

/**
 * What the first key that fits makes of it; null where none does.
 * @param {Lock} lock @param {Bundle} bundle @param {Key[]} keys
 */
async function firstThatOpens(lock, bundle, keys) {
  for (const by of keys) {
    try {
      return { by, ...await lock.reopen(bundle, by) };
    } catch (error) {
      if (!(error instanceof LockError)) throw error;
    }
  }
  return null;
}

/**
 * Takes it in. Where it opens with no key of this device, the passphrase was changed there, or
 * somebody altered it: nothing is written over it, and this device locks. So it does where all was
 * thrown away there: it does not come back by itself.
 * @param {import("./sending.js").Sending} sending @param {Lock} lock
 * @param {import("./sending.js").Reader} reader @param {Bundle | null} bundle
 * @param {import("./sending.js").Job} job
 */
export async function takeIn(sending, lock, reader, bundle, job) {
  const met = bundle && await firstThatOpens(lock, bundle, [job.key, ...sending.earlier]);
  if (met) {
    if (!isWithin(sending.known, met.entries)) reader.tell("older");
    job.entries = merge(job.entries, met.entries);
    // Ways in that were added elsewhere are taken over, unless they were changed here.
    if (met.by === job.key && !sending.hasNewLocks) job.key = met.key;
    return true;
  }
  sending.isApart = true;
  // Told first: what is being typed is still kept here, under the key of before.
  reader.tell(bundle ? "relocked" : "thrown");
  reader.lock();
  return false;
}
