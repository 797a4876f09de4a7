// The button that prints is there where a script can; elsewhere the browser's menu has one.

const button = document.querySelector("[data-prints]");
button.hidden = false;
button.addEventListener("click", () => window.print());
