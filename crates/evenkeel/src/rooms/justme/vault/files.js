// Age files as bytes and as text, and what can be told of one without opening it.

/** What can go wrong. `code` names its words. */
export class LockError extends Error {
  /** @param {"passphrase" | "recovery" | "passkey" | "unsent" | "changed" | "newer" | "full" | "window"} code */
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
 * Why the server keeps nothing now; "proof": it asks for what its reader signs in by.
 * @typedef {"offline" | "signed-out" | "full" | "busy" | "proof"} Away
 */
/**
 * `load` gives what the server keeps (`null`: nothing), `save` puts something in its place unless
 * another device was first. Nothing at all needs a `proof` of who asks.
 * @typedef {{ load(): Promise<{ version: number, bundle: Bundle | null } | { away: Away }>,
 *   save(expected: number, bundle: Bundle | null, proof?: string): Promise<
 *     { version: number } | { conflict: true } | { away: Away }> }} Server
 */
/**
 * What lies on this device. `sent` tells whether the server has it; `stays`, whether it is to stay
 * here then; `aside`, copies that need an earlier passphrase.
 * @typedef {{ bundle: Bundle | null, sent: boolean, stays: boolean, aside: Bundle[] }} Here
 */
/** @typedef {{ get(): Promise<Here | null>, put(here: Here | null): Promise<boolean> }} Device */

/** @returns {Here} */
export const nothingHere = () => ({ bundle: null, sent: true, stays: false, aside: [] });

/** @param {Bundle} a @param {Bundle} b */
export const isSame = (a, b) => a.pages === b.pages && a.passphrase === b.passphrase;

/** Longest file that is looked at, in letters of base64. */
const LETTERS_MAX = 8 << 20;

/** @param {Uint8Array} bytes */
export function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}

/** @param {unknown} text @returns {Uint8Array<ArrayBuffer>} */
export function bytesOf(text) {
  if (typeof text !== "string" || text.length > LETTERS_MAX) throw new LockError("changed");
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    throw new LockError("changed");
  }
}

/** @param {ArrayBuffer | Uint8Array} bytes */
export const hex = (bytes) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** @param {Uint8Array<ArrayBuffer>} bytes */
export const digest = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));

/**
 * A head and what follows it, filled up with blanks to one of a few sizes; null where even the
 * largest is too small.
 * @param {object} head @param {Uint8Array} body @param {number} smallest @param {number} largest
 */
export function filledUp(head, body, smallest, largest) {
  const line = new TextEncoder().encode(`${JSON.stringify(head)}\n`);
  let size = smallest;
  while (size < line.length + body.length) size *= 2;
  if (size > largest) return null;
  const filled = new Uint8Array(size).fill(0x20);
  filled.set(line);
  filled.set(body, line.length);
  return filled;
}

/** A number nobody else draws. @param {number} bytes */
export const draw = (bytes) => hex(crypto.getRandomValues(new Uint8Array(bytes)));

/** Fails unless it is made as a bundle is. @param {unknown} bundle */
export function checkShape(bundle) {
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
export const kindsIn = (file) =>
  headerOf(file).filter((line) => line.startsWith("-> ")).map((line) => line.split(" ")[1]);

/** How often a guess goes round, as a power of two. @param {Uint8Array} file */
export function scryptRounds(file) {
  const line = headerOf(file).find((one) => one.startsWith("-> scrypt "));
  return Number(/^-> scrypt [A-Za-z0-9+/]+ ([1-9][0-9]?)$/.exec(line ?? "")?.[1] ?? 0);
}

/** @param {Uint8Array} bytes */
export function identityIn(bytes) {
  const text = new TextDecoder().decode(bytes);
  if (!/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/.test(text)) throw new LockError("changed");
  return text;
}
