// Words that were typed and not posted wait in the browser, through a reload, a closed tab and a
// failure; one draft for each person and form. They are put back where they were typed, with a line
// that says so, and forgotten once they are posted.

import { stored, storedUnder } from "../commentary/drafts.js";

const PREFIX = "words-";
const KEPT_FOR = 30 * 24 * 3600 * 1000;

export const field = (form) => form?.querySelector(".writing textarea");

const forms = () => [...document.querySelectorAll("form:has(.writing)")];

// Several passages may be written about at one address.
function keyOf(form) {
  const { person } = form.querySelector(".writing").dataset;
  const about = form.elements.targets?.value ?? "";
  return `${PREFIX}${person}-${new URL(form.action).pathname}${about}`;
}

const draftOf = (form) => stored(keyOf(form));
const keep = (form) => draftOf(form).write({ at: Date.now(), words: field(form).value });

export const forget = (form) => draftOf(form).forget();

// What the server put into the field stays: a quotation comes behind what was typed before it. Only
// the form in which a comment is edited had begun with words of its own.
function together(words, given, form) {
  if (!given || form.matches("[id^='body-']")) return words;
  return given.includes(words.trim()) ? given : `${words.trimEnd()}\n\n${given}`;
}

function say(form) {
  const writing = form.querySelector(".writing");
  const discard = document.createElement("button");
  discard.type = "button";
  discard.className = "quiet";
  discard.textContent = writing.dataset.discard;
  const note = document.createElement("p");
  note.className = "hint restored";
  note.append(`${writing.dataset.restored} `, discard);
  writing.append(note);
  discard.addEventListener("click", () => {
    field(form).value = field(form).defaultValue;
    forget(form);
    note.remove();
    field(form).focus();
  });
}

const opened = new WeakSet();

// Whoever begins to write goes on behind what is there.
function goToEnd(area) {
  if (opened.has(area)) return;
  opened.add(area);
  area.setSelectionRange(area.value.length, area.value.length);
}

function putBack(form) {
  const area = field(form);
  const words = draftOf(form).read()?.words;
  if (!words || area.value !== area.defaultValue) return;
  area.value = together(words, area.defaultValue, form);
  if (area.value !== words) keep(form);
  if (area.value !== area.defaultValue) say(form);
}

export function restore() {
  for (const form of forms()) {
    putBack(form);
    goToEnd(field(form));
  }
}

// A plain form that was sent leads to another page. If the form is there again, it was turned down.
function tidy() {
  const here = forms().map(keyOf);
  for (const key of storedUnder(PREFIX)) {
    const draft = stored(key).read();
    const isOver = draft?.sent && !here.includes(key);
    if (!draft || isOver || Date.now() - draft.at > KEPT_FOR) stored(key).forget();
    else if (draft.sent) stored(key).write({ ...draft, sent: false });
  }
}

const helps = (name) => name === "preview" || name === "quote";

export function start() {
  tidy();
  restore();
  document.addEventListener("input", ({ target }) => {
    if (target.matches(".writing textarea")) keep(target.form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const draft = field(form) && draftOf(form).read();
    if (!draft || event.defaultPrevented || helps(event.submitter?.name)) return;
    draftOf(form).write({ ...draft, sent: true });
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { requestConfig, xhr } = event.detail;
    const form = requestConfig.elt.closest("form");
    const isPosted = requestConfig.verb === "post" && xhr.status < 300;
    const isHelp = [...requestConfig.formData.keys()].some(helps);
    if (field(form) && isPosted && !isHelp) forget(form);
  });
}
