// The slider along the fair splits: says its step in words at once, and sends its form shortly after.

/** @type {ReturnType<typeof setTimeout> | undefined} */
let slideWait;

/** @param {HTMLInputElement} range */
function sayStep(range) {
  const words = range.dataset.words?.split("|")[Number(range.value) - Number(range.min)];
  if (!words) return;
  range.setAttribute("aria-valuetext", words);
  const output = /** @type {HTMLOutputElement | null | undefined} */ (range.form?.querySelector("output"));
  if (output) output.value = words;
}

document.addEventListener("input", (event) => {
  const range = event.target;
  if (!(range instanceof HTMLInputElement) || range.type !== "range" || !range.form?.matches("[data-slide]")) return;
  sayStep(range);
  clearTimeout(slideWait);
  slideWait = setTimeout(() => range.form?.requestSubmit(), 250);
});

/** @param {Document | Element} within */
function readySlides(within) {
  for (const form of within.querySelectorAll("form[data-slide]")) {
    form.setAttribute("data-live", "");
    const shown = form.querySelector("output")?.value;
    const range = form.querySelector("input[type=range]");
    if (shown) range?.setAttribute("aria-valuetext", shown);
  }
}

readySlides(document);
document.addEventListener("htmx:after:swap", () => readySlides(document));
