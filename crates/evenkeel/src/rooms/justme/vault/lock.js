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

import { LockError, base64, bytesOf, digest, draw } from "./files.js";
import { open, reopen } from "./open.js";
import { newKey, seal } from "./seal.js";

/** @typedef {import("./files.js").Bundle} Bundle */
/** @typedef {import("./seal.js").Key} Key */

/** How long a guess takes: 2 to this many rounds of scrypt. */
const WORK = 17;
/** The sizes pages are filled up to, in bytes. */
const SIZE_MIN = 64 << 10;
const SIZE_MAX = 4 << 20;
/** Shortest passphrase, in letters, and longest. */
export const PASSPHRASE_MIN = 12;
export const PASSPHRASE_MAX = 1_000;

/**
 * A reader's lock, on an implementation of age. Pages say whose they are: those of another who
 * happens to have the same passphrase must not pass for one's own. The sizes are for tests.
 * @param {typeof import("age-encryption")} age @param {string} who
 */
export function lockWith(age, who, { work = WORK, smallest = SIZE_MIN, largest = SIZE_MAX } = {}) {
  const tools = { age, who, work, smallest, largest };
  return {
    /** Empty pages under a new passphrase. @param {string} passphrase */
    create: async (passphrase) => newKey(tools, draw(16), passphrase, null),

    /** @param {Key} key @param {import("./merge.js").Entries} entries */
    seal: (key, entries) => seal(tools, key, entries),

    /** @param {Bundle} bundle @param {import("./open.js").By} by */
    open: (bundle, by) => open(tools, bundle, by),

    /** @param {Bundle} bundle @param {Key} key */
    reopen: (bundle, key) => reopen(tools, bundle, key),

    /**
     * The same pages under a new secret half and passphrase. A passkey opens them no more.
     * @param {Key} key @param {string} passphrase
     */
    rekey: (key, passphrase) => newKey(tools, key.vault, passphrase, key.recoveryRecipient),

    /**
     * A recovery key, and a lock it opens as well. The one before it opens no more.
     * @param {Key} key @param {string} passphrase
     */
    async withRecovery(key, passphrase) {
      const recovery = await age.generateX25519Identity();
      const recipient = await age.identityToRecipient(recovery);
      return { recovery, key: await newKey(tools, key.vault, passphrase, recipient) };
    },

    /** With a passkey of this device as one more way to open. @param {Key} key @param {string} name */
    async withPasskey(key, name) {
      const file = await encryptToPasskey(age, name, key.identity);
      return {
        ...key,
        locks: { ...key.locks, passkey: await digest(file) },
        files: { ...key.files, passkey: base64(file) },
      };
    },

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


/**
 * For a passkey that is made now: the device may have others for this address, somebody else's too.
 * @param {typeof import("age-encryption")} age @param {string} keyName @param {string} what
 */
async function encryptToPasskey(age, keyName, what) {
  try {
    const identity = await age.webauthn.createCredential({ type: "passkey", keyName });
    const encrypter = new age.Encrypter();
    encrypter.addRecipient(new age.webauthn.WebAuthnRecipient({ identity }));
    return await encrypter.encrypt(what);
  } catch {
    throw new LockError("passkey");
  }
}
