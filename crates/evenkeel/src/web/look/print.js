// A button to print with. It shows itself, as it can do nothing without script.

function showPrintButtons() {
  for (const button of document.querySelectorAll("button[data-print]")) button.removeAttribute("hidden");
}

showPrintButtons();
document.addEventListener("htmx:after:swap", showPrintButtons);
document.addEventListener("click", (event) => {
  if (/** @type {Element} */ (event.target).closest("button[data-print]")) print();
});
