// While a name is typed behind an @, people are offered: a listbox under the field's command, as the
// ARIA pattern for comboboxes has it. The field keeps the focus; arrows, Enter and Escape do the rest.

const BEGUN = /(?<![\p{L}\p{N}_@/.+-])@([\p{L}\p{N}_.+-]{0,40})$/u;
const PAUSE = 120; // milliseconds without typing before the server is asked

let list = null;
let area = null;
let timer;
let asked;

const begunIn = (field) => BEGUN.exec(field.value.slice(0, field.selectionStart))?.[1];
const options = () => [...list.children];
const active = () => list.querySelector("[aria-selected=true]");

const OPEN = { role: "combobox", "aria-haspopup": "listbox", "aria-autocomplete": "list", "aria-expanded": "true", "aria-controls": "mentions" };

function close() {
  clearTimeout(timer);
  asked?.abort();
  if (!list) return;
  for (const name of [...Object.keys(OPEN), "aria-activedescendant"]) area.removeAttribute(name);
  list.remove();
  list = null;
}

function activate(option) {
  active()?.setAttribute("aria-selected", "false");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  area.setAttribute("aria-activedescendant", option.id);
}

function open(field, html) {
  close();
  area = field;
  list = document.createElement("ul");
  list.id = "mentions";
  list.className = "mentions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.closest(".writing").dataset.peopleLabel);
  list.innerHTML = html;
  if (!list.childElementCount) {
    list = null;
    return;
  }
  field.after(list);
  const edge = field.closest(".scroll")?.getBoundingClientRect().top ?? 0;
  list.classList.toggle("below", list.getBoundingClientRect().top < edge);
  for (const [name, value] of Object.entries(OPEN)) field.setAttribute(name, value);
  activate(options()[0]);
}

async function ask(field) {
  const begun = begunIn(field);
  asked = new AbortController();
  const address = `${field.closest(".writing").dataset.people}?${new URLSearchParams({ begun })}`;
  try {
    const answer = await fetch(address, { signal: asked.signal });
    if (answer.ok && !answer.redirected) open(field, await answer.text());
  } catch {
    // Offline, or more was typed meanwhile: names are typed in full.
  }
}

function choose(option) {
  const end = area.selectionStart;
  const field = area;
  field.setRangeText(`@${option.dataset.name} `, end - begunIn(field).length - 1, end, "end");
  close();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function step(by) {
  const all = options();
  activate(all.at((all.indexOf(active()) + by) % all.length));
}

const KEYS = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Enter: () => choose(active()),
  Tab: () => choose(active()),
  Escape: close,
};

export function start() {
  document.addEventListener("input", ({ target, isComposing }) => {
    if (isComposing || !target.matches("[data-people] textarea")) return;
    clearTimeout(timer);
    asked?.abort();
    if (begunIn(target) === undefined) close();
    else timer = setTimeout(ask, PAUSE, target);
  });
  // Before anything else hears the key: Escape must not close the panel too.
  document.addEventListener(
    "keydown",
    (event) => {
      if (!list?.isConnected || event.target !== area || event.isComposing) return;
      const act = KEYS[event.key];
      if (!act || event.shiftKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      act();
    },
    true,
  );
  document.addEventListener("pointerdown", (event) => {
    if (list?.contains(event.target)) event.preventDefault();
  });
  document.addEventListener("mousedown", (event) => {
    if (list?.contains(event.target)) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const option = list?.contains(event.target) && event.target.closest("[role=option]");
    if (option) choose(option);
    else if (event.target !== area) close();
  });
  document.addEventListener("focusout", ({ target }) => {
    if (target === area) close();
  });
}
