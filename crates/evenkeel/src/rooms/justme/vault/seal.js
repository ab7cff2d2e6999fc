// Making: a key, the files that wrap it, and the file that holds the pages.

import { LockError, base64, digest, filledUp, hex } from "./files.js";

/** @typedef {import("./files.js").Bundle} Bundle */
/**
 * What an opened lock knows. Dropped when it locks.
 * @typedef {{ vault: string, identity: string, recipient: string, mac: CryptoKey,
 *   locks: { passphrase: string, recovery: string | null, passkey: string | null },
 *   files: { passphrase: string, recovery: string | null, passkey: string | null },
 *   recoveryRecipient: string | null }} Key
 */
/**
 * An implementation of age, whose pages they are, how hard a guess is, and the sizes of pages.
 * @typedef {{ age: typeof import("age-encryption"), who: string, work: number, smallest: number,
 *   largest: number }} Tools
 */

export const FORMAT = 1;
export const NAME = "private pages";

const utf8 = new TextEncoder();

/** The same letters however they were typed. @param {string} passphrase */
export const folded = (passphrase) => passphrase.normalize("NFKC").trim();

/** What proves who made the pages. @param {string} identity */
export async function macOf(identity) {
  const secret = await crypto.subtle.importKey(
    "raw", utf8.encode(identity), "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8.encode(NAME) },
    secret, { name: "HMAC", hash: "SHA-256", length: 256 }, false, ["sign", "verify"]);
}

/** @param {Tools} tools @param {string} to @param {string | Uint8Array} what */
export async function encryptTo({ age }, to, what) {
  const encrypter = new age.Encrypter();
  encrypter.addRecipient(to);
  return encrypter.encrypt(what);
}

/**
 * @param {Tools} tools @param {string} passphrase @param {string | Uint8Array} what
 */
async function encryptBy({ age, work }, passphrase, what) {
  const encrypter = new age.Encrypter();
  encrypter.setPassphrase(folded(passphrase));
  encrypter.setScryptWorkFactor(work);
  return encrypter.encrypt(what);
}

/**
 * A new secret half, and the files that wrap it.
 * @param {Tools} tools @param {string} vault @param {string} passphrase
 * @param {string | null} recoveryRecipient
 * @returns {Promise<Key>}
 */
export async function newKey(tools, vault, passphrase, recoveryRecipient) {
  const identity = await tools.age.generateX25519Identity();
  const byPassphrase = await encryptBy(tools, passphrase, identity);
  const byRecovery = recoveryRecipient && await encryptTo(tools, recoveryRecipient, identity);
  return {
    vault,
    identity,
    recipient: await tools.age.identityToRecipient(identity),
    mac: await macOf(identity),
    locks: {
      passphrase: await digest(byPassphrase),
      recovery: byRecovery && await digest(byRecovery),
      passkey: null,
    },
    files: {
      passphrase: base64(byPassphrase),
      recovery: byRecovery && base64(byRecovery),
      passkey: null,
    },
    recoveryRecipient,
  };
}

/**
 * The pages and what opens them, filled up to one of a few sizes.
 * @param {Tools} tools @param {Key} key @param {import("./merge.js").Entries} entries
 * @returns {Promise<Bundle>}
 */
export async function seal(tools, key, entries) {
  const { who, smallest, largest } = tools;
  const { vault, locks, recoveryRecipient } = key;
  const body = utf8.encode(JSON.stringify({ who, vault, locks, recoveryRecipient, entries }));
  const mac = hex(await crypto.subtle.sign("HMAC", key.mac, body));
  const head = { evenkeel: NAME, format: FORMAT, bytes: body.length, mac };
  const filled = filledUp(head, body, smallest, largest);
  if (filled === null) throw new LockError("full");
  return { ...key.files, pages: base64(await encryptTo(tools, key.recipient, filled)) };
}
