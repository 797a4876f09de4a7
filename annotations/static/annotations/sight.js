// A form that was opened is seen whole, from its field to its button; where there is no room for that,
// what has the focus is.

export function bringIntoView(form) {
  form.scrollIntoView({ block: "nearest" });
  if (form.contains(document.activeElement)) document.activeElement.scrollIntoView({ block: "nearest" });
}
