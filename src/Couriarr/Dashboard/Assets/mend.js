// Makes a piece of the page what the server says it is now, and touches only what differs. What the visitor did stays as it is: what is
// opened, ticked, chosen, typed, scrolled to, and where the focus stands. Rows are known by what they lead to, wherever they have gone.
const rows = new Set(["TR", "LI", "ARTICLE", "FIGURE", "DETAILS"]);
const chosen = new WeakSet();
document.addEventListener("change", ({ target }) => target.matches?.("select") && chosen.add(target));

const leadsTo = (row) => {
  const way = row.querySelector("a[href], form[action]");
  return way?.getAttribute("href") ?? way?.getAttribute("action") ?? "";
};

function nameOf(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeName;
  const own = node.id || node.getAttribute("name") || (rows.has(node.tagName) ? leadsTo(node) : "");
  return `${node.tagName} ${own} ${node.type === "checkbox" ? node.getAttribute("value") : ""}`;
}

function mendAttributes(mine, theirs) {
  const isVisitors = (name) => name === "open" && mine.matches("details, dialog");
  for (const { name } of [...mine.attributes]) if (!theirs.hasAttribute(name) && !isVisitors(name)) mine.removeAttribute(name);
  for (const { name, value } of theirs.attributes) if (mine.getAttribute(name) !== value && !isVisitors(name)) mine.setAttribute(name, value);
}

// What is gone goes first, so that what stays need not move: whatever moves loses its focus.
function mendChildren(mine, theirs) {
  const left = new Map();
  for (const node of mine.childNodes) left.set(nameOf(node), [...(left.get(nameOf(node)) ?? []), node]);
  const pairs = [...theirs.childNodes].map((fresh) => [left.get(nameOf(fresh))?.shift(), fresh]);
  for (const node of [...left.values()].flat()) node.remove();
  let place = mine.firstChild;
  for (const [kept, fresh] of pairs) {
    if (kept && kept === place) place = place.nextSibling;
    else mine.insertBefore(kept ?? fresh, place);
    if (kept) mendNode(kept, fresh);
  }
}

function mendNode(mine, theirs) {
  if (mine.isEqualNode(theirs)) return;
  if (mine.nodeType !== Node.ELEMENT_NODE) mine.data = theirs.data;
  else if (!(mine.matches("select") && (chosen.has(mine) || mine === document.activeElement))) {
    mendAttributes(mine, theirs);
    mendChildren(mine, theirs);
  }
}

const stops = (piece) => [...piece.querySelectorAll("a[href], button, summary, input, select, textarea")];

// Whoever goes by keyboard stands on the same thing afterwards, or where it was.
function mend(mine, theirs) {
  const stand = mine.contains(document.activeElement) ? document.activeElement : null;
  const place = stops(mine).indexOf(stand);
  mendNode(mine, theirs);
  if (!stand || stand === document.activeElement) return;
  const there = stand.isConnected ? stand : stops(mine)[Math.min(place, stops(mine).length - 1)];
  there?.focus({ preventScroll: true });
}
