// Follows a talk live. An event says only that there is something new; the part of the page is then
// fetched as it would be by looking again. What was typed stays, and a lost connection comes back.

/** @type {EventSource | null} */
let talkEvents = null;
/** What is being written, by field: it outlives a pause of the other's. @type {Map<string, string>} */
const talkDrafts = new Map();
let talkFetches = 0;

const talkPart = () => /** @type {HTMLElement | null} */ (document.getElementById("talk"));

/** @param {boolean} lost */
function sayTalkLost(lost) {
  const line = /** @type {HTMLElement | null | undefined} */ (talkPart()?.querySelector("[data-lost]"));
  if (line) line.textContent = lost ? (line.dataset.lost ?? "") : "";
}

/** @param {string | null} trigger where an answer leads, at the one address @returns {string | undefined} */
const goingTo = (trigger) => trigger?.startsWith("{") ? JSON.parse(trigger)["go-to"]?.to : undefined;

async function fetchTalk() {
  const mine = ++talkFetches;
  const here = talkPart()?.dataset.here;
  if (!here) return;
  const answer = await fetch(`${here}?was=on`, { headers: { "HX-Request": "true" } });
  if (mine !== talkFetches) return;
  const elsewhere = answer.headers.get("hx-redirect") ?? goingTo(answer.headers.get("hx-trigger"));
  const to = answer.redirected || answer.status === 404 ? here : elsewhere;
  if (to) return document.dispatchEvent(new CustomEvent("go-to", { detail: { to } }));
  if (!answer.ok) return sayTalkLost(true);
  const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("talk");
  const part = talkPart();
  if (!next || !part || mine !== talkFetches || next.dataset.seen === part.dataset.seen) return;
  const focused = part.contains(document.activeElement) || document.activeElement === document.body;
  part.replaceWith(next);
  /** @type {any} */ (window).htmx?.process(next);
  readyTalk();
  if (focused) /** @type {HTMLElement | null} */ (next.querySelector("h1"))?.focus({ preventScroll: true });
}

const lookAtTalk = () => fetchTalk().catch(() => sayTalkLost(true));

function readyTalk() {
  const part = talkPart();
  for (const field of part?.querySelectorAll("textarea") ?? []) {
    field.value ||= talkDrafts.get(field.name) ?? "";
  }
  const path = part?.dataset.follow;
  if (talkEvents && (!path || !talkEvents.url.includes(path))) {
    talkEvents.close();
    talkEvents = null;
  }
  if (!path || talkEvents) return;
  talkEvents = new EventSource(`${path}?seen=${part?.dataset.seen}`);
  talkEvents.addEventListener("open", () => sayTalkLost(false));
  talkEvents.addEventListener("changed", (event) => {
    if (event.lastEventId !== talkPart()?.dataset.seen) lookAtTalk();
  });
  talkEvents.addEventListener("error", () => {
    sayTalkLost(true);
    // Closed for good by an answer: the talk is over, or was interrupted.
    if (talkEvents?.readyState === EventSource.CLOSED) {
      talkEvents = null;
      lookAtTalk();
    }
  });
}

// A phone that was away, or out of reach, may hold a connection that nobody answers any more.
function followAnew() {
  talkEvents?.close();
  talkEvents = null;
  if (talkPart()?.dataset.follow) lookAtTalk().then(readyTalk);
}
addEventListener("offline", () => sayTalkLost(Boolean(talkPart()?.dataset.follow)));
addEventListener("online", followAnew);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") followAnew();
});

document.addEventListener("input", (event) => {
  const field = event.target;
  if (field instanceof HTMLTextAreaElement && talkPart()?.contains(field)) talkDrafts.set(field.name, field.value);
});

document.addEventListener("htmx:after:swap", () => {
  if (!talkPart()) return;
  if (!document.getElementById("errors")) talkDrafts.clear();
  readyTalk();
  /** @type {HTMLElement | null} */ (document.querySelector("#talk #errors, #talk h1"))?.focus({ preventScroll: true });
});

// A quiet line of how long somebody has spoken. Nothing happens at its end.
setInterval(() => {
  const line = /** @type {HTMLProgressElement | null} */ (document.querySelector("#talk progress[data-so-far]"));
  if (line) line.value += 5;
}, 5000);

readyTalk();
