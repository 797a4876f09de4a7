// A form that was opened is seen whole, from its field to its button; where there is no room for that,
// what has the focus is. A sheet that is too low for it becomes tall.

export function bringIntoView(form) {
  const room = form.closest(".scroll")?.clientHeight;
  if (room < form.offsetHeight) form.closest(".reading")?.classList.add("tall");
  form.scrollIntoView({ block: "nearest" });
  if (form.contains(document.activeElement)) document.activeElement.scrollIntoView({ block: "nearest" });
}
