// The views of the page. One is shown at a time; the address, the browser's history and the server
// never learn which.

/** @typedef {import("../vault/keep.js").Pages} Pages */

/**
 * What is open; and whoever may open pages here: without the internet a device does not know who is
 * asking.
 * @type {{ pages: Pages | null, candidates: Pages[], timesLocked: number }}
 */
export const desk = { pages: null, candidates: [], timesLocked: 0 };

/** Everything that may show something private: emptied by being put back as it came. */
export const root = () => /** @type {HTMLElement} */ (document.getElementById("pages"));

/** Whose pages they are, where that is known. */
export const who = root().dataset.who ?? "";
/** Where the package is that opens them. */
export const age = root().dataset.age ?? "";
/** Where that is which takes some along. */
export const along = root().dataset.along ?? "";

/** As it came, to put back. @type {Node | null} */
let blank = null;
/** What hears when a view comes, or goes. */
const comings = /** @type {((name: string) => void)[]} */ ([]);
const goings = /** @type {(() => void)[]} */ ([]);

/** @param {(name: string) => void} heard */
export const whenShown = (heard) => { comings.push(heard); };
/** @param {() => void} heard */
export const whenLeft = (heard) => { goings.push(heard); };

/** Words that script says. @param {string} key */
export const word = (key) => root().getAttribute(`data-say-${key}`) ?? "";

/** @param {string} name */
export const viewOf = (name) =>
  /** @type {HTMLElement | null} */ (root().querySelector(`[data-view="${name}"]`));

/** The name of the view that is shown. */
export const shownView = () =>
  /** @type {HTMLElement | null} */ (root().querySelector("[data-view].shown"))?.dataset.view ?? "";

/** What is said goes again after a while, where there is nothing to do about it. */
const PASSING = ["sent", "locked", "changed-passphrase", "brought", "stays", "stays-not"];
const SAID_MILLIS = 4000;
let saying = 0;

/** Says something quietly, by the key of its words or as it is. @param {string} key */
export function say(key, text = word(key)) {
  const line = document.getElementById("told");
  // What can be undone is not said over by what was saved by the way.
  if (!line || (line.dataset.said === "taken-out" && ["saving", "sent"].includes(key))) return;
  line.textContent = text;
  line.dataset.said = key;
  line.hidden = text === "";
  clearTimeout(saying);
  if (PASSING.includes(key)) saying = setTimeout(() => say(""), SAID_MILLIS);
}

/** @param {string} name */
export function show(name) {
  for (const heard of goings) heard();
  for (const view of root().querySelectorAll("[data-view]")) {
    view.classList.toggle("shown", view instanceof HTMLElement && view.dataset.view === name);
  }
  if (document.getElementById("told")?.dataset.said === "taken-out") say("");
  for (const heard of comings) heard(name);
  scrollTo(0, 0);
  viewOf(name)?.querySelector("h1")?.focus({ preventScroll: true });
}

/** Shows what fits how things stand. @param {Record<string, boolean>} standing */
export function fit(standing) {
  for (const part of root().querySelectorAll("[data-if]")) {
    if (!(part instanceof HTMLElement)) continue;
    const wanted = (part.dataset.if ?? "").split(" ");
    part.hidden = !wanted.every((one) =>
      (one.startsWith("!") ? !standing[one.slice(1)] : standing[one]));
  }
}

/** Takes the page over from how it is without script. */
export function begin() {
  for (const part of root().querySelectorAll("[data-script]")) part.removeAttribute("hidden");
  root().classList.add("live");
  for (const field of root().querySelectorAll(".path-steps textarea")) label(field);
  blank = root().cloneNode(true);
}

/** A step's text is the label of where it is written. @param {Element} field */
function label(field) {
  const text = field.closest("li")?.querySelector("p");
  if (!text) return;
  text.id = `${field.closest("form")?.dataset.kind}-${field.getAttribute("name")}`;
  field.setAttribute("aria-labelledby", text.id);
}

/**
 * Puts the page back as it came. Emptying its fields would leave what undo brings back.
 */
export function empty() {
  if (blank) root().replaceChildren(...blank.cloneNode(true).childNodes);
}

/** Buttons that lead to a view: `data-go`. @param {(name: string) => void} go */
export function listen(go) {
  root().addEventListener("click", (event) => {
    const pressed = /** @type {Element} */ (event.target).closest("[data-go]");
    if (pressed instanceof HTMLElement) go(pressed.dataset.go ?? "");
  });
}
