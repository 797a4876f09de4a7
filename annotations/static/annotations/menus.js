// A menu, of a comment, of one's own pages, of how one reads: the browser opens it; here it closes, and
// the focus is never left inside a closed one.
//
// Escape puts away one thing at a time, the nearest first, and gives the focus back to what opened it:
// names that are offered, a form in the panel, a menu, the toolbar, the panel. Whoever puts something
// away stops the key; this is loaded before the others.

const EDGE = 12;

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
// Where a menu has the width of a phone (comment.css): above its word or below, where there is more room,
// and never over it. Elsewhere on a phone it stands beside it.
function placeBy({ top, bottom }, list) {
  const below = window.innerHeight - bottom;
  const goesBelow = below > top;
  list.style.insetBlock = goesBelow ? `${bottom}px auto` : `auto ${window.innerHeight - top}px`;
  list.style.maxHeight = `${Math.max(top, below) - EDGE}px`;
}

function isInOneColumn(one, other) {
  const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
  return a.left < b.right && b.left < a.right;
}

// The last comment's menu would open below the edge of what is in view.
function show(menu) {
  const list = menu.querySelector(":scope > ul");
  if (!list) return;
  list.removeAttribute("style");
  if (getComputedStyle(list).position !== "fixed") list.scrollIntoView({ block: "nearest" });
  else if (isInOneColumn(word(menu), list)) placeBy(word(menu).getBoundingClientRect(), list);
}

document.addEventListener(
  "toggle",
  ({ target }) => {
    if (target.matches("details.menu") && target.open) show(target);
  },
  true,
);
// What a swap would give the focus back to may now stand in a menu, that is closed or not even there.
let verbs = "";
document.addEventListener("htmx:beforeSwap", () => (verbs = document.activeElement.closest(".verbs")?.id));
document.addEventListener("htmx:afterSettle", () => {
  if (!verbs || document.activeElement !== document.body) return;
  document.querySelector(`#${verbs} :is(.to-menu, .more > summary)`)?.focus({ preventScroll: true });
});
