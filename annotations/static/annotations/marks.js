// Marked words are links. A link cannot be selected from its middle: with a mouse it is dragged, and
// a long press opens the system's menu. So here they become words that open on a click or on Enter.

const isMark = (node) => node?.nodeName === "MARK";
// A reader may have chosen not to see it: then it takes no pointer, and nothing else either.
const isShown = (mark) => getComputedStyle(mark).pointerEvents !== "none";

// Marks that overlap lie in pieces. The first stands for all that follow it without a gap: it is one
// stop for Tab, and is said to be a link once.
function release(root) {
  for (const link of root.querySelectorAll("mark a[hx-get]")) {
    const mark = link.parentNode;
    const previous = mark.previousSibling;
    link.removeAttribute("href");
    if (!isShown(mark) || (isMark(previous) && isShown(previous))) {
      for (const name of ["aria-describedby", "tabindex"]) link.removeAttribute(name);
      link.setAttribute("role", "none");
    } else {
      link.setAttribute("role", "link");
      link.setAttribute("aria-describedby", mark.matches(".mine") ? "marked-by-you" : "marked-by-others");
      link.tabIndex = 0;
    }
  }
}

// This piece, and all that follow it without a gap.
function piecesFrom(mark) {
  const pieces = [mark];
  while (isMark(pieces.at(-1).nextSibling)) pieces.push(pieces.at(-1).nextSibling);
  return pieces;
}

// The mark in hand, focused or talked about, has one outline.
export function hold(pieces) {
  for (const piece of document.querySelectorAll("mark.in-hand")) piece.classList.remove("in-hand");
  for (const piece of pieces) piece.classList.add("in-hand");
}

// What is marked anywhere from this piece to the last that follows it.
function openAll(link) {
  const last = piecesFrom(link.parentNode).at(-1);
  const address = new URL(link.getAttribute("hx-get"), location.href);
  const end = new URL(last.querySelector("a").getAttribute("hx-get"), location.href);
  address.searchParams.set("to", end.searchParams.get("to"));
  htmx.ajax("GET", `${address.pathname}${address.search}`, {
    source: link,
    target: "#discussion",
    swap: "outerHTML",
  });
}

// What its line means is said by its tooltip, in the words under "Aa".
function name(mark) {
  const kinds = [...document.querySelectorAll("#looks [name=kinds]")].filter(({ value }) => mark.matches(`.${value}`));
  mark.title = kinds.map(({ labels: [label] }) => label.textContent.trim()).join(", ");
}

export function start() {
  release(document);
  document.addEventListener("pointerover", ({ target }) => {
    const mark = target.closest?.("#article mark");
    if (mark && isShown(mark)) name(mark);
  });
  document.addEventListener("htmx:load", (event) => release(event.detail.elt));
  document.addEventListener("change", (event) => {
    if (event.target.closest("#looks")) release(document);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.("mark a:not([href])")) openAll(event.target);
  });
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches("mark a")) hold(piecesFrom(target.parentNode));
    else if (!target.closest("#discussion")) hold([]);
  });
  document.addEventListener("click", ({ target }) => {
    const piece = target.closest?.("mark:has(a)");
    if (piece) hold([piece]);
  });
  // The click that ends a selection opens nothing.
  document.addEventListener(
    "click",
    (event) => {
      if (event.target.closest?.("mark a") && !document.getSelection().isCollapsed) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
    true,
  );
}
