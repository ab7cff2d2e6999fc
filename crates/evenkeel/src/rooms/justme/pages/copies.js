// What another device wrote in the same entry meanwhile: shown beneath it, never written over
// unseen.

import { elsewhere } from "../vault/merge.js";
import { desk, word } from "./views.js";
import { dayOf, fieldsOf, fill, find, make, textsOf, writing } from "./written.js";

/** Puts what others wrote in the same entry into entries of their own. */
export function keepElsewhere() {
  if (!writing.now?.id) return;
  for (const { fields } of elsewhere(find(writing.now.id), writing.now.base)) {
    desk.pages?.write(null, writing.now.form.dataset.kind ?? "", fields);
  }
}

/** Shows the copies of the entry that is being written. */
export function showElsewhere() {
  const place = writing.now?.form.parentElement?.querySelector("[data-elsewhere]");
  if (!writing.now || !(place instanceof HTMLElement)) return;
  const copies = writing.now.id ? elsewhere(find(writing.now.id), writing.now.base) : [];
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
export function chooseCopy(what, at) {
  if (!writing.now?.id || !desk.pages) return;
  const { form, id, base } = writing.now;
  const copy = elsewhere(find(id), base)[at];
  if (!copy) return;
  if (what === "both") {
    keepElsewhere();
    writing.now.base = fieldsOf(form);
  } else {
    form.reset();
    fill(form, copy.fields);
    writing.now.base = copy.fields;
  }
  desk.pages.write(id, form.dataset.kind ?? "", writing.now.base);
  showElsewhere();
}
