// Keeps an open page true. The server draws everything; this only asks it again for the pieces that say they change (data-live),
// when the feed says that something happened, and moves the bars of running jobs in between. Without it the page works as it stands.
const base = document.body.dataset.base ?? "";
const soon = 1000;
const idle = 30000;
let asked = 0;
let stale = null;
let socket = null;

const pieces = (page) => page.querySelectorAll("[data-live][id]");

// Whoever is typing or choosing in a piece is not disturbed.
const isBusy = (piece) =>
  piece.querySelector("details[open]:not([data-keep]), dialog[open], [data-items] input:checked") !== null ||
  (piece.contains(document.activeElement) && document.activeElement.matches("input, select, textarea"));

const stops = (piece) => [...piece.querySelectorAll("a[href], button, summary")];
const signOf = (stop) => `${stop.tagName} ${stop.getAttribute("href") ?? stop.form?.getAttribute("action")} ${stop.textContent}`;

// Whoever goes by keyboard stands on the same thing afterwards, or where it was.
function swap(mine, theirs) {
  const place = stops(mine).indexOf(document.activeElement);
  const sign = place < 0 ? null : signOf(document.activeElement);
  mine.replaceWith(theirs);
  if (place < 0) return;
  const there = stops(theirs);
  (there.find((stop) => signOf(stop) === sign) ?? there[Math.min(place, there.length - 1)])?.focus({ preventScroll: true });
}

async function refresh() {
  stale = null;
  if (document.hidden || pieces(document).length === 0) return;
  asked = Date.now();
  const answer = await fetch(location.href, { headers: { Accept: "text/html", "X-Couriarr": "live" }, redirect: "manual" }).catch(() => null);
  if (answer?.type === "opaqueredirect") return location.reload();
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const mine of pieces(document)) {
    const theirs = fresh.getElementById(mine.id);
    if (theirs && !isBusy(mine) && !mine.isEqualNode(theirs)) swap(mine, document.adoptNode(theirs));
  }
  document.dispatchEvent(new CustomEvent("couriarr:fresh"));
}

function touch() {
  stale ??= setTimeout(refresh, Math.max(150, asked + soon - Date.now()));
}

function progress({ id, progress: come }) {
  for (const place of document.querySelectorAll(`[data-job="${Number(id)}"]`)) {
    const bar = place.querySelector("progress");
    if (bar && come.percentage != null) bar.value = come.percentage;
    const words = place.querySelector("[data-said]");
    if (words) words.textContent = come.detail ?? come.message;
  }
}

function count(stats) {
  for (const place of document.querySelectorAll("[data-count]")) {
    const sum = place.dataset.count.split(" ").reduce((all, state) => all + (stats[state] ?? 0), 0);
    place.textContent = sum > 0 ? sum.toLocaleString() : "";
  }
}

function listen(wait = 1000) {
  socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${base}/ws`);
  socket.onopen = () => {
    document.body.dataset.feed = "open";
    wait = 1000;
  };
  socket.onmessage = ({ data }) => {
    const { event, data: told } = JSON.parse(data);
    if (event === "job:progress") progress(told);
    else if (event === "queue:stats") count(told);
    if (event !== "job:progress") touch();
  };
  socket.onclose = () => {
    document.body.dataset.feed = "closed";
    setTimeout(() => listen(Math.min(wait * 2, idle)), wait);
  };
}

// The exact instant is there for everybody; here it is said in the visitor's own time.
function localise() {
  for (const time of document.querySelectorAll("time[datetime]:not([data-told])")) {
    const at = new Date(time.dateTime);
    time.dataset.told = "";
    time.title = `${at.toLocaleString(undefined, { dateStyle: "full", timeStyle: "long" })} (${time.dateTime})`;
  }
}

// The program begins anew: whoever waits for it is led back when another one answers.
async function wait(place) {
  const answer = await fetch(`${base}/health`, { cache: "no-store" }).catch(() => null);
  const told = answer?.ok ? await answer.json().catch(() => ({})) : {};
  if (Date.parse(told.uptime_since) > Date.parse(place.dataset.since)) return location.replace(place.dataset.return);
  setTimeout(() => wait(place), 500);
}

document.addEventListener("couriarr:fresh", localise);
document.addEventListener("visibilitychange", () => document.hidden || touch());
document.addEventListener("change", (event) => event.target.matches("[data-submit]") && event.target.form.requestSubmit());
setInterval(touch, idle);
localise();
document.querySelectorAll("[data-since][data-return]").forEach(wait);
if (pieces(document).length > 0 || document.querySelector("[data-count]")) listen();
