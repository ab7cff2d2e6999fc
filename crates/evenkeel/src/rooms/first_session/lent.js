// Reads what somebody lent from their private pages. The key stands in the address behind the "#":
// a browser sends that part to nobody, and it is taken out of the address at once. So whoever loads
// the page again opens the whole link again.

import { openLent } from "../justme/vault/lend.js";
import { pieceShown } from "../justme/pages/piece.js";

const lent = /** @type {HTMLElement} */ (document.getElementById("lent"));

/** @param {string} name */
function showPart(name) {
  for (const part of lent.children) {
    if (part instanceof HTMLElement) part.hidden = part.dataset.part !== name;
  }
}

/** @param {string} path */
async function fetched(path) {
  const answer = await fetch(path, { cache: "no-store" });
  if (!answer.ok) throw new Error("nothing there");
  return answer;
}

/** What all parents chose, if that is still there: the page itself, as the server makes it. */
async function jointShown(/** @type {string} */ token) {
  if (!/^[0-9a-f]{96}$/.test(token)) return [];
  const answer = await fetched(`/session/${token}`).catch(() => null);
  const text = await answer?.text() ?? "";
  const sheet = new DOMParser().parseFromString(text, "text/html").querySelector("article.sheet");
  return sheet ? [document.importNode(sheet, true)] : [];
}

/** @param {import("../justme/vault/lend.js").Chosen} chosen */
function showChosen({ from, pieces }) {
  const line = lent.querySelector("[data-from]");
  if (line instanceof HTMLElement && from) {
    line.textContent = (line.dataset.from ?? "").replace("#", from);
  }
  lent.querySelector("[data-pieces]")?.replaceChildren(...pieces.map(pieceShown));
  showPart("sheet");
}

async function startReading() {
  const key = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  showPart("wait");
  try {
    const { age = "" } = lent.dataset;
    const [answer, module] = await Promise.all([
      fetched(`${location.pathname}/pages`), import(age)]);
    const chosen = await openLent(module, new Uint8Array(await answer.arrayBuffer()), key);
    showChosen(chosen);
    lent.querySelector("[data-joint]")?.replaceChildren(...await jointShown(chosen.joint));
  } catch {
    lent.querySelector("[data-pieces]")?.replaceChildren();
    showPart("nothing");
  }
}

addEventListener("hashchange", () => { if (location.hash) startReading(); });
startReading();
