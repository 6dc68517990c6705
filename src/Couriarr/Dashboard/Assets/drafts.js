// What was typed is there again when it could not be taken: because the session had ended, or because the answer was no. It is kept in
// this tab alone, until the next page, and never a secret.
const spot = "couriarr:typed";
const here = () => location.pathname + location.search;
const fields = () => [...document.querySelectorAll("main form[method=post] :is(input:not([type=hidden], [type=password]), textarea, select)")];
const isTick = (field) => field.matches("[type=checkbox], [type=radio]");
const signOf = (field) => `${field.form.getAttribute("action")} ${field.name} ${isTick(field) ? field.value : ""}`;

function isTyped(field) {
  if (isTick(field)) return field.checked !== field.defaultChecked;
  return field.matches("select") ? chosen.has(field) : field.value !== field.defaultValue;
}

const typed = () => fields().filter(isTyped);

function keep() {
  const found = typed().map((field) => [signOf(field), isTick(field) ? field.checked : field.value]);
  if (found.length > 0) sessionStorage.setItem(spot, JSON.stringify({ at: here(), found }));
}

function giveBack() {
  const kept = JSON.parse(sessionStorage.getItem(spot) ?? "null");
  sessionStorage.removeItem(spot);
  const isUndone = document.referrer.startsWith(`${location.origin}${base}/login`) || document.querySelector("[data-undone]");
  if (kept?.at !== here() || !isUndone) return;
  const known = new Map(kept.found);
  for (const field of fields().filter((one) => known.has(signOf(one)))) {
    const was = known.get(signOf(field));
    if (isTick(field)) field.checked = was;
    else field.value = was;
    field.closest("details")?.setAttribute("open", "");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    document.getElementById("again").hidden = false;
  }
}

document.addEventListener("submit", (event) => event.target.matches("[method=post]") && keep());
addEventListener("pagehide", keep);
giveBack();
