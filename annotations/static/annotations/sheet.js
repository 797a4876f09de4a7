// On small screens the discussion is a sheet, and its head a handle: drawn down it closes, drawn up
// or tapped it is tall. Its close button does the former without drawing.

// As in discussion.css.
const narrow = window.matchMedia("(width < 40rem), (width < 68rem) and (height >= 30rem)");
// Further than a finger trembles; and the part of the sheet's height, or pixels in a millisecond,
// from which on it is thrown away.
const TREMBLE = 8;
const FAR = 0.3;
const FAST = 0.6;

let drawn = null; // the sheet in hand: where the finger came down, and when

const sheetOf = (event) =>
  event.target.closest?.("a, button") ? null : event.target.closest?.(".reading > .discussion > header");

function take(event) {
  const head = narrow.matches && event.isPrimary && event.button === 0 ? sheetOf(event) : null;
  if (!head) return;
  drawn = { sheet: head.parentElement, from: event.clientY, since: event.timeStamp };
  head.setPointerCapture(event.pointerId);
}

function draw(event) {
  if (!drawn) return;
  drawn.sheet.classList.add("drawn");
  drawn.sheet.style.translate = `0 ${Math.max(event.clientY - drawn.from, 0)}px`;
}

function letGo(event) {
  if (!drawn) return;
  const { sheet, from, since } = drawn;
  drawn = null;
  const way = event.clientY - from;
  const speed = way / Math.max(event.timeStamp - since, 1);
  const { classList } = sheet.parentElement;
  sheet.classList.remove("drawn");
  sheet.style.removeProperty("translate");
  if (event.type === "pointercancel") return;
  if (Math.abs(way) < TREMBLE) classList.toggle("tall");
  else if (way < 0) classList.add("tall");
  else if (classList.contains("tall") && speed < FAST && way < sheet.offsetHeight / 2) classList.remove("tall");
  else if (speed > FAST || way > sheet.offsetHeight * FAR) {
    classList.remove("tall");
    sheet.querySelector(".close").click();
  }
}

document.addEventListener("pointerdown", take);
document.addEventListener("pointermove", draw);
for (const ending of ["pointerup", "pointercancel"]) document.addEventListener(ending, letGo);
