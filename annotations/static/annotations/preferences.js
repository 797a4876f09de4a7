// How someone wants to read takes effect as they choose it; the server keeps it for the next page. So
// on every page, from the menu in its head or the form on a page of its own.

import { sayFailed } from "./notices.js";

const root = document.documentElement;
const forms = [...document.querySelectorAll("form.preferences")];

function apply(form) {
  const chosen = new FormData(form);
  for (const name of ["theme", "text", "width", "marks"]) root.dataset[name] = chosen.get(name);
  const kinds = [...form.querySelectorAll("[name=kinds]")];
  root.dataset.hidden = kinds.filter((kind) => !kind.checked).map((kind) => kind.value).join(" ");
}

// One after the other, so that the last choice is the one that is kept. The server leads back to the
// page, as it does without this: it is there already, unless its words are to be in another language.
// Then it is asked for by its address: to load an answer to a form anew would send the form again.
let kept = Promise.resolve();
function keep(form, isOtherLanguage) {
  kept = kept.then(async () => {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", keepalive: true });
    if (answer.type !== "opaqueredirect") sayFailed();
    else if (isOtherLanguage) location.assign(location.pathname + location.search);
  }).catch(sayFailed);
}

// Who goes through the languages by arrow keys has chosen when they go on.
function listen(form) {
  let byArrow = false;
  let waits = false;
  form.addEventListener("pointerdown", () => (byArrow = false));
  form.addEventListener("keydown", ({ key }) => (byArrow = key.startsWith("Arrow")));
  form.addEventListener("change", ({ target }) => {
    const isLanguage = target.name === "language";
    waits = isLanguage && byArrow;
    if (waits) return;
    apply(form);
    keep(form, isLanguage);
  });
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (!waits || relatedTarget?.name === "language") return;
    waits = false;
    keep(form, true);
  });
}

forms.forEach(listen);
