// What the forms and buttons of the lock do.

import { staying } from "../vault/device.js";
import { LockError } from "../vault/files.js";
import { chosen, text } from "./chosen.js";
import { keepShell } from "./copy.js";
import { FieldError } from "./faults.js";
import { later } from "./later.js";
import { age, desk, say, show, viewOf, word } from "./views.js";

/**
 * What the page lends them. `enter` shows what was opened.
 * @typedef {{ hold(): Promise<void>, enter(view: string | null, since?: number): void, begin(): Promise<void>,
 *   tryAll(by: { passphrase: string } | { recovery: string } | { passkey: true }): Promise<void>
 * }} Way
 */

/** The passphrase that was just chosen, for the recovery key that is offered next. */
let justChosen = "";

const pages = () => /** @type {import("../vault/keep.js").Pages} */ (desk.pages);

/**
 * What each form does, by its `data-do`.
 * @type {Record<string, (form: HTMLFormElement, way: Way) => Promise<void>>}
 */
export const deeds = {
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
    await checked(form, "current", (current) => pages().check(current));
    await pages().changePassphrase(chosen(form));
    enter("lock");
    say("changed-passphrase");
  },
  async recovery(form) {
    await checked(form, "passphrase", showRecovery);
  },
  async "passkey-add"(form, { enter }) {
    await checked(form, "passphrase", (current) =>
      pages().addPasskey(current, word("passkey-name")));
    enter("lock");
  },
  async "passkey-remove"(form, { enter }) {
    await checked(form, "passphrase", (current) => pages().removePasskey(current));
    enter("lock");
  },
  async bring(form, { enter }) {
    await pages().bringIn(text(form, "passphrase"));
    enter("home");
    say("brought");
  },
  lend: async (form) => (await later()).lend(form),
  async away(form, { begin }) {
    if (!text(form, "sure")) throw new FieldError("sure", "sure");
    const why = await pages().startOver(text(form, "proof"));
    if (why === "proof") throw new FieldError("proof", "proof");
    if (why === "busy") throw new FieldError("proof", "wait");
    if (why === null && (await staying()).length === 0) await keepShell(false, age);
    await begin();
    say(why === null ? "gone" : "unreachable");
  },
};

/**
 * What a button by itself does, by its `data-press`.
 * @type {Record<string, (way: Way) => Promise<void>>}
 */
export const presses = {
  async offered() {
    if (justChosen) await showRecovery(justChosen);
    else show("recovery");
  },
  async passkey({ hold, enter, tryAll }) {
    await hold();
    await tryAll({ passkey: true });
    enter(pages().hasAside ? "bring" : null);
  },
  async retry({ begin }) {
    await begin();
  },
  print: async () => print(),
  seen: async () => (await later()).addSeen(),
  sheet: async () => (await later()).showSheet(),
  "save-sheet": async () => (await later()).saveSheet(),
};

/**
 * Does what needs the passphrase once more: what is open may be in other hands.
 * @param {HTMLFormElement} form @param {string} name
 * @param {(passphrase: string) => Promise<void>} deed
 */
async function checked(form, name, deed) {
  try {
    await deed(text(form, name));
  } catch (error) {
    const isWrong = error instanceof LockError && error.code === "passphrase";
    throw isWrong ? new FieldError(name, "passphrase") : error;
  }
}

/** Makes a recovery key and shows it, once. @param {string} passphrase */
async function showRecovery(passphrase) {
  const since = desk.timesLocked;
  const recovery = await pages().makeRecovery(passphrase);
  justChosen = "";
  // Locked meanwhile: it may be in other hands. Another can be made.
  if (desk.timesLocked !== since) return;
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

/** Drops what was chosen here. */
export function forgetChosen() {
  justChosen = "";
}
