// Lists that are worked through by keyboard: j and k move, x ticks, Enter opens, other letters press the button that names them.
// A form that stays (data-stay) is sent without leaving the page, and what comes back takes the page's place.
{
  const all = () => [...document.querySelectorAll("[data-items] > [tabindex]")];
  const mine = () => document.activeElement?.closest("[data-items] > [tabindex]");
  let place = 0;

  const stand = (at) => {
    const items = all();
    place = Math.max(0, Math.min(at, items.length - 1));
    items[place]?.focus();
    items[place]?.scrollIntoView({ block: "nearest" });
  };

  const press = (key) => {
    const button = mine()?.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? document.querySelector(`[data-page-keys] [data-key="${CSS.escape(key)}"]`);
    button?.click();
  };

  const obey = {
    j: () => stand(mine() ? all().indexOf(mine()) + 1 : 0),
    k: () => stand(mine() ? all().indexOf(mine()) - 1 : 0),
    x: () => mine()?.querySelector("input[type=checkbox]")?.click(),
    Enter: () => document.activeElement === mine() && mine()?.querySelector("a[href]")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), select, textarea")) return;
    if (obey[event.key]) obey[event.key]();
    else if (/^[a-z]$/.test(event.key)) press(event.key);
  });

  document.addEventListener("focusin", () => mine() && (place = all().indexOf(mine())));

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("form[data-stay]")) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "text/html" } }).catch(() => null);
    const fresh = answer && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
    if (!fresh) return location.reload();
    document.getElementById("main").replaceWith(document.adoptNode(fresh));
    if (answer.redirected) history.replaceState(null, "", answer.url);
    document.dispatchEvent(new CustomEvent("couriarr:fresh"));
    stand(place);
  });

  const tell = () => document.querySelectorAll("[data-scripted]").forEach((hint) => (hint.hidden = false));
  document.addEventListener("couriarr:fresh", tell);
  tell();
}
