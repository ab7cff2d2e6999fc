// A card can be swiped away: forward is the next card, back is "does not fit". The buttons do the same.

/** @type {{ x: number, y: number, card: Element } | null} */
let swipeStart = null;

document.addEventListener("pointerdown", (event) => {
  const card = /** @type {Element} */ (event.target).closest("[data-swipe]");
  const onControl = /** @type {Element} */ (event.target).closest("input[type=range], input[type=number], textarea, select");
  swipeStart = card && event.pointerType === "touch" && event.isPrimary && !onControl ? { x: event.clientX, y: event.clientY, card } : null;
});

document.addEventListener("pointercancel", () => { swipeStart = null; });

document.addEventListener("pointerup", (event) => {
  if (!swipeStart || !event.isPrimary) return;
  const { x, y, card } = swipeStart;
  swipeStart = null;
  const across = event.clientX - x;
  if (Math.abs(across) < 80 || Math.abs(event.clientY - y) > Math.abs(across) / 2) return;

  const next = across > 0 !== (document.dir === "rtl");
  const button = /** @type {HTMLButtonElement | null} */ (card.querySelector(next ? "[data-next]" : "[data-skip]"));
  if (!button) return;
  const incomplete = next && card instanceof HTMLFormElement && !card.checkValidity();
  if (incomplete || matchMedia("(prefers-reduced-motion: reduce)").matches) {
    button.click();
    return;
  }
  card.classList.add(next ? "goes-next" : "goes-skip");
  setTimeout(() => button.click(), 140);
  // Should the answer not come, or be refused, the card is there again.
  setTimeout(() => card.classList.remove("goes-next", "goes-skip"), 1200);
});
