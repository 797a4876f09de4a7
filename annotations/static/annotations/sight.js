// A form that was opened is seen whole, from its field to its button; where there is no room for that,
// what has the focus is. A phone's keyboard lies over the page, which does not learn its size
// otherwise: it is measured here, and lifts the sheet (discussion.css).

const view = window.visualViewport;

export function bringIntoView(form) {
  form.scrollIntoView({ block: "nearest" });
  if (form.contains(document.activeElement)) document.activeElement.scrollIntoView({ block: "nearest" });
}

function makeRoom() {
  // Who has enlarged the page sees a part of it, without a keyboard.
  const covered = view.scale > 1 ? 0 : Math.max(0, Math.round(window.innerHeight - view.offsetTop - view.height));
  document.documentElement.style.setProperty("--covered", `${covered}px`);
}

// Some browsers lay the keyboard over the page, others make the page lower: it is resized either way.
function follow() {
  makeRoom();
  const field = document.activeElement;
  if (field.matches("#discussion textarea")) bringIntoView(field.form);
}

export function start() {
  view.addEventListener("resize", follow);
  view.addEventListener("scroll", makeRoom);
}
