// Says quietly when something sent in place was not saved, and takes it back once the next one was.

/** @param {boolean} saved */
function sayUnsaved(saved) {
  const flash = document.getElementById("flash");
  if (!flash?.dataset.unsaved) return;
  if (saved) {
    flash.querySelector(".not-yet")?.remove();
    return;
  }
  const note = document.createElement("div");
  note.className = "said-so not-yet";
  note.textContent = flash.dataset.unsaved;
  flash.replaceChildren(note);
}

document.addEventListener("htmx:error", () => sayUnsaved(false));
document.addEventListener("htmx:response:error", (event) => {
  if (/** @type {CustomEvent} */ (event).detail.ctx.response.status !== 422) sayUnsaved(false);
});
document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = /** @type {CustomEvent} */ (event).detail;
  if (ctx.response?.raw.ok) sayUnsaved(true);
});

// Signed out meanwhile: the answer is the page to sign in, which is no part of this one.
document.addEventListener("htmx:before:response", (event) => {
  const { ctx } = /** @type {CustomEvent} */ (event).detail;
  const { redirected, url } = ctx.response.raw;
  const { pathname } = new URL(url || location.href);
  if (!redirected || pathname !== "/sign-in") return;
  event.preventDefault();
  document.dispatchEvent(new CustomEvent("go-to", { detail: { to: pathname } }));
});
