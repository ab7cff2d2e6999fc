// The forms that make the lock, open it and change it. What is typed into them is dropped as soon
// as it was used or the page is hidden, and an error stands beside its field.

import { deeds, presses } from "./deeds.js";
import { during } from "./faults.js";
import { desk, empty, root, show, shownView } from "./views.js";

/** @typedef {import("./deeds.js").Way} Way */

/**
 * What is pressed now shows nothing where it was locked before it came to that.
 * @param {Way} way @returns {Way}
 */
const from = (way) => {
  const since = desk.timesLocked;
  return { ...way, enter: (view) => way.enter(view, since) };
};

/** @param {Way} way */
export function listenAtGate(way) {
  root().addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.hasAttribute("action")) return;
    event.preventDefault();
    const deed = deeds[form.dataset.do ?? ""];
    const button = form.querySelector("button:not([type=button])");
    if (deed && button instanceof HTMLElement) during(button, form, () => deed(form, from(way)));
  });
  root().addEventListener("change", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || !("show" in box.dataset)) return;
    for (const field of box.form?.querySelectorAll("input[data-secret]") ?? []) {
      /** @type {HTMLInputElement} */ (field).type = box.checked ? "text" : "password";
    }
  });
  root().addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("[data-press]");
    const press = button instanceof HTMLElement ? presses[button.dataset.press ?? ""] : undefined;
    if (press && button instanceof HTMLElement) during(button, null, () => press(from(way)));
  });
}

/** Drops what was typed where nothing is open yet; tells whether there was anything. */
export function forgetTyped() {
  const fields = [...root().querySelectorAll("input[data-secret]")];
  if (!fields.some((field) => /** @type {HTMLInputElement} */ (field).value !== "")) return false;
  const view = shownView();
  empty();
  show(view);
  return true;
}
