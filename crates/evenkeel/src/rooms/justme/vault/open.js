// Opening: what the server hands back is believed only where it can be nobody else's work.

import {
  LockError, bytesOf, checkShape, digest, identityIn, kindsIn, scryptRounds,
} from "./files.js";
import { FORMAT, NAME, folded, macOf } from "./seal.js";
import { entriesOf } from "./wellformed.js";

/** @typedef {import("./files.js").Bundle} Bundle */
/** @typedef {import("./seal.js").Key} Key */
/** @typedef {import("./seal.js").Tools} Tools */
/** @typedef {{ passphrase: string } | { recovery: string } | { passkey: true }} By */

/** A guess that takes longer than this is no way in, but a way to stop a phone. */
const WORK_MAX = 20;

/**
 * Opens what the server or this device kept.
 * @param {Tools} tools @param {Bundle} bundle @param {By} by
 */
export async function open(tools, bundle, by) {
  checkShape(bundle);
  const { age, work } = tools;
  const [name, prepare] = wayIn(age, by);
  if (bundle[name] === null) throw new LockError(name === "recovery" ? name : "changed");
  const file = bytesOf(bundle[name]);
  if (name === "passphrase") {
    const rounds = kindsIn(file).join() === "scrypt" ? scryptRounds(file) : 0;
    if (rounds < work || rounds > WORK_MAX) throw new LockError("changed");
  }
  return read(tools, bundle, identityIn(await decrypt(tools, file, prepare, name)));
}

/**
 * Which file is tried, and how.
 * @param {Tools["age"]} age @param {By} by
 * @returns {["passphrase" | "recovery" | "passkey", (decrypter: any) => void]}
 */
function wayIn(age, by) {
  if ("passphrase" in by) {
    const passphrase = folded(by.passphrase);
    return ["passphrase", (decrypter) => decrypter.addPassphrase(passphrase)];
  }
  if ("recovery" in by) {
    const identity = by.recovery.replace(/\s/g, "").toUpperCase();
    return ["recovery", (decrypter) => decrypter.addIdentity(identity)];
  }
  return ["passkey", (decrypter) => decrypter.addIdentity(new age.webauthn.WebAuthnIdentity())];
}

/**
 * Opens a newer copy of pages that are open.
 * @param {Tools} tools @param {Bundle} bundle @param {Key} key
 */
export async function reopen(tools, bundle, key) {
  checkShape(bundle);
  const found = await read(tools, bundle, key.identity);
  if (found.key.vault !== key.vault) throw new LockError("changed");
  return found;
}

/**
 * The pages of a bundle, read with its secret half.
 * @param {Tools} tools @param {Bundle} bundle @param {string} identity
 */
async function read(tools, bundle, identity) {
  const file = bytesOf(bundle.pages);
  if (kindsIn(file).join() !== "X25519") throw new LockError("changed");
  const prepare = (/** @type {any} */ decrypter) => decrypter.addIdentity(identity);
  const filled = await decrypt(tools, file, prepare, "changed");
  const { body, mac } = unpacked(filled);
  const key = await macOf(identity);
  if (!await crypto.subtle.verify("HMAC", key, mac, body)) throw new LockError("changed");
  const content = JSON.parse(new TextDecoder().decode(body));
  const entries = entriesOf(content.entries);
  if (entries === null || content.who !== tools.who) throw new LockError("changed");
  for (const name of /** @type {const} */ (["passphrase", "recovery", "passkey"])) {
    const known = content.locks[name];
    const found = bundle[name] === null ? null : await digest(bytesOf(bundle[name]));
    if (found !== known) throw new LockError("changed");
  }
  const { passphrase, recovery, passkey } = bundle;
  return {
    entries,
    key: {
      vault: content.vault,
      identity,
      recipient: await tools.age.identityToRecipient(identity),
      mac: key,
      locks: content.locks,
      files: { passphrase, recovery, passkey },
      recoveryRecipient: content.recoveryRecipient,
    },
  };
}

/**
 * @param {Tools} tools @param {Uint8Array} file @param {(decrypter: any) => void} prepare
 * @param {"passphrase" | "recovery" | "passkey" | "changed"} otherwise
 */
async function decrypt({ age }, file, prepare, otherwise) {
  try {
    const decrypter = new age.Decrypter();
    prepare(decrypter);
    return await decrypter.decrypt(file);
  } catch {
    throw new LockError(otherwise);
  }
}

/** What was filled up, without the filling. @param {Uint8Array<ArrayBuffer>} filled */
function unpacked(filled) {
  const end = filled.indexOf(0x0a);
  try {
    const head = JSON.parse(new TextDecoder().decode(filled.subarray(0, end)));
    if (head.evenkeel !== NAME || !Number.isSafeInteger(head.format)) throw new Error("not pages");
    if (head.format > FORMAT) throw new LockError("newer");
    const body = filled.subarray(end + 1, end + 1 + head.bytes);
    const mac = Uint8Array.from(head.mac.match(/../g), (pair) => Number.parseInt(pair, 16));
    const isWhole = head.format === FORMAT && body.length === head.bytes && mac.length === 32;
    if (!isWhole) throw new Error("not whole");
    return { body, mac };
  } catch (error) {
    throw error instanceof LockError ? error : new LockError("changed");
  }
}
