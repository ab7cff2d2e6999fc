// A passphrase that somebody chooses: long enough, not all alike, and typed twice.

import { PASSPHRASE_MAX, PASSPHRASE_MIN } from "../vault/lock.js";
import { FieldError } from "./faults.js";

/** Fewest different letters of a passphrase. */
const LETTERS_MIN = 5;

/** @param {HTMLFormElement} form @param {string} name */
export const text = (form, name) => String(new FormData(form).get(name) ?? "");

/** A passphrase that was typed twice. @param {HTMLFormElement} form */
export function chosen(form) {
  const passphrase = text(form, "passphrase");
  const letters = [...passphrase.normalize("NFKC").trim()];
  if (letters.length < PASSPHRASE_MIN) throw new FieldError("passphrase", "short");
  if (letters.length > PASSPHRASE_MAX) throw new FieldError("passphrase", "long");
  if (new Set(letters).size < LETTERS_MIN) throw new FieldError("passphrase", "plain");
  if (passphrase.trim() !== text(form, "again").trim()) throw new FieldError("again", "differ");
  return passphrase;
}
