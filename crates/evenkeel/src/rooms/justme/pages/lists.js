// Lists of what was written, and finding words in all of it, on this device.

import { desk, say, shownView, viewOf, word } from "./views.js";
import { dayOf, formOf, make, textsOf, today, writing } from "./written.js";

/** @typedef {import("../vault/merge.js").Shown} Shown */

/** How much of an entry its row shows. */
const ROW_CHARS_MAX = 80;

/** The last begun entry of a kind that is not done yet. @param {string} kind */
export const begunOf = (kind) =>
  desk.pages?.isOpen ? desk.pages.entries(kind).find((entry) => entry.fields.done !== "yes") : null;

/** A row that opens an entry. @param {Shown} entry */
function rowOf(entry) {
  const row = make("li");
  const button = make("button");
  const [first = word("nothing"), ...rest] = textsOf(entry.fields);
  const title = first.trim().split("\n")[0];
  const said = [dayOf(entry.fields.day ?? entry.at), ...rest.slice(0, 1)];
  if (entry.fields.review && entry.fields.review <= today()) said.unshift(word("review-now"));
  if (entry.others.length > 0) said.unshift(word("two-copies"));
  button.dataset.open = entry.id;
  button.append(make("b", "", cut(title)), make("span", "", said.map(cut).join(" · ")));
  row.append(button);
  return row;
}

/** @param {string} text */
export const cut = (text) =>
  (text.length > ROW_CHARS_MAX ? `${text.slice(0, ROW_CHARS_MAX).trim()} …` : text);

/** The lists of the view that is shown, and which exercises are begun. */
export function showLists() {
  for (const mark of viewOf(shownView())?.querySelectorAll("[data-begin] [data-mark]") ?? []) {
    const kind = mark.closest("[data-begin]")?.getAttribute("data-begin") ?? "";
    /** @type {HTMLElement} */ (mark).hidden = !begunOf(kind);
  }
  for (const list of viewOf(shownView())?.querySelectorAll("[data-list]") ?? []) {
    if (!(list instanceof HTMLElement) || !desk.pages?.isOpen) continue;
    const kind = list.dataset.list ?? "";
    const entries = desk.pages.entries(kind).filter((entry) => entry.id !== writing.now?.id);
    const day = (/** @type {Shown} */ entry) => entry.fields.day ?? "";
    entries.sort((a, b) => (day(a) > day(b) ? -1 : day(a) < day(b) ? 1 : 0));
    list.replaceChildren(...entries.map(rowOf));
    list.hidden = entries.length === 0;
    const none = list.parentElement?.querySelector("[data-none]");
    if (none instanceof HTMLElement) none.hidden = entries.length > 0;
    const some = list.parentElement?.querySelector("[data-some]");
    if (some instanceof HTMLElement) some.hidden = entries.length === 0;
  }
}

/** Finds words in everything, on this device. @param {string} words */
export function search(words) {
  const list = viewOf("search")?.querySelector("[data-found]");
  if (!(list instanceof HTMLElement) || !desk.pages?.isOpen) return;
  const parts = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found = parts.length === 0 ? [] : desk.pages.entries().filter((entry) => {
    const text = textsOf(entry.fields).join("\n").toLocaleLowerCase();
    return formOf(entry.kind) && parts.every((part) => text.includes(part));
  });
  list.replaceChildren(...found.map(rowOf));
  list.hidden = found.length === 0;
  say("found", parts.length > 0 && found.length === 0 ? word("not-found") : "");
}
