// Writing: forms whose fields are one entry each, saved as they are typed, and lists of entries.
//
// A form says which kind of entry it is; the view around it opens one.

import { chooseCopy, keepElsewhere, showElsewhere } from "./copies.js";
import { begunOf, search, showLists } from "./lists.js";
import { desk, root, say, show, shownView, viewOf, whenLeft, whenShown, word } from "./views.js";
import {
  fieldsOf, fill, find, formOf, isAlike, isBlank, make, today, writing,
} from "./written.js";

/** @typedef {import("../vault/merge.js").Shown} Shown */

const SAVE_AFTER_MILLIS = 600;

/** Whether something was typed that is not being kept yet. */
export const isTyping = () => writing.timer !== 0;

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
  writing.now = { form, id: entry?.id ?? null, base: entry ? entry.fields : fieldsOf(form) };
  showElsewhere();
  for (const part of view.querySelectorAll("[data-begun]")) {
    /** @type {HTMLElement} */ (part).hidden = entry === null;
  }
}

/** Keeps what was typed, if anything was. */
export function keepNote() {
  clearTimeout(writing.timer);
  writing.timer = 0;
  if (!writing.now || !desk.pages?.isOpen) return;
  const { form, id, base } = writing.now;
  const fields = fieldsOf(form);
  if (isAlike(fields, base) || (id === null && isBlank(fields))) {
    if (document.getElementById("told")?.dataset.said === "saving") say("");
    return;
  }
  keepElsewhere();
  writing.now.id = desk.pages.write(id, form.dataset.kind ?? "", fields);
  writing.now.base = fields;
}

/** What came from another device, beneath the form; or in it, where nothing was typed here. */
export function refreshNotes() {
  if (writing.now?.id) {
    const entry = find(writing.now.id);
    const { form, base } = writing.now;
    const texts = entry ? [entry.fields, ...entry.others.map((other) => other.fields)] : [];
    const isWrittenOver = texts.length > 0 && !texts.some((text) => isAlike(text, base));
    if (entry && isWrittenOver && isAlike(fieldsOf(form), base)) {
      fill(form, entry.fields);
      writing.now.base = entry.fields;
    }
    showElsewhere();
  }
  showLists();
}

/** Takes an entry out; it can be had back for as long as these pages stay open. */
function takeOut() {
  keepNote();
  const taken = writing.now;
  writing.now = null;
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

/** Where the reader is, to come back to after a lock: names and numbers only. */
export const placeOf = () => ({ view: shownView(), id: writing.now?.id ?? null });

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
  if (end !== undefined && writing.now) {
    fill(writing.now.form, { done: "yes" });
    keepNote();
    show(end);
  }
}

export function listenToNotes() {
  root().addEventListener("click", (event) => press(/** @type {Element} */ (event.target)));
  root().addEventListener("input", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.matches("#search-for")) search(/** @type {HTMLInputElement} */ (target).value);
    if (!writing.now || !writing.now.form.contains(target)) return;
    if (desk.pages?.isOpen) say("saving");
    clearTimeout(writing.timer);
    writing.timer = setTimeout(keepNote, SAVE_AFTER_MILLIS);
  });
  root().addEventListener("focusout", keepNote);
  whenLeft(() => {
    keepNote();
    writing.now = null;
  });
  whenShown(showLists);
}

/** Drops every reference to what was written. */
export function forgetNotes() {
  clearTimeout(writing.timer);
  writing.now = null;
}
