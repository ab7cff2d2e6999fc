// Writing: forms whose fields are one entry each, saved as they are typed, and lists of entries.
//
// A form says which kind of entry it is; the view around it opens one. What another device wrote
// meanwhile is shown beneath, and is never written over unseen.

import { elsewhere } from "../vault/merge.js";
import { desk, root, shownView, say, show, viewOf, whenLeft, whenShown, word } from "./views.js";

/** @typedef {import("../vault/merge.js").Shown} Shown */

const SAVE_AFTER_MILLIS = 600;
/** How much of an entry its row shows. */
const ROW_CHARS_MAX = 80;

/**
 * The entry that is being written: which form, which entry (none before its first word), and its
 * texts as they were last read or kept.
 * @type {{ form: HTMLFormElement, id: string | null, base: Record<string, string> } | null}
 */
let current = null;
let timer = 0;

/** Whether something was typed that is not being kept yet. */
export const isTyping = () => timer !== 0;

/** Today where the reader is, as a date field has it. */
export function today() {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A day in words. @param {string} day */
export function dayOf(day) {
  const at = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T12:00`) : new Date(day);
  const locale = document.documentElement.lang;
  return Number.isNaN(at.getTime()) ? "" : at.toLocaleDateString(locale, { dateStyle: "long" });
}

/** @param {HTMLFormElement} form @returns {Record<string, string>} */
function fieldsOf(form) {
  const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
  return Object.fromEntries(fields);
}

/** @param {string} kind */
export const formOf = (kind) =>
  /** @type {HTMLFormElement | null} */ (root().querySelector(`form[data-kind="${kind}"]`));

/** Whether somebody wrote a word. @param {Record<string, string>} fields */
const isBlank = (fields) =>
  Object.entries(fields).every(([name, text]) => ["day", "done"].includes(name) || !text.trim());

/** @param {Record<string, string>} a @param {Record<string, string>} b */
const isAlike = (a, b) => {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => (a[name] ?? "") === (b[name] ?? ""));
};

/** @param {string} id */
const find = (id) => desk.pages?.entries().find((entry) => entry.id === id);

/** @param {HTMLFormElement} form @param {Record<string, string>} fields */
function fill(form, fields) {
  for (const [name, text] of Object.entries(fields)) {
    const field = form.elements.namedItem(name);
    if (field && "value" in field) field.value = text;
  }
}

/**
 * Opens an entry, or an empty form for the first word of one.
 * @param {string} kind @param {Shown | null} entry
 */
export function openNote(kind, entry) {
  const form = formOf(kind);
  const view = form?.closest("[data-view]");
  if (!form || !(view instanceof HTMLElement)) return;
  show(view.dataset.view ?? "");
  if (!desk.pages?.isOpen) return;
  form.reset();
  fill(form, { day: today(), done: "" });
  if (entry) fill(form, entry.fields);
  current = { form, id: entry?.id ?? null, base: entry ? entry.fields : fieldsOf(form) };
  showElsewhere();
  for (const part of view.querySelectorAll("[data-begun]")) {
    /** @type {HTMLElement} */ (part).hidden = entry === null;
  }
}

/** Keeps what was typed, if anything was. */
export function keepNote() {
  clearTimeout(timer);
  timer = 0;
  if (!current || !desk.pages?.isOpen) return;
  const { form, id, base } = current;
  const fields = fieldsOf(form);
  if (isAlike(fields, base) || (id === null && isBlank(fields))) {
    if (document.getElementById("told")?.dataset.said === "saving") say("");
    return;
  }
  keepElsewhere();
  current.id = desk.pages.write(id, form.dataset.kind ?? "", fields);
  current.base = fields;
}

/** Puts what others wrote in the same entry into entries of their own. */
function keepElsewhere() {
  if (!current?.id) return;
  for (const { fields } of elsewhere(find(current.id), current.base)) {
    desk.pages?.write(null, current.form.dataset.kind ?? "", fields);
  }
}

/** What came from another device, beneath the form; or in it, where nothing was typed here. */
export function refreshNotes() {
  if (current?.id) {
    const entry = find(current.id);
    const { form, base } = current;
    const texts = entry ? [entry.fields, ...entry.others.map((other) => other.fields)] : [];
    const isWrittenOver = texts.length > 0 && !texts.some((text) => isAlike(text, base));
    if (entry && isWrittenOver && isAlike(fieldsOf(form), base)) {
      fill(form, entry.fields);
      current.base = entry.fields;
    }
    showElsewhere();
  }
  showLists();
}

function showElsewhere() {
  const place = current?.form.parentElement?.querySelector("[data-elsewhere]");
  if (!current || !(place instanceof HTMLElement)) return;
  const copies = current.id ? elsewhere(find(current.id), current.base) : [];
  const blocks = copies.map((copy, at) => {
    const block = make("div", "note");
    const said = make("p", "soft", word("elsewhere").replace("#", dayOf(copy.at)));
    const lines = textsOf(copy.fields).map((text) => make("p", "lines-kept", text));
    const actions = make("div", "actions");
    for (const [what, key] of [["this", "keep-this"], ["both", "keep-both"]]) {
      const button = make("button", "button quiet small", word(key));
      button.dataset.copy = what;
      button.dataset.at = String(at);
      actions.append(button);
    }
    block.append(said, ...lines, actions);
    return block;
  });
  place.replaceChildren(...blocks);
}

/** @param {string} what @param {number} at */
function chooseCopy(what, at) {
  if (!current?.id || !desk.pages) return;
  const { form, id, base } = current;
  const copy = elsewhere(find(id), base)[at];
  if (!copy) return;
  if (what === "both") {
    keepElsewhere();
    current.base = fieldsOf(form);
  } else {
    form.reset();
    fill(form, copy.fields);
    current.base = copy.fields;
  }
  desk.pages.write(id, form.dataset.kind ?? "", current.base);
  showElsewhere();
}

/** @param {Record<string, string>} fields */
const textsOf = (fields) => Object.entries(fields)
  .filter(([name, text]) => !["day", "done", "review"].includes(name) && text.trim())
  .map(([name, text]) => (name === "do" ? word(`do-${text}`) : text));

/** @param {string} tag @param {string} [className] @param {string} [text] */
export function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (tag === "button") element.setAttribute("type", "button");
  element.textContent = text;
  return element;
}

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
const cut = (text) =>
  (text.length > ROW_CHARS_MAX ? `${text.slice(0, ROW_CHARS_MAX).trim()} …` : text);

/** The lists of the view that is shown, and which exercises are begun. */
function showLists() {
  for (const mark of viewOf(shownView())?.querySelectorAll("[data-begin] [data-mark]") ?? []) {
    const kind = mark.closest("[data-begin]")?.getAttribute("data-begin") ?? "";
    /** @type {HTMLElement} */ (mark).hidden = !begunOf(kind);
  }
  for (const list of viewOf(shownView())?.querySelectorAll("[data-list]") ?? []) {
    if (!(list instanceof HTMLElement) || !desk.pages?.isOpen) continue;
    const kind = list.dataset.list ?? "";
    const entries = desk.pages.entries(kind).filter((entry) => entry.id !== current?.id);
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
function search(words) {
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

/** Takes an entry out; it can be had back for as long as these pages stay open. */
function takeOut() {
  keepNote();
  const taken = current;
  current = null;
  const view = taken?.form.closest("[data-view]");
  if (!taken || !(view instanceof HTMLElement)) return;
  if (taken.id) desk.pages?.remove(taken.id);
  show(view.dataset.above ?? "home");
  say("taken-out");
  const line = document.getElementById("told");
  if (!taken.id || !line) return;
  const undo = make("button", "", word("undo"));
  undo.dataset.undo = taken.id;
  undo.addEventListener("click", () => {
    desk.pages?.write(taken.id, taken.form.dataset.kind ?? "", taken.base);
    say("");
    showLists();
  });
  line.append(" ", undo);
}

/** The last begun entry of a kind that is not done yet. @param {string} kind */
export const begunOf = (kind) =>
  desk.pages?.isOpen ? desk.pages.entries(kind).find((entry) => entry.fields.done !== "yes") : null;

/** Where the reader is, to come back to after a lock: names and numbers only. */
export const placeOf = () => ({ view: shownView(), id: current?.id ?? null });

/** @param {{ view: string, id: string | null }} place */
export function comeBack({ view, id }) {
  const entry = id === null ? undefined : find(id);
  const kind = viewOf(view)?.querySelector("form[data-kind]")?.getAttribute("data-kind");
  if (entry) openNote(entry.kind, entry);
  else if (kind) openNote(kind, null);
  else show(view);
}

/** @param {Element} target */
function press(target) {
  const button = target.closest("button");
  if (!button) return;
  const { begin, open, copy, at, end } = button.dataset;
  if (begin !== undefined) openNote(begin, begunOf(begin) ?? null);
  const entry = open === undefined ? undefined : find(open);
  if (entry) openNote(entry.kind, entry);
  if (copy !== undefined) chooseCopy(copy, Number(at));
  if (button.dataset.new !== undefined) openNote(button.dataset.new, null);
  if (button.dataset.takeOut !== undefined) takeOut();
  if (end !== undefined && current) {
    fill(current.form, { done: "yes" });
    keepNote();
    show(end);
  }
}

export function listenToNotes() {
  root().addEventListener("click", (event) => press(/** @type {Element} */ (event.target)));
  root().addEventListener("input", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.matches("#search-for")) search(/** @type {HTMLInputElement} */ (target).value);
    if (!current || !current.form.contains(target)) return;
    if (desk.pages?.isOpen) say("saving");
    clearTimeout(timer);
    timer = setTimeout(keepNote, SAVE_AFTER_MILLIS);
  });
  root().addEventListener("focusout", keepNote);
  whenLeft(() => {
    keepNote();
    current = null;
  });
  whenShown(showLists);
}

/** Drops every reference to what was written. */
export function forgetNotes() {
  clearTimeout(timer);
  current = null;
}
