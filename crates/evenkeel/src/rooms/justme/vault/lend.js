// Pages that are lent to somebody outside: encrypted on their writer's device to a key of their
// own, which stands in the link behind the "#". A browser sends that part of a link to nobody.

import { LockError, filledUp, identityIn, kindsIn } from "./files.js";

/** @typedef {{ label: string, text: string }} Part */
/** @typedef {{ title: string, day: string, parts: Part[] }} Piece one page, as it is read */
/**
 * Whom it is from, in their own words; the pages; and the secret of a link to the page that all
 * parents chose, or nothing.
 * @typedef {{ from: string, pieces: Piece[], joint: string }} Chosen
 */

const LENT_NAME = "chosen pages";
const LENT_FORMAT = 1;
/** The sizes they are filled up to, in bytes. */
const LENT_SIZE_MIN = 16 << 10;
const LENT_SIZE_MAX = 512 << 10;

/**
 * The file, and the key that opens it; null where they are too long for a link.
 * @param {typeof import("age-encryption")} age @param {Chosen} chosen
 */
export async function sealLent(age, chosen) {
  const body = new TextEncoder().encode(JSON.stringify(chosen));
  const head = { evenkeel: LENT_NAME, format: LENT_FORMAT, bytes: body.length };
  const filled = filledUp(head, body, LENT_SIZE_MIN, LENT_SIZE_MAX);
  if (filled === null) return null;
  const key = await age.generateX25519Identity();
  const encrypter = new age.Encrypter();
  encrypter.addRecipient(await age.identityToRecipient(key));
  return { key, file: await encrypter.encrypt(filled) };
}

/**
 * Fails where this key does not open this file, and where it holds anything else.
 * @param {typeof import("age-encryption")} age @param {Uint8Array} file @param {string} key
 * @returns {Promise<Chosen>}
 */
export async function openLent(age, file, key) {
  if (kindsIn(file).join() !== "X25519") throw new LockError("changed");
  const decrypter = new age.Decrypter();
  decrypter.addIdentity(identityIn(new TextEncoder().encode(key)));
  const filled = await decrypter.decrypt(file);
  const end = filled.indexOf(0x0a);
  const head = JSON.parse(new TextDecoder().decode(filled.subarray(0, end)));
  const body = filled.subarray(end + 1, end + 1 + head.bytes);
  const isOurs = head.evenkeel === LENT_NAME && head.format === LENT_FORMAT;
  if (!isOurs || body.length !== head.bytes) throw new LockError("changed");
  const chosen = JSON.parse(new TextDecoder().decode(body));
  if (!isChosen(chosen)) throw new LockError("changed");
  return chosen;
}

/** @param {unknown[]} texts */
const areTexts = (...texts) => texts.every((text) => typeof text === "string");

/** @param {any} chosen */
const isChosen = (chosen) => areTexts(chosen?.from, chosen?.joint)
  && Array.isArray(chosen.pieces)
  && chosen.pieces.every((/** @type {any} */ piece) => areTexts(piece?.title, piece?.day)
    && Array.isArray(piece.parts)
    && piece.parts.every((/** @type {any} */ part) => areTexts(part?.label, part?.text)));
