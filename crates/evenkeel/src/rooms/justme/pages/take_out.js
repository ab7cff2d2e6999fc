// Everything as two files that open anywhere with `age` or `rage`: the pages as one readable text,
// encrypted, and the key to them, encrypted with the passphrase.

import { desk, root } from "./views.js";
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

/** @param {Shown} entry @param {HTMLFormElement} form */
function entryText(entry, form) {
  const copies = [entry.fields, ...entry.others.map(({ fields }) => fields)];
  return copies.map((fields) => {
    const lines = Object.entries(fields).filter(([name, text]) =>
      text.trim() && name !== "day" && name !== "done");
    const texts = lines.map(([name, text]) => `${labelOf(form, name)}\n${text.trim()}\n`);
    return `${dayOf(fields.day ?? entry.at)}\n\n${texts.join("\n")}`;
  }).join("\n");
}

/** Everything that is open, to read, kind by kind. */
export function everything() {
  const parts = [];
  for (const form of root().querySelectorAll("form[data-kind]")) {
    if (!(form instanceof HTMLFormElement)) continue;
    const entries = desk.pages?.entries(form.dataset.kind) ?? [];
    if (entries.length === 0) continue;
    const heading = form.closest("[data-view]")?.querySelector("h1")?.textContent;
    const title = form.dataset.title ?? heading ?? "";
    parts.push(`${title}\n${"=".repeat(title.length)}\n`, ...entries.map((entry) =>
      entryText(entry, form)));
  }
  return `${parts.join("\n")}\n`;
}

/** Hands one of the two files to the browser to save. @param {"pages" | "key"} part */
export async function saveFile(part) {
  const files = await desk.pages?.export(everything());
  if (!files) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([files[part]], { type: "application/octet-stream" }));
  link.download = NAMES[part];
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
