// When to lock: on a button, after a minute in which nobody touched anything, at once when the page
// is hidden, and on the way out.

import { desk, say, word } from "./views.js";

/** It is looked at once a second: with that, a minute at most. */
const IDLE_SECONDS_MAX = 59;
/** For so long before that a line counts down: time enough to press a key. */
const WARNED_SECONDS = 20;

let touchedAt = Date.now();
let isWarned = false;

function touch() {
  touchedAt = Date.now();
  if (!isWarned) return;
  isWarned = false;
  showCount();
  say("");
}

/** Where nothing is open, what was typed to open it goes. @param {(why: string) => void} lock */
function count(lock) {
  const { isOpen = false } = desk.pages ?? {};
  const idle = (Date.now() - touchedAt) / 1000;
  if (idle < 0) touch(); // The clock was put back.
  const left = Math.ceil(IDLE_SECONDS_MAX - idle);
  if (left <= 0) {
    touch();
    lock("idle");
  } else if (isOpen && left <= WARNED_SECONDS) {
    // Told once to whoever listens, counted for whoever looks.
    if (!isWarned) say("soon");
    isWarned = true;
    const line = document.getElementById("count");
    if (line) line.textContent = word("count").replace("#", String(left));
  }
  showCount();
}

function showCount() {
  const line = document.getElementById("count");
  if (line) line.hidden = !isWarned;
}

/** @param {(why: string) => void} lock */
export function watch(lock) {
  for (const kind of ["keydown", "pointerdown", "pointermove", "wheel", "touchstart", "input"]) {
    addEventListener(kind, touch, { capture: true, passive: true });
  }
  setInterval(() => count(lock), 1000);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") lock("hidden");
  });
  addEventListener("pagehide", () => lock("hidden"));
  document.addEventListener("leaving", () => lock("hidden"));
  // Signing out and whatever else leaves this page by a form of its own: once that is read, as a
  // form or button that is taken out of the page before sends nothing.
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.hasAttribute("action")) setTimeout(() => lock("hidden"));
  });
}

/** From now on the minute counts. */
export const wake = touch;
