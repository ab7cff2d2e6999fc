// What is being printed, a recovery key or a sheet, stays until it is, and no longer than it takes: a
// phone hides the page for that, and a hidden page is emptied.

import { show, shownView, viewOf, whenLeft } from "./views.js";

const PRINTING_MILLIS_MAX = 60_000;

let isPrinting = false;

export function listenToPrinting() {
  addEventListener("beforeprint", () => { isPrinting = true; });
  addEventListener("afterprint", () => {
    isPrinting = false;
    over?.();
  });
  whenLeft(() => over?.());
}

/** The paper of the view that is shown, once while it is being printed. */
export function beingPrinted() {
  const paper = isPrinting ? viewOf(shownView())?.querySelector("article") : null;
  isPrinting = false;
  return paper;
}

/** Ends what is kept for printing. @type {(() => void) | null} */
let over = null;

/**
 * Shows it alone, on a page that was emptied, until it is printed, left, or had time enough.
 * @param {string} view @param {HTMLElement} paper
 * @param {(isStill: boolean) => void} end hears whether it is still what is shown
 */
export function keepPaper(view, paper, end) {
  show(view);
  viewOf(view)?.querySelector("article")?.replaceWith(paper);
  const until = Date.now() + PRINTING_MILLIS_MAX;
  const ending = setTimeout(() => over?.(), PRINTING_MILLIS_MAX);
  // A page that was put to sleep hears no timer.
  const late = () => { if (Date.now() >= until) over?.(); };
  over = () => {
    over = null;
    clearTimeout(ending);
    document.removeEventListener("visibilitychange", late);
    paper.replaceChildren();
    end(shownView() === view);
  };
  document.addEventListener("visibilitychange", late);
}
