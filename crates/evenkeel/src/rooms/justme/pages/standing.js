// How things stand: what fits is shown, and whether a locked copy stays on this device.

import { staying } from "../vault/device.js";
import { keepShell } from "./copy.js";
import { age, desk, fit, root, say, who } from "./views.js";

/** The view before the doors. @param {string[]} found what each reader's pages came to */
export const gateOf = ([first = "offline", ...others]) =>
  ([first, ...others].includes("locked") ? "open" : first === "none" ? "first" : first);

/** Shows what fits how things stand. */
export function standing() {
  const { pages } = desk;
  const isOpen = pages?.isOpen ?? false;
  fit({
    open: isOpen,
    shell: !who,
    stays: pages?.stays ?? false,
    recovery: pages?.ways.recovery ?? false,
    passkey: pages?.ways.passkey ?? false,
    aside: pages?.hasAside ?? false,
    "can-passkey": "PublicKeyCredential" in window,
    "can-stay": "serviceWorker" in navigator,
  });
  root().classList.toggle("reading", !isOpen);
}

/** @param {boolean} isWanted */
export async function stay(isWanted) {
  const { pages } = desk;
  if (!pages?.isOpen) return;
  try {
    if (isWanted) await keepShell(true, age);
    await pages.stay(isWanted);
    if (!isWanted && (await staying()).length === 0) await keepShell(false, age);
    say(isWanted ? "stays" : "stays-not");
  } catch {
    say("trouble");
  }
  standing();
}
