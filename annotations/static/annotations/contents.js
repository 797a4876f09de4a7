// The contents: where one is reading, and figures that keep up with those in the margins.

const contents = document.getElementById("contents");
// Wide enough for them to stand beside the text; as in contents.css.
const beside = window.matchMedia("(width >= 80rem)");
const due = new Set(); // what the next frame does

const links = () => [...contents.querySelectorAll("a")];
const sectionOf = (link) => document.getElementById(link.hash.slice(1));

function say(link, name, figure) {
  const talk = link.querySelector(`[data-${name}]`);
  talk.hidden = !figure;
  talk.querySelector("b").textContent = figure;
}

function count() {
  const [...left] = links();
  const figures = new Map();
  for (const { id, lastElementChild } of document.querySelectorAll("#article > .paragraph")) {
    if (left[0]?.hash === `#${id}`) figures.set(left.shift(), { comments: 0, new: 0 });
    const section = [...figures.values()].at(-1);
    section.comments += Number(lastElementChild.dataset.count) || 0;
    section.new += Number(lastElementChild.dataset.new) || 0;
  }
  for (const [link, figure] of figures) {
    for (const name of ["comments", "new"]) say(link, name, figure[name]);
  }
}

function mark() {
  const line = window.innerHeight / 3;
  const here = links().findLast((link) => sectionOf(link)?.getBoundingClientRect().top < line);
  for (const link of links()) link.ariaCurrent = link === here ? "location" : null;
}

// Beside the text they are open; above it they would push it down.
function unfold() {
  contents.querySelector("details").open = beside.matches;
}

function soon(act) {
  if (due.has(act)) return;
  due.add(act);
  requestAnimationFrame(() => {
    due.delete(act);
    act();
  });
}

export function start() {
  if (!contents) return;
  unfold();
  beside.addEventListener("change", unfold);
  document.addEventListener("htmx:load", () => soon(count));
  document.addEventListener("scroll", () => soon(mark), { passive: true });
  mark();
}
