// The page from its beginning: what there is to open, opening it, and locking it again.

import { Pages } from "../vault/keep.js";
import { deviceOf, serverAt, staying } from "../vault/device.js";
import { keepShell } from "./copy.js";
import { forgetChosen } from "./deeds.js";
import { forgetTyped, listenAtGate } from "./gate.js";
import { listenToAlong } from "./later.js";
import {
  comeBack, forgetNotes, isTyping, keepNote, listenToNotes, placeOf, refreshNotes,
} from "./notes.js";
import { beingPrinted, keepPaper, listenToPrinting } from "./printing.js";
import { gateOf, standing, stay } from "./standing.js";
import { saveFile } from "./take_out.js";
import { listenToTimers } from "./timer.js";
import { hold, lazyLock, letGo, tryAll } from "./turns.js";
import {
  age, begin, desk, empty, listen, say, show, shownView, viewOf, whenLeft, whenShown, who,
} from "./views.js";
import { wake, watch } from "./watch.js";

/** How often what could not be sent is tried again. */
const RETRY_AFTER_MILLIS = 30_000;
/** Views that nobody comes back to. */
const PASSED = ["home", "offer", "paper", "renew", "bring", "sheet"];

/** Where to come back to after the lock. @type {{ view: string, id: string | null } | null} */
let place = null;
/** The view before the doors, where nothing is open. */
let gate = "open";

/** @param {string} owner */
const pagesOf = (owner) => new Pages(
  lazyLock(owner), serverAt("/p/kept", owner), deviceOf(owner, hear), { owner, tell: hear });

/** What keeping them came to. @param {string} what */
function hear(what) {
  if (what === "relocked" || what === "thrown") lock(what);
  else if (what !== "sent" || !isTyping()) say(what);
  if (what === "sent" || what === "older") refreshNotes();
}

/** @param {string | null} view @param {number} [since] how often it was locked before this began */
function enter(view, since = desk.timesLocked) {
  gate = "open";
  wake();
  const back = view === null && place ? place : { view: view ?? "home", id: null };
  place = null;
  comeBack(back);
  if (desk.pages?.stays) keepShell(true, age).catch(() => {});
  // Hidden, or locked, while the lock was at work.
  if (document.visibilityState === "hidden" || desk.timesLocked !== since) lock("hidden");
}

/** Locks, at once; what was being typed is kept first, by a key that is dropped when it is. */
function lock(why = "locked") {
  const { pages } = desk;
  desk.timesLocked += 1;
  if (!pages?.isOpen) {
    if (forgetTyped()) say("forgotten");
    return;
  }
  keepNote();
  const { view, id } = placeOf();
  place = PASSED.includes(view) ? null : { view, id };
  pages?.lock();
  forgetNotes();
  forgetChosen();
  const paper = beingPrinted();
  empty();
  if (paper) {
    return keepPaper(view, paper, (isStill) => {
      if (desk.pages?.isOpen) return;
      empty();
      if (isStill) show(gate);
      desk.pages?.settled().then(letGo).then(lookAgain);
    });
  }
  show(gate);
  say(why);
  pages?.settled().then(letGo).then(lookAgain);
}

/** Where nothing is open: what there is now may be out of reach, or be there again. */
async function lookAgain() {
  if (desk.pages?.isOpen || desk.candidates.some((one) => one.isOpen)) return;
  await Promise.all(desk.candidates.map((one) => one.settled()));
  if (desk.pages?.isOpen) return;
  const found = await Promise.all(desk.candidates.map((one) => one.look()));
  const isAtGate = shownView() === gate;
  gate = gateOf(found);
  if (isAtGate && shownView() !== gate && !desk.pages?.isOpen) show(gate);
  standing();
}

/** What there is: shows where to begin. */
async function start() {
  letGo();
  empty();
  const owners = who ? [who] : await staying();
  desk.candidates = owners.map(pagesOf);
  [desk.pages = null] = desk.candidates;
  const found = await Promise.all(desk.candidates.map((one) => one.look()));
  gate = gateOf(found);
  show(gate);
}

/** @param {string} name */
function go(name) {
  if (name === "now") lock();
  else if (name === "stay" || name === "stay-not") stay(name === "stay");
  else if (name === "save-pages" || name === "save-key") {
    saveFile(name === "save-key" ? "key" : "pages").catch(() => say("trouble"));
  } else if (name === "start") start();
  else show(name === "home" && !desk.pages?.isOpen ? gate : name);
}

function live() {
  begin();
  whenShown(standing);
  whenLeft(() => viewOf("paper")?.querySelector("[data-recovery]")?.replaceChildren());
  listen(go);
  listenToNotes();
  listenToAlong();
  listenToTimers();
  listenAtGate({ hold, enter, begin: start, tryAll });
  if (!isSecureContext || !crypto.subtle || !navigator.locks) return show("unsafe");
  watch(lock);
  listenToPrinting();
  addEventListener("online", () => { desk.pages?.retry(); lookAgain(); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && desk.pages) lookAgain();
  });
  setInterval(() => desk.pages?.retry(), RETRY_AFTER_MILLIS);
  start();
}

live();
