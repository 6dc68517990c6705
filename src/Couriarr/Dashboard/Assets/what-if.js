// What is typed into a form that is tried (data-try) is tried a moment later; the piece that it names takes in what comes back.
{
  let soon = null;
  let asking = null;

  const ask = async (form) => {
    asking?.abort();
    asking = new AbortController();
    const piece = document.getElementById(form.dataset.try);
    piece.setAttribute("aria-busy", "true");
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body, signal: asking.signal, headers: { Accept: "text/html" } }).catch(() => null);
    const page = answer && new DOMParser().parseFromString(await answer.text().catch(() => ""), "text/html");
    const fresh = page?.getElementById(form.dataset.try);
    if (fresh) piece.replaceWith(document.adoptNode(fresh));
  };

  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-try]");
    if (!form) return;
    clearTimeout(soon);
    soon = setTimeout(() => ask(form), 500);
  });

  // A mistake leads to its line.
  document.addEventListener("click", (event) => {
    const line = event.target.closest?.("[data-line]");
    const text = line && document.querySelector("form[data-try] textarea");
    if (!text) return;
    event.preventDefault();
    const lines = text.value.split("\n");
    const start = lines.slice(0, Number(line.dataset.line) - 1).join("\n").length + (line.dataset.line > 1 ? 1 : 0);
    text.focus();
    text.setSelectionRange(start, start + (lines[line.dataset.line - 1]?.length ?? 0));
  });

  // Also where a browser has no clipboard to give: over plain HTTP.
  document.addEventListener("click", (event) => {
    const text = document.getElementById(event.target.closest?.("[data-copy]")?.dataset.copy ?? "");
    text?.select();
    if (text) navigator.clipboard?.writeText(text.value) ?? document.execCommand("copy");
  });
}
