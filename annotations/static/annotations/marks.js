// Marked words are links. A link cannot be selected from its middle: with a mouse it is dragged, and
// a long press opens the system's menu. So here they become words that open on a click or on Enter.

function release(root) {
  for (const link of root.querySelectorAll("mark a[hx-get]")) {
    link.removeAttribute("href");
    link.setAttribute("role", "link");
    link.tabIndex = 0;
  }
}

export function start() {
  release(document);
  document.addEventListener("htmx:load", (event) => release(event.detail.elt));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.("mark a:not([href])")) event.target.click();
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
