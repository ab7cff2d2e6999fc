// What was wrong, beside its field; and that somebody waits while the lock is at work.

import { LockError } from "../vault/files.js";
import { say, word } from "./views.js";

/** What is wrong with a field. */
export class FieldError extends Error {
  /** @param {string} field @param {string} key of its words */
  constructor(field, key) {
    super(key);
    this.field = field;
    this.key = key;
  }
}

/** @param {HTMLFormElement} form @param {unknown} error */
function tell(form, error) {
  const isOurs = error instanceof FieldError || error instanceof LockError;
  if (!isOurs) console.error(error instanceof Error ? error.name : "");
  const first = form.querySelector("input:not([type=checkbox])") ?? form.querySelector("input");
  const field = error instanceof FieldError ? form.elements.namedItem(error.field) : first;
  const key = error instanceof FieldError ? error.key
    : error instanceof LockError ? error.code : "trouble";
  if (!(field instanceof HTMLInputElement)) return say(key);
  const said = document.createElement("p");
  said.className = "error";
  said.id = `${field.id}-error`;
  said.textContent = word(key);
  (field.closest(".check") ?? field).before(said);
  field.setAttribute("aria-invalid", "true");
  field.dataset.described ??= field.getAttribute("aria-describedby") ?? "";
  field.setAttribute("aria-describedby", `${field.dataset.described} ${said.id}`.trim());
  field.focus();
}

/** @param {HTMLFormElement} form */
function clearErrors(form) {
  for (const error of form.querySelectorAll(".error")) error.remove();
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    const { described = "" } = /** @type {HTMLElement} */ (field).dataset;
    if (described) field.setAttribute("aria-describedby", described);
    else field.removeAttribute("aria-describedby");
  }
}

/**
 * @param {HTMLElement} busy @param {HTMLFormElement | null} form
 * @param {() => Promise<void>} deed
 */
export async function during(busy, form, deed) {
  if (busy.getAttribute("aria-disabled") === "true") return;
  busy.setAttribute("aria-disabled", "true");
  say("working");
  // Let the line be seen before the lock is at work: that takes a second, and holds the page.
  await new Promise((seen) => { requestAnimationFrame(() => setTimeout(seen)); });
  if (form) clearErrors(form);
  try {
    await deed();
    form?.reset();
  } catch (error) {
    if (form) tell(form, error);
    else say(error instanceof LockError ? error.code : "trouble");
  } finally {
    busy.removeAttribute("aria-disabled");
    if (document.getElementById("told")?.dataset.said === "working") say("");
  }
}
