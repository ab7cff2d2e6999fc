// A timer for a step that asks for one. It runs on while the pages are locked, as it tells nothing.

import { root, say, word } from "./views.js";

let endsAt = 0;

function tick() {
  const line = document.getElementById("timer");
  if (!line) return;
  const left = Math.ceil((endsAt - Date.now()) / 1000);
  line.hidden = endsAt === 0 || left <= 0;
  if (endsAt !== 0 && left <= 0) {
    endsAt = 0;
    say("time-up");
  } else if (endsAt !== 0) {
    const seconds = String(left % 60).padStart(2, "0");
    line.textContent = word("time-left").replace("#", `${Math.floor(left / 60)}:${seconds}`);
  }
}

export function listenToTimers() {
  root().addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("[data-timer]");
    if (!(button instanceof HTMLElement)) return;
    endsAt = Date.now() + Number(button.dataset.timer) * 60_000;
    tick();
  });
  setInterval(tick, 1000);
}
