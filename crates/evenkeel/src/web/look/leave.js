// Leaving at once: Shift three times within two seconds, or the link itself. The page is hidden before
// anything is asked of the network; the link's address ends the session and goes to a neutral site.

/** @type {number[]} */
let shiftPresses = [];
const leaveChannel = new BroadcastChannel("leave");

/** @param {boolean} [tellOthers] whether this browser's other pages leave too */
function leaveNow(tellOthers = true) {
  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a[data-leave]"));
  if (!link) return;
  document.documentElement.classList.add("gone");
  document.title = " ";
  // What is being written on a private page is locked up first.
  document.dispatchEvent(new Event("leaving"));
  if (tellOthers) leaveChannel.postMessage("");
  location.replace(link.href);
}

leaveChannel.onmessage = () => leaveNow(false);

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (!target.closest("a[data-leave]")) return;
  event.preventDefault();
  leaveNow();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Shift") {
    shiftPresses = [];
    return;
  }
  if (event.repeat) return;
  const now = event.timeStamp;
  shiftPresses = [...shiftPresses.filter((at) => now - at < 2000), now];
  if (shiftPresses.length >= 3) leaveNow();
}, true);

// A page the browser kept in memory and brings back hidden has been left: ask for it anew.
addEventListener("pageshow", (event) => {
  if (event.persisted && document.documentElement.classList.contains("gone")) location.reload();
});
