// What is being written: the form that stands open, its texts, and how texts are shown.

import { desk, root, word } from "./views.js";

/**
 * The entry that is being written: which form, which entry (none before its first word), and its
 * texts as they were last read or kept. `timer` runs while something typed is not being kept yet.
 * @type {{ now: { form: HTMLFormElement, id: string | null, base: Record<string, string> } | null,
 *   timer: number }}
 */
export const writing = { now: null, timer: 0 };

/** Today where the reader is, or so many days on, as a date field has it. */
export function today(later = 0) {
  const now = new Date();
  now.setDate(now.getDate() + later);
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A day in words. @param {string} day */
export function dayOf(day) {
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T12:00`) : new Date(day);
  const locale = document.documentElement.lang;
  return Number.isNaN(at.getTime()) ? "" : at.toLocaleDateString(locale, { dateStyle: "long" });
}

/** @param {HTMLFormElement} form @returns {Record<string, string>} */
export function fieldsOf(form) {
  const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
  return Object.fromEntries(fields);
}

/** @param {string} kind */
export const formOf = (kind) =>
  /** @type {HTMLFormElement | null} */ (root().querySelector(`form[data-kind="${kind}"]`));

/** Whether somebody wrote a word. @param {Record<string, string>} fields */
export const isBlank = (fields) =>
  Object.entries(fields).every(([name, text]) => ["day", "done"].includes(name) || !text.trim());

/** @param {Record<string, string>} a @param {Record<string, string>} b */
export const isAlike = (a, b) => {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => (a[name] ?? "") === (b[name] ?? ""));
};

/** @param {string} id */
export const find = (id) => desk.pages?.entries().find((entry) => entry.id === id);

/** @param {HTMLFormElement} form @param {Record<string, string>} fields */
export function fill(form, fields) {
  for (const [name, text] of Object.entries(fields)) {
    const field = form.elements.namedItem(name);
    if (field && "value" in field) field.value = text;
  }
}

/** @param {Record<string, string>} fields */
export const textsOf = (fields) => Object.entries(fields)
  .filter(([name, text]) => !["day", "done", "review"].includes(name) && text.trim())
  .map(([name, text]) => (name === "do" ? word(`do-${text}`) : text));

/** @param {string} tag @param {string} [className] @param {string} [text] */
export function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (tag === "button") element.setAttribute("type", "button");
  element.textContent = text;
  return element;
}
