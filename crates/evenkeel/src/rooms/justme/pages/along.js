// Single pages to take along to a session: ticked one by one, and put on a sheet, which is printed
// or saved and is nowhere else. What its reader can see here anyway is asked of the server, as its
// own page asks it; of the private pages nothing leaves this device.

import { cut } from "./lists.js";
import { pieceShown } from "./piece.js";
import { download, shelves } from "./take_out.js";
import { desk, say, show, viewOf } from "./views.js";
import { dayOf, make, today } from "./written.js";

/** The form in which they are ticked. */
const ticks = () => /** @type {HTMLFormElement | null} */ (viewOf("along")?.querySelector("form"));

const tickedIds = () => {
  const form = ticks();
  return form ? new FormData(form).getAll("page") : [];
};

/**
 * What was written for the sheet itself, then the pages that are ticked, as they are read.
 * @returns {import("../vault/lend.js").Piece[]}
 */
export function picked() {
  const ids = tickedIds();
  const fields = [...ticks()?.querySelectorAll("textarea") ?? []];
  const notes = fields.filter(({ value }) => value.trim()).map(({ labels, value }) => ({
    title: labels[0]?.textContent ?? "", day: "", parts: [{ label: "", text: value.trim() }],
  }));
  const pages = shelves().flatMap(({ entries }) =>
    entries.filter(({ entry }) => ids.includes(entry.id)).flatMap(({ pieces }) => pieces));
  return [...notes, ...pages];
}

/** What there is to tick; what is ticked stays so. */
export function showPicks() {
  const list = viewOf("along")?.querySelector("[data-picks]");
  if (!list) return;
  const ids = tickedIds();
  const rows = shelves().flatMap(({ title, entries }) => entries.map(({ entry, pieces }) => {
    const [{ day, parts }] = pieces;
    const row = make("li");
    const label = make("label", "check");
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", name: "page", value: entry.id });
    box.checked = ids.includes(entry.id);
    const line = make("span", "", cut((parts[0]?.text ?? "").split("\n")[0]));
    line.append(" ", make("small", "their-words", `${title} · ${day}`));
    label.append(box, " ", line);
    row.append(label);
    return row;
  }));
  list.replaceChildren(...rows);
  const none = viewOf("along")?.querySelector("[data-none]");
  if (none instanceof HTMLElement) none.hidden = rows.length > 0;
}

/**
 * A part of one's own page at the neutral address, if it is still this reader who is signed in.
 * @param {URLSearchParams} asked @param {string} css
 */
export async function fromHelp(asked, css) {
  const answer = await fetch("/p", { method: "POST", body: asked, cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const part = page.querySelector(css);
  const isOurs = part instanceof HTMLElement && part.dataset.who === desk.pages?.owner;
  return isOurs && desk.pages?.isOpen ? document.importNode(part, true) : null;
}

/** What can be ticked of what its reader sees here anyway. */
export async function addSeen() {
  const place = viewOf("along")?.querySelector("[data-seen]");
  const form = await fromHelp(new URLSearchParams({ to: "sheet" }), "form[data-who]");
  if (!place || !form) return say("trouble");
  place.replaceChildren(...form.querySelectorAll(":scope > .field, :scope > fieldset"));
}

/** What was ticked of that, as the server puts it together: it is sent the ticks and no words. */
async function seenShown() {
  const form = ticks();
  const asked = new URLSearchParams({ to: "sheet-show" });
  for (const [name, value] of form ? new FormData(form) : []) {
    if (name === "pick" || name === "called") asked.append(name, String(value));
  }
  if (!asked.has("pick")) return [];
  const sheet = await fromHelp(asked, "article[data-who]");
  if (!sheet) throw new Error("nothing came");
  return [...sheet.children].filter((part) => part.localName !== "header");
}

export async function showSheet() {
  const parts = [...picked().map(pieceShown), ...await seenShown()];
  if (parts.length === 0) return say("pick");
  show("sheet");
  const article = viewOf("sheet")?.querySelector("article");
  article?.querySelector("[data-day]")?.replaceChildren(dayOf(today()));
  article?.querySelector("[data-pieces]")?.replaceChildren(...parts);
}

/** Saves the sheet as plain text. Its name says nothing. */
export function saveSheet() {
  const text = viewOf("sheet")?.querySelector("article")?.innerText ?? "";
  download(text.replaceAll("\n", "\r\n"), "page.txt");
}
