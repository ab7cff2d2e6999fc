// A tap in the sort saves by itself; the tap that answers the last question brings the next card. Arrow
// keys inside a question change its answer while someone is still choosing: they save and stay. The
// next card takes the focus, so that a screen reader reads it and keys begin there.

let sortByArrow = false;
document.addEventListener("keydown", (event) => { sortByArrow = event.key.startsWith("Arrow"); }, true);
document.addEventListener("pointerdown", () => { sortByArrow = false; }, true);

document.addEventListener("change", (event) => {
  const answer = /** @type {HTMLInputElement} */ (event.target);
  const sort = answer.form;
  if (!sort?.matches("[data-sort]")) return;
  const questions = [...sort.querySelectorAll("fieldset.choice")];
  const complete = questions.every((question) => question.querySelector(":checked"));
  const movesOn = sort.matches("[data-moves-on]") && complete && answer.type === "radio" && !sortByArrow;
  sort.requestSubmit(movesOn ? sort.querySelector("[data-next]") : null);
});

document.addEventListener("htmx:after:swap", (event) => {
  const { target } = /** @type {CustomEvent} */ (event).detail.ctx;
  if (target?.id === "sort") /** @type {HTMLElement | null} */ (document.querySelector("#sort #errors, #sort h1"))?.focus({ preventScroll: true });
});
