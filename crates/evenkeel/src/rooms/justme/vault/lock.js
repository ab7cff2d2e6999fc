// The lock of the private pages: everything that is written becomes one age file, encrypted on
// this device, and what the server hands back is believed only where it can be nobody else's work.
//
// Pages are encrypted to a key that only this lock knows. Its secret half is wrapped in an age file
// by the passphrase, and in another by the recovery key if one was made. Whoever changes the
// passphrase gets a new key, so an old passphrase opens only what a thief had kept from before.
//
// An age file says nothing about who made it. So the pages carry a code made with the secret half,
// and name the files that wrap it: a server can neither write pages nor put an older lock before
// them. They are filled up to a few sizes, so that their length tells little.

import { entriesOf } from "./merge.js";

/** What can go wrong. `code` names its words. */
export class LockError extends Error {
  /** @param {"passphrase" | "recovery" | "changed" | "newer" | "full"} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/**
 * As it is kept by the server: age files in base64.
 * @typedef {{ passphrase: string, recovery: string | null, passkey: string | null,
 *   pages: string }} Bundle
 */
/**
 * What an opened lock knows. Dropped when it locks.
 * @typedef {{ vault: string, identity: string, recipient: string, mac: CryptoKey,
 *   locks: { passphrase: string, recovery: string | null, passkey: string | null },
 *   files: { passphrase: string, recovery: string | null, passkey: string | null },
 *   recoveryRecipient: string | null }} Key
 */

const FORMAT = 1;
const NAME = "private pages";
/** How long a guess takes: 2 to this many rounds of scrypt. */
const WORK = 17;
const WORK_MAX = 20;
/** The sizes pages are filled up to, in bytes. */
const SIZE_MIN = 64 << 10;
const SIZE_MAX = 4 << 20;
/** Shortest passphrase, in letters. */
export const PASSPHRASE_MIN = 12;
export const PASSPHRASE_MAX = 1_000;

const utf8 = new TextEncoder();

/** @param {Uint8Array} bytes */
function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}

/** @param {unknown} text @returns {Uint8Array<ArrayBuffer>} */
function bytesOf(text) {
  if (typeof text !== "string" || text.length > 2 * SIZE_MAX) throw new LockError("changed");
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    throw new LockError("changed");
  }
}

/** @param {ArrayBuffer | Uint8Array} bytes */
const hex = (bytes) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** @param {Uint8Array<ArrayBuffer>} bytes */
const digest = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));

/** A number nobody else draws. @param {number} bytes */
export const draw = (bytes) => hex(crypto.getRandomValues(new Uint8Array(bytes)));

/** The same letters however they were typed. @param {string} passphrase */
const folded = (passphrase) => passphrase.normalize("NFKC").trim();

/**
 * A reader's lock, on an implementation of age. Pages say whose they are: those of another who
 * happens to have the same passphrase must not pass for one's own. The sizes are for tests.
 * @param {typeof import("age-encryption")} age @param {string} who
 */
