// How someone wants to read takes effect as they choose it; the server keeps it for the next page.

const root = document.documentElement;
const looks = document.getElementById("looks");

function apply(form) {
  const chosen = new FormData(form);
  for (const name of ["theme", "text", "width", "marks"]) root.dataset[name] = chosen.get(name);
  const kinds = [...form.querySelectorAll("[name=kinds]")];
  root.dataset.hidden = kinds.filter((kind) => !kind.checked).map((kind) => kind.value).join(" ");
}

// Another language loads the page anew. Who goes through the languages by arrow keys has chosen when
// they go on.
function waitForLanguage() {
  let byArrow = false;
  let form = null;
  looks.addEventListener("pointerdown", () => (byArrow = false));
  looks.addEventListener("keydown", ({ key }) => (byArrow = key.startsWith("Arrow")));
  looks.addEventListener(
    "change",
    (event) => {
      if (event.target.name !== "language" || !byArrow) return;
      event.stopPropagation();
      form = event.target.form;
    },
    true,
  );
  looks.addEventListener("focusout", ({ relatedTarget }) => {
    if (form && relatedTarget?.name !== "language") form.requestSubmit();
  });
}

export function start() {
  if (!looks) return;
  waitForLanguage();
  looks.addEventListener("change", (event) => apply(event.target.form));
}
