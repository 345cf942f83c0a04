// Everything here is a convenience: each page works without it.
import { initAll } from "./vendor/govuk-frontend.min.js";

// The reveal below a radio is done in CSS: radios may not carry the aria-expanded that the script would add.
for (const radio of document.querySelectorAll("input[type=radio][data-aria-controls]")) radio.removeAttribute("data-aria-controls");

initAll();

function say(button, words) {
  const status = button.parentElement.querySelector("[role=status]");
  if (status) status.textContent = words;
}

function select(source) {
  source.focus();
  const range = document.createRange();
  range.selectNodeContents(source);
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

// On a plain HTTP office network browsers give no clipboard: the text is selected instead.
async function copy(button) {
  const source = document.getElementById(button.dataset.copies);
  try {
    await navigator.clipboard.writeText(source.textContent);
    say(button, "Copied.");
  } catch {
    select(source);
    say(button, "The text is selected. Press Ctrl and C, or hold it and choose Copy.");
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copies], [data-prints], [data-opens-all]");
  if (!button) return;
  if (button.dataset.copies) copy(button);
  else if ("prints" in button.dataset) window.print();
  else openAll(button);
});

function openAll(button) {
  const parts = document.getElementById(button.dataset.opensAll).querySelectorAll("details");
  const open = button.getAttribute("aria-expanded") !== "true";
  for (const part of parts) part.open = open;
  button.setAttribute("aria-expanded", String(open));
}

for (const button of document.querySelectorAll("[data-copies], [data-prints], [data-opens-all]")) button.hidden = false;

// Paper cannot be opened: print what is folded, then fold it again.
const folded = [];
window.addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("main details:not([open])")) {
    folded.push(part);
    part.open = true;
  }
});
window.addEventListener("afterprint", () => {
  for (const part of folded.splice(0)) part.open = false;
});
