// A file that is chosen fills the field it belongs to, where it can be looked at before it is sent.
// The file itself goes nowhere.

const FILL_BYTES_MAX = 128 * 1024;

function showFillFields() {
  for (const field of document.querySelectorAll("[data-fill]")) field.removeAttribute("hidden");
}

showFillFields();
document.addEventListener("htmx:after:swap", showFillFields);
document.addEventListener("change", async (event) => {
  const input = /** @type {HTMLInputElement} */ (event.target);
  const into = input.dataset?.fillInto;
  const file = input.files?.[0];
  if (!into || !file || file.size > FILL_BYTES_MAX) return;
  const area = /** @type {HTMLTextAreaElement | null} */ (document.getElementById(into));
  if (area) area.value = await file.text();
});