export function lockWith(age, who, { work = WORK, smallest = SIZE_MIN, largest = SIZE_MAX } = {}) {
  /** @param {string} identity */
  async function macOf(identity) {
    const secret = await crypto.subtle.importKey(
      "raw", utf8.encode(identity), "HKDF", false, ["deriveKey"]);
    return crypto.subtle.deriveKey(
      { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8.encode(NAME) },
      secret, { name: "HMAC", hash: "SHA-256", length: 256 }, false, ["sign", "verify"]);
  }

  /** @param {string} to @param {string | Uint8Array} what */
  async function encryptTo(to, what) {
    const encrypter = new age.Encrypter();
    encrypter.addRecipient(to);
    return encrypter.encrypt(what);
  }

  /** @param {string} passphrase @param {string | Uint8Array} what */
  async function encryptBy(passphrase, what) {
    const encrypter = new age.Encrypter();
    encrypter.setPassphrase(folded(passphrase));
    encrypter.setScryptWorkFactor(work);
    return encrypter.encrypt(what);
  }

  /**
   * A new secret half, and the files that wrap it.
   * @param {string} vault @param {string} passphrase @param {string | null} recoveryRecipient
   * @returns {Promise<Key>}
   */
  async function newKey(vault, passphrase, recoveryRecipient) {
    const identity = await age.generateX25519Identity();
    const byPassphrase = await encryptBy(passphrase, identity);
    const byRecovery = recoveryRecipient && await encryptTo(recoveryRecipient, identity);
    return {
      vault,
      identity,
      recipient: await age.identityToRecipient(identity),
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
   * @param {Key} key @param {import("./merge.js").Entries} entries @returns {Promise<Bundle>}
   */
  async function seal(key, entries) {
    const { vault, locks, recoveryRecipient } = key;
    const body = utf8.encode(JSON.stringify({ who, vault, locks, recoveryRecipient, entries }));
    const mac = hex(await crypto.subtle.sign("HMAC", key.mac, body));
    const head = utf8.encode(
      `${JSON.stringify({ evenkeel: NAME, format: FORMAT, bytes: body.length, mac })}\n`);
    let size = smallest;
    while (size < head.length + body.length) size *= 2;
    if (size > largest) throw new LockError("full");
    const filled = new Uint8Array(size).fill(0x20);
    filled.set(head);
    filled.set(body, head.length);
    return { ...key.files, pages: base64(await encryptTo(key.recipient, filled)) };
  }

  /**
   * The pages of a bundle, read with its secret half.
   * @param {Bundle} bundle @param {string} identity
   */
  async function read(bundle, identity) {
    const file = bytesOf(bundle.pages);
    if (kindsIn(file).join() !== "X25519") throw new LockError("changed");
    const filled = await decrypt(file, (decrypter) => decrypter.addIdentity(identity), "changed");
    const { body, mac } = unpacked(filled);
    const key = await macOf(identity);
    if (!await crypto.subtle.verify("HMAC", key, mac, body)) throw new LockError("changed");
    const content = JSON.parse(new TextDecoder().decode(body));
    const entries = entriesOf(content.entries);
    if (entries === null || content.who !== who) throw new LockError("changed");
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
        recipient: await age.identityToRecipient(identity),
        mac: key,
        locks: content.locks,
        files: { passphrase, recovery, passkey },
        recoveryRecipient: content.recoveryRecipient,
      },
    };
  }

  /**
   * @param {Uint8Array} file @param {(decrypter: any) => void} prepare
   * @param {"passphrase" | "recovery" | "changed"} otherwise
   */
  async function decrypt(file, prepare, otherwise) {
    try {
      const decrypter = new age.Decrypter();
      prepare(decrypter);
      return await decrypter.decrypt(file);
    } catch {
      throw new LockError(otherwise);
    }
  }

  return {
    /** Empty pages under a new passphrase. @param {string} passphrase */
    create: async (passphrase) => newKey(draw(16), passphrase, null),

    seal,

    /**
     * Opens what the server or this device kept.
     * @param {Bundle} bundle
     * @param {{ passphrase: string } | { recovery: string } | { passkey: true }} by
     */
    async open(bundle, by) {
      checkShape(bundle);
      if ("passphrase" in by) {
        const file = bytesOf(bundle.passphrase);
        const rounds = kindsIn(file).join() === "scrypt" ? scryptRounds(file) : 0;
        if (rounds < Math.min(work, WORK) || rounds > WORK_MAX) throw new LockError("changed");
        const passphrase = folded(by.passphrase);
        return read(bundle, identityIn(await decrypt(
          file, (decrypter) => decrypter.addPassphrase(passphrase), "passphrase")));
      }
      if ("recovery" in by) {
        const identity = by.recovery.replace(/\s/g, "").toUpperCase();
        if (bundle.recovery === null) throw new LockError("recovery");
        const file = bytesOf(bundle.recovery);
        return read(bundle, identityIn(await decrypt(
          file, (decrypter) => decrypter.addIdentity(identity), "recovery")));
      }
      if (bundle.passkey === null) throw new LockError("changed");
      const file = bytesOf(bundle.passkey);
      return read(bundle, identityIn(await decrypt(
        file, (decrypter) => decrypter.addIdentity(new age.webauthn.WebAuthnIdentity()),
        "passphrase")));
    },

    /** Opens a newer copy of pages that are open. @param {Bundle} bundle @param {Key} key */
    async reopen(bundle, key) {
      checkShape(bundle);
      const found = await read(bundle, key.identity);
      if (found.key.vault !== key.vault) throw new LockError("changed");
      return found;
    },

    /**
     * The same pages under a new secret half and passphrase.
     * @param {Key} key @param {string} passphrase
     */
    rekey: (key, passphrase) => newKey(key.vault, passphrase, key.recoveryRecipient),

    /**
     * A recovery key, and a lock it opens as well. The one before it opens no more.
     * @param {Key} key @param {string} passphrase
     */
    async withRecovery(key, passphrase) {
      const recovery = await age.generateX25519Identity();
      const recipient = await age.identityToRecipient(recovery);
      return { recovery, key: await newKey(key.vault, passphrase, recipient) };
    },

    /** With this device's passkey as one more way to open. @param {Key} key @param {string} name */
    async withPasskey(key, name) {
      await age.webauthn.createCredential({ type: "passkey", keyName: name });
      const encrypter = new age.Encrypter();
      encrypter.addRecipient(new age.webauthn.WebAuthnRecipient());
      const file = await encrypter.encrypt(key.identity);
      return {
        ...key,
        locks: { ...key.locks, passkey: await digest(file) },
        files: { ...key.files, passkey: base64(file) },
      };
    },

    /** Without the passkey: whoever has it opens these pages no more. @param {Key} key */
    withoutPasskey: (key) => ({
      ...key, locks: { ...key.locks, passkey: null }, files: { ...key.files, passkey: null },
    }),

    /**
     * Two files that `age` and `rage` open: a text for this key and the recovery key, and this
     * key, for whoever has the passphrase.
     * @param {Key} key @param {string} text
     */
    async exported(key, text) {
      const encrypter = new age.Encrypter();
      encrypter.addRecipient(key.recipient);
      if (key.recoveryRecipient) encrypter.addRecipient(key.recoveryRecipient);
      return { pages: await encrypter.encrypt(text), key: bytesOf(key.files.passphrase) };
    },
  };
}

