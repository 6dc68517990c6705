// Keeps an open page true. The server draws everything; this only asks it again for the pieces that say they change (data-live),
// when the feed says that something happened, and moves the bars of running jobs in between. Without it the page works as it stands.
const base = document.body.dataset.base ?? "";
const soon = 1000;
const idle = 30000;
let asked = 0;
let stale = null;
let socket = null;
// What came of a form is true for its moment, and has no address to ask again.
const isLive = !("still" in document.body.dataset) && document.querySelector("[data-live], [data-count]") !== null;

const pieces = (page) => [...page.querySelectorAll("[data-live][id]")];
const show = (id, isTrue) => {
  const line = document.getElementById(id);
  if (line && line.hidden === isTrue) line.hidden = !isTrue;
};

// A piece that the page has not had yet comes where it stands on the new one.
function bring(theirs) {
  const [before, after] = [theirs.previousElementSibling, theirs.nextElementSibling].map((beside) => beside?.id && document.getElementById(beside.id));
  if (before) before.after(theirs);
  else if (after) after.before(theirs);
}

function take(fresh) {
  for (const mine of pieces(document)) if (!fresh.getElementById(mine.id)) mine.remove();
  for (const theirs of pieces(fresh)) {
    const mine = document.getElementById(theirs.id);
    if (mine) mend(mine, theirs);
    else bring(theirs);
  }
  document.dispatchEvent(new CustomEvent("couriarr:fresh"));
}

async function refresh() {
  stale = null;
  if (document.hidden || !isLive) return;
  asked = Date.now();
  const answer = await fetch(location.href, { headers: { Accept: "text/html", "X-Couriarr": "live" }, redirect: "manual" }).catch(() => null);
  const isOut = answer?.type === "opaqueredirect";
  // Whoever is in the middle of a form is told, and not torn away from it.
  if (isOut && typed().length === 0) return location.reload();
  show("left", isOut);
  const isLost = !isOut && !(answer?.status < 500);
  show("lost", isLost);
  if (isLost) setTimeout(touch, 3 * soon);
  if (answer?.ok) take(new DOMParser().parseFromString(await answer.text(), "text/html"));
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
  // What happened meanwhile is caught up with.
  socket.onopen = () => {
    document.body.dataset.feed = "open";
    wait = 1000;
    touch();
  };
  socket.onmessage = ({ data }) => {
    const { event, data: told } = JSON.parse(data);
    if (event === "job:progress") progress(told);
    else if (event === "queue:stats") count(told);
    if (event !== "job:progress") touch();
  };
  socket.onclose = () => {
    document.body.dataset.feed = "closed";
    touch();
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
if (isLive) listen();
