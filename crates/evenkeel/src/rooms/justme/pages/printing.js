// What is being printed, a recovery key or a sheet, stays until it is, and no longer than it takes: a
// phone hides the page for that, and a hidden page is emptied.

import { shownView, show, viewOf } from "./views.js";

const PRINTING_MILLIS_MAX = 60_000;

let isPrinting = false;

export function listenToPrinting() {
  addEventListener("beforeprint", () => { isPrinting = true; });
  addEventListener("afterprint", () => { isPrinting = false; });
}

/** The paper of the view that is shown, while it is being printed. */
export const beingPrinted = () =>
  (isPrinting ? viewOf(shownView())?.querySelector("article") : null);

/**
 * Shows it alone, on a page that was emptied.
 * @param {string} view @param {HTMLElement} paper @param {() => void} end
 */
export function keepPaper(view, paper, end) {
  show(view);
  viewOf(view)?.querySelector("article")?.replaceWith(paper);
  const over = () => {
    removeEventListener("afterprint", over);
    clearTimeout(ending);
    end();
  };
  const ending = setTimeout(over, PRINTING_MILLIS_MAX);
  addEventListener("afterprint", over);
}