/** @param {unknown} bundle */
function checkShape(bundle) {
  const isText = (/** @type {unknown} */ value) => typeof value === "string";
  const isFine = typeof bundle === "object" && bundle !== null && "pages" in bundle
    && "passphrase" in bundle && "recovery" in bundle && "passkey" in bundle
    && isText(bundle.pages) && isText(bundle.passphrase)
    && [bundle.recovery, bundle.passkey].every((lock) => lock === null || isText(lock));
  if (!isFine) throw new LockError("changed");
}

/** The header of an age file. @param {Uint8Array} file */
function headerOf(file) {
  const text = new TextDecoder("latin1").decode(file.subarray(0, 4096));
  const end = text.indexOf("\n---");
  if (!text.startsWith("age-encryption.org/v1\n") || end < 0) throw new LockError("changed");
  return text.slice(0, end).split("\n");
}

/** Whom an age file is for, kind by kind. @param {Uint8Array} file */
const kindsIn = (file) =>
  headerOf(file).filter((line) => line.startsWith("-> ")).map((line) => line.split(" ")[1]);

/** @param {Uint8Array} file */
function scryptRounds(file) {
  const line = headerOf(file).find((one) => one.startsWith("-> scrypt "));
  return Number(/^-> scrypt [A-Za-z0-9+/]+ ([1-9][0-9]?)$/.exec(line ?? "")?.[1] ?? 0);
}

/** @param {Uint8Array} bytes */
function identityIn(bytes) {
  const text = new TextDecoder().decode(bytes);
  if (!/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/.test(text)) throw new LockError("changed");
  return text;
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
