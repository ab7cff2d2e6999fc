// Everything as two files that open anywhere with `age` or `rage`: the pages as one readable text,
// encrypted, and the key to them, encrypted with the passphrase.

import { desk, root, word } from "./views.js";
import { dayOf } from "./written.js";

/** @typedef {import("../vault/merge.js").Shown} Shown */

const NAMES = { pages: "notes.age", key: "notes-key.age" };

/** What the form calls its field. @param {HTMLFormElement} form @param {string} name */
function labelOf(form, name) {
  const field = form.querySelector(`[name="${CSS.escape(name)}"]`);
  const id = field?.getAttribute("aria-labelledby");
  const label = id ? document.getElementById(id) : form.querySelector(`label[for="${field?.id}"]`);
  const legend = field?.closest("fieldset")?.querySelector("legend");
  return ((field?.matches("[type=radio]") ? legend : label)?.textContent ?? name).trim();
}

/** What kind of entry a form is for. @param {HTMLFormElement} form */
const titleOf = (form) => form.dataset.title
  ?? form.closest("[data-view]")?.querySelector("h1")?.textContent ?? "";

/** @param {string} name @param {string} text */
const readable = (name, text) =>
  (name === "do" ? word(`do-${text}`) : name === "review" ? dayOf(text) : text.trim());

/**
 * An entry as it is read, with what another device wrote in it.
 * @param {Shown} entry @param {HTMLFormElement} form
 * @returns {import("../vault/lend.js").Piece[]}
 */
const piecesOf = (entry, form) =>
  [entry.fields, ...entry.others.map(({ fields }) => fields)].map((fields) => ({
    title: titleOf(form),
    day: dayOf(fields.day ?? entry.at),
    parts: Object.entries(fields)
      .filter(([name, text]) => text.trim() && name !== "day" && name !== "done")
      .map(([name, text]) => ({ label: labelOf(form, name), text: readable(name, text) })),
  }));

/**
 * Everything that is open, kind by kind.
 * @returns {{ title: string, entries: { entry: Shown, pieces: ReturnType<typeof piecesOf> }[] }[]}
 */
export const shelves = () => [...root().querySelectorAll("form[data-kind]")].map((found) => {
  const form = /** @type {HTMLFormElement} */ (found);
  const entries = desk.pages?.isOpen ? desk.pages.entries(form.dataset.kind) : [];
  return {
    title: titleOf(form),
    entries: entries.map((entry) => ({ entry, pieces: piecesOf(entry, form) })),
  };
}).filter(({ entries }) => entries.length > 0);

/** Everything that is open, to read. */
export function everything() {
  const parts = shelves().flatMap(({ title, entries }) => [
    `${title}\n${"=".repeat(title.length)}\n`,
    ...entries.map(({ pieces }) => pieces.map(pieceText).join("\n")),
  ]);
  return `${parts.join("\n")}\n`;
}

/** @param {import("../vault/lend.js").Piece} piece */
const pieceText = ({ day, parts }) =>
  `${day}\n\n${parts.map(({ label, text }) => `${label}\n${text}\n`).join("\n")}`;

/** Hands a file to the browser to save. @param {BlobPart} content @param {string} name */
export function download(content, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Hands one of the two files to the browser to save. @param {"pages" | "key"} part */
export async function saveFile(part) {
  const files = await desk.pages?.export(everything());
  if (files) download(files[part], NAMES[part]);
}
