// A menu, of a comment, of one's own pages, of how one reads: the browser opens it; here arrows go through
// it and it closes, and the focus is never left inside a closed one.
//
// Escape puts away one thing at a time, the nearest first, and gives the focus back to what opened it:
// names that are offered, a form in the panel, a menu, the toolbar, the panel. Whoever puts something
// away stops the key; this is loaded before the others.

const open = () => document.querySelector("details.menu[open]");
// What folds away below its word, as long as the focus is inside.
const unfolded = () => document.activeElement.closest("details:is(.listing, .status)[open]");
const word = (menu) => menu.querySelector("summary");

document.addEventListener("click", (event) => {
  const menu = open();
  if (menu && !menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  const menu = open() ?? unfolded();
  if (event.key !== "Escape" || event.isComposing || !menu) return;
  menu.open = false;
  word(menu).focus();
  event.stopImmediatePropagation();
});
// Arrows go through a list and round; on its word they open it.
const WAYS = { ArrowDown: (at) => at + 1, ArrowUp: (at) => Math.max(at, 0) - 1, Home: () => 0, End: () => -1 };

document.addEventListener("keydown", (event) => {
  const list = event.target.closest?.("details.menu")?.querySelector(":scope > ul");
  const go = WAYS[event.key];
  if (!list || !go || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  list.parentElement.open = true;
  const items = [...list.querySelectorAll("a, button")];
  const next = go(items.indexOf(document.activeElement));
  items.at(next % items.length).focus();
});
// The focus goes with the press: what closed then would move what is pressed away before the click.
let isPressed = false;
document.addEventListener("pointerdown", () => (isPressed = true), true);
for (const name of ["pointerup", "pointercancel"]) {
  document.addEventListener(name, () => (isPressed = false), true);
}
document.addEventListener("focusin", (event) => {
  const menu = open();
  if (menu && !isPressed && !menu.contains(event.target)) menu.open = false;
});
// A phone that is turned has another place for it; one whose keyboard comes up has the same.
let width = window.innerWidth;
window.addEventListener("resize", () => {
  const menu = open();
  const isTurned = window.innerWidth !== width;
  width = window.innerWidth;
  if (!menu || !isTurned) return;
  if (menu.contains(document.activeElement)) word(menu).focus({ preventScroll: true });
  menu.open = false;
});
// The last comment's menu would open below the edge of what is in view.
const show = (menu) => menu.querySelector(":scope > ul")?.scrollIntoView({ block: "nearest" });

document.addEventListener(
  "toggle",
  ({ target }) => {
    if (target.matches("details.menu") && target.open) show(target);
  },
  true,
);
// A comment's menu comes when it is asked for; where something else was pressed meanwhile, it stays closed.
let asked = "";
document.addEventListener("click", ({ target }) => (asked = target.closest(".to-menu")?.id));
document.addEventListener("htmx:load", ({ target }) => {
  if (!target.matches("details.menu")) return;
  target.open = word(target).id === asked;
  if (target.open) show(target);
});
// What was chosen from a list is done: it closes. A focus that would be lost in it, or with the verbs of
// a comment that are printed anew, goes to the word that opens it.
let used = null;
let verbs = "";
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  used = detail.requestConfig.elt.closest("details.menu:has(> ul)");
  verbs = document.activeElement.closest(".verbs")?.id;
});
document.addEventListener("htmx:afterSettle", () => {
  const isLost = document.activeElement === document.body || used?.contains(document.activeElement);
  const opener = used?.isConnected
    ? word(used)
    : verbs && document.querySelector(`#${verbs} :is(.to-menu, .more > summary)`);
  if (used) used.open = false;
  if (isLost && opener) opener.focus({ preventScroll: true });
  [used, verbs] = [null, ""];
});
