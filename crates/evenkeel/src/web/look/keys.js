// The sort by keys, "/" for the search, "?" for the list of keys. Never while someone is typing, and not
// at all with data-keys="off" on the root.

const typingIn = "input:not([type=radio], [type=checkbox], [type=range], [type=button], [type=submit]), textarea, select, [contenteditable]";

/** @param {Element} question @returns {HTMLInputElement[]} */
const answersOf = (question) => [...question.querySelectorAll("input")].filter((input) => input.type === "radio" && !input.disabled);

/** The questions of the card, and which one a key is about: the one with focus, else the first open one.
 * @param {Element} sort */
function questionsOf(sort) {
  const all = [...sort.querySelectorAll("fieldset.choice")].filter((question) => answersOf(question).length > 0);
  const focused = all.findIndex((question) => question.contains(document.activeElement));
  const open = all.findIndex((question) => !question.querySelector(":checked"));
  return { all, at: focused >= 0 ? focused : open };
}

/** @param {Element | undefined} question */
function focusQuestion(question) {
  if (!question) return false;
  const answers = answersOf(question);
  (answers.find((answer) => answer.checked) ?? answers[0]).focus();
  return true;
}

/** @param {Element} sort @param {string} key @returns {boolean} whether the key was ours */
function playSort(sort, key) {
  const { all, at } = questionsOf(sort);
  const press = (/** @type {string} */ name) => {
    const control = /** @type {HTMLElement | null} */ (sort.querySelector(name));
    control?.click();
    return control !== null;
  };
  if (/^[1-9]$/.test(key)) {
    const question = all[at < 0 ? 0 : at];
    const answer = question && answersOf(question)[Number(key) - 1];
    if (!answer) return false;
    answer.focus();
    answer.click();
    const next = all.find((other) => !other.querySelector(":checked"));
    if (!focusQuestion(next)) /** @type {HTMLElement | null} */ (sort.querySelector("[data-next]"))?.focus();
    return true;
  }
  if (key === "ArrowDown") return focusQuestion(all[at < 0 ? 0 : at + 1]) || focusNext(sort);
  if (key === "ArrowUp") return focusQuestion(document.activeElement?.matches("[data-next]") ? all.at(-1) : all[Math.max(at, 1) - 1]);
  // On an answer, left and right are the browser's own: they change the answer.
  if (document.activeElement?.matches("[type=radio], [type=range]")) return false;
  const forward = document.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  if (key === forward) return press("[data-next]");
  if (key === "ArrowLeft" || key === "ArrowRight") return press("[data-back]");
  return false;
}

/** @param {Element} sort */
function focusNext(sort) {
  /** @type {HTMLElement | null} */ (sort.querySelector("[data-next]"))?.focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.documentElement.dataset.keys === "off") return;
  const target = /** @type {Element} */ (event.target);
  if (target.closest?.(typingIn) || document.querySelector("dialog[open]")) return;

  const list = document.getElementById("keys-help");
  const search = /** @type {HTMLElement | null} */ (document.querySelector("input[type=search]"));
  const sort = document.querySelector("[data-sort]");
  if (event.key === "?" && list instanceof HTMLDialogElement) list.showModal();
  else if (event.key === "/" && search) search.focus();
  else if (!sort || !playSort(sort, event.key)) return;
  event.preventDefault();
});
