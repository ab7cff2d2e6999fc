// Links that open single pages for somebody outside, a counsellor: encrypted here, to a key that
// stands in the link alone. Which links there are is written in the private pages themselves, so
// that nobody learns of them who cannot open those; the server tells it to nobody.

import { base64, draw } from "../vault/files.js";
import { sealLent } from "../vault/lend.js";
import { fromHelp, picked, showPicks } from "./along.js";
import { text } from "./chosen.js";
import { FieldError } from "./faults.js";
import { age, desk, say, viewOf, who, word } from "./views.js";
import { dayOf, make, today } from "./written.js";

const KIND = "lent";
const DAYS_MAX = 30;
/** What the server says of what it does not take, in words. @type {Record<number, string>} */
const REFUSALS = { 409: "many", 413: "large", 429: "wait" };

/**
 * Puts a file behind a link, or takes it away.
 * @param {string} token @param {string | null} file @param {number} [days]
 */
async function send(token, file, days = 0) {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ who, token, days, file });
  const answer = await fetch("/p/lent", { method: "PUT", headers, body });
  if (!answer.ok) throw new FieldError("days", REFUSALS[answer.status] ?? "trouble");
}

/** Makes a link to the pages that are ticked. @param {HTMLFormElement} form */
export async function lend(form) {
  const pieces = picked();
  const days = Number(text(form, "days"));
  if (pieces.length === 0) throw new FieldError("from", "pick");
  if (!(Number.isInteger(days) && days >= 1 && days <= DAYS_MAX)) {
    throw new FieldError("days", "days");
  }
  const chosen = { from: text(form, "from").trim(), pieces, joint: text(form, "joint") };
  const sealed = await sealLent(await import(age), chosen);
  if (sealed === null) throw new FieldError("from", "large");
  const token = draw(32);
  const link = `${location.origin}/session/${token}#${sealed.key}`;
  const until = today(days);
  // Written down first: a link that nobody could take back would be worse than one too many.
  const id = desk.pages?.write(null, KIND, { link, until });
  try {
    await send(token, base64(sealed.file), days);
  } catch (error) {
    if (id && desk.pages?.isOpen) desk.pages.remove(id);
    throw error;
  }
  showLent();
}

/** @param {string} id @param {string} link */
async function takeBack(id, link) {
  try {
    await send(/\/session\/([0-9a-f]+)#/.exec(link)?.[1] ?? "", null);
    desk.pages?.remove(id);
    showLent();
    await desk.pages?.settled();
    say("lent-gone");
  } catch {
    say("trouble");
  }
}

/** @param {string} words @param {() => void} deed */
function button(words, deed) {
  const made = make("button", "button quiet small", word(words));
  made.addEventListener("click", deed);
  return made;
}

function showLent() {
  const list = viewOf("lend")?.querySelector("[data-lent]");
  if (!list || !desk.pages?.isOpen) return;
  list.replaceChildren(...desk.pages.entries(KIND).map(({ id, fields: { link, until } }) => {
    const row = make("li", "stack-tight");
    const isOver = until < today();
    row.append(make("p", "", word(isOver ? "lent-over" : "lent-until").replace("#", dayOf(until))));
    if (!isOver) row.append(make("p", "message link-out", link));
    const actions = make("div", "actions");
    const copy = () => navigator.clipboard.writeText(link).then(() => say("copied"), () => {});
    if (!isOver) actions.append(button("lent-copy", copy));
    actions.append(button("lent-back", () => takeBack(id, link)));
    row.append(actions);
    return row;
  }));
}

/** Whether there is a link of one's own to what all parents chose, to go with these pages. */
async function lookForJoint() {
  const choice = viewOf("lend")?.querySelector("[data-joint]");
  const box = choice?.querySelector("input");
  if (!(choice instanceof HTMLElement) || !box) return;
  const links = await fromHelp(new URLSearchParams({ to: "joint" }), "[data-who]");
  const token = /\/session\/([0-9a-f]{96})/.exec(links?.textContent ?? "")?.[1];
  choice.hidden = !token;
  if (token) box.value = token;
}

/** What belongs on the view that came. @param {string} name */
export function showAlong(name) {
  if (name === "along") return showPicks();
  showLent();
  if (who) lookForJoint().catch(() => {});
}
