// The forms that make the lock, open it and change it. What is typed into them is dropped as soon
// as it was used, and an error stands beside its field.

import { LockError } from "../vault/files.js";
import { chosen, text } from "./chosen.js";
import { FieldError, during } from "./faults.js";
import { desk, root, say, show, viewOf, word } from "./views.js";

/** The passphrase that was just chosen, for the recovery key that is offered next. */
let justChosen = "";

const pages = () => /** @type {import("../vault/keep.js").Pages} */ (desk.pages);

/**
 * What each form does, by its `data-do`. `enter` shows what was opened.
 * @type {Record<string, (form: HTMLFormElement, way: Way) => Promise<void>>}
 */
const deeds = {
  async make(form, { hold, enter }) {
    const passphrase = chosen(form);
    await hold();
    await pages().create(passphrase);
    justChosen = passphrase;
    enter("offer");
  },
  async open(form, { hold, enter, tryAll }) {
    await hold();
    await tryAll({ passphrase: text(form, "passphrase") });
    enter(pages().hasAside ? "bring" : null);
  },
  async recover(form, { hold, enter, tryAll }) {
    await hold();
    await tryAll({ recovery: text(form, "recovery") });
    enter("renew");
  },
  async renew(form, { enter }) {
    await pages().changePassphrase(chosen(form));
    enter("home");
  },
  async change(form, { enter }) {
    await checked(form, "current");
    await pages().changePassphrase(chosen(form));
    enter("lock");
    say("changed-passphrase");
  },
  async recovery(form) {
    await showRecovery(text(form, "passphrase"));
  },
  async bring(form, { enter }) {
    await pages().bringIn(text(form, "passphrase"));
    enter("home");
    say("brought");
  },
  async away(form, { begin }) {
    if (!text(form, "sure")) throw new FieldError("sure", "sure");
    const isGone = await pages().startOver();
    await begin();
    say(isGone ? "gone" : "unreachable");
  },
};

/**
 * @typedef {{ hold(): Promise<void>, enter(view: string | null): void, begin(): Promise<void>,
 *   tryAll(by: { passphrase: string } | { recovery: string } | { passkey: true }): Promise<void>
 * }} Way
 */

/** @param {HTMLFormElement} form @param {string} name */
async function checked(form, name) {
  try {
    await pages().check(text(form, name));
  } catch (error) {
    if (!(error instanceof LockError)) throw error;
    throw new FieldError(name, "passphrase");
  }
}

/** Makes a recovery key and shows it, once. @param {string} passphrase */
async function showRecovery(passphrase) {
  const recovery = await pages().makeRecovery(passphrase);
  justChosen = "";
  show("paper");
  const place = viewOf("paper")?.querySelector("[data-recovery]");
  if (place) place.textContent = grouped(recovery);
}

/** In groups, as people copy it. @param {string} recovery */
function grouped(recovery) {
  const begins = "AGE-SECRET-KEY-1";
  const rest = recovery.startsWith(begins) ? recovery.slice(begins.length) : recovery;
  return [begins, ...(rest.match(/.{1,6}/g) ?? [])].join(" ");
}

/** @param {Way} way */
export function listenAtGate(way) {
  root().addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.hasAttribute("action")) return;
    event.preventDefault();
    const deed = deeds[form.dataset.do ?? ""];
    const button = form.querySelector("button:not([type=button])");
    if (deed && button instanceof HTMLElement) during(button, form, () => deed(form, way));
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
    if (press && button instanceof HTMLElement) during(button, null, () => press(way));
  });
}

/**
 * What a button by itself does, by its `data-press`.
 * @type {Record<string, (way: Way) => Promise<void>>}
 */
const presses = {
  async offered() {
    if (justChosen) await showRecovery(justChosen);
    else show("recovery");
  },
  async passkey({ hold, enter, tryAll }) {
    await hold();
    await tryAll({ passkey: true });
    enter(pages().hasAside ? "bring" : null);
  },
  async "add-passkey"({ enter }) {
    await pages().addPasskey(word("passkey-name"));
    enter("lock");
  },
  async "remove-passkey"({ enter }) {
    await pages().removePasskey();
    enter("lock");
  },
  async retry({ begin }) {
    await begin();
  },
  print: async () => print(),
};

/** Drops what was typed here. */
export function forgetGate() {
  justChosen = "";
}
