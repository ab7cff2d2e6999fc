// Hands a message to the device's own way of sending, or copies it. The button shows itself, as it can do
// nothing without script; the message stands on the page for who copies by hand.

/** @param {HTMLElement} message */
async function copyMessage(message) {
  const text = message.innerText;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Over plain HTTP at home there is no clipboard to write to: let the browser copy what is selected.
    getSelection()?.selectAllChildren(message);
    return document.execCommand("copy");
  }
}

/** @param {HTMLElement} message @param {HTMLButtonElement} button */
async function shareMessage(message, button) {
  if (navigator.share && matchMedia("(pointer: coarse)").matches) {
    // Turned back is no mistake: nothing was sent, and nothing is said.
    await navigator.share({ text: message.innerText }).catch(() => {});
    return;
  }
  const flash = document.getElementById("flash");
  if (!(await copyMessage(message)) || !flash) return;
  const said = document.createElement("span");
  said.textContent = button.dataset.said ?? "";
  const line = document.createElement("div");
  line.className = "said-so";
  line.append(said);
  flash.replaceChildren(line);
}

for (const button of document.querySelectorAll("button[data-share]")) {
  if (!(button instanceof HTMLButtonElement)) continue;
  const message = document.getElementById(button.dataset.share ?? "");
  if (!message) continue;
  button.hidden = false;
  button.addEventListener("click", () => shareMessage(message, button));
}
