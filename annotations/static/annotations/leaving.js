// What is typed where no draft is kept, such as a moderator's reason, is not lost by a stray click or
// by another language: the browser asks before the page is left.

const TYPED = "form[method=post] :is(textarea, input[type=text], input:not([type]))";

let sent = null; // the form that leaves the page with what was typed

function isLost(field) {
  const isKept = field.closest(".writing") || field.form === sent;
  return !isKept && field.value.trim() && field.value !== field.defaultValue;
}

function ask(event) {
  if ([...document.querySelectorAll(TYPED)].some(isLost)) event.preventDefault();
}

document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) sent = event.target;
});
// Only where something was typed: a page that asks is not kept for going back to it.
document.addEventListener("input", () => window.addEventListener("beforeunload", ask), { once: true });
