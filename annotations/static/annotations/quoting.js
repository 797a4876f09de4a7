// "Quote" takes the words of the comment that are selected, if any are.

let words = "";

// The part of the selection that lies in the comment's body.
function selectedIn(comment) {
  const selection = document.getSelection();
  const body = comment?.querySelector(".body");
  if (!body || selection.isCollapsed || !selection.rangeCount) return "";
  const range = selection.getRangeAt(0).cloneRange();
  if (!range.intersectsNode(body)) return "";
  if (!body.contains(range.startContainer)) range.setStart(body, 0);
  if (!body.contains(range.endContainer)) range.setEnd(body, body.childNodes.length);
  return range.toString().trim();
}

export function start() {
  // Opening the menu takes the selection away, so it is read before; the server asks whose it is.
  document.addEventListener(
    "pointerdown",
    ({ target }) => {
      const menu = target.closest?.(".to-menu, details.more");
      words = menu ? selectedIn(menu.closest(".comment")) || words : "";
    },
    true,
  );
  document.addEventListener("htmx:configRequest", (event) => {
    const { elt, parameters } = event.detail;
    if (!elt.matches("[data-quote]")) return;
    const chosen = selectedIn(elt.closest(".comment")) || words;
    if (chosen) parameters.words = chosen;
  });
}
