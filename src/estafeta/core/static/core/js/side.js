// The panel beside the list: htmx fills #side-content, this opens it, moves the focus and gives it back.
const side = document.getElementById("side");
const content = document.getElementById("side-content");
const narrow = matchMedia("(max-width: 47.99rem)");
let opener = null;

const frame = () => document.querySelector(".frame");

const close = () => {
  if (!side || side.hidden) return;
  side.hidden = true;
  content.replaceChildren();
  if (frame()) frame().inert = false;
  for (const row of document.querySelectorAll("[aria-selected='true'][data-by-side]")) {
    row.removeAttribute("aria-selected");
    delete row.dataset.bySide;
  }
  if (opener && opener.isConnected) opener.focus();
  opener = null;
};

const open = (from) => {
  if (from && !side.contains(from)) opener = from;
  side.hidden = false;
  if (narrow.matches && frame()) frame().inert = true;
  for (const row of document.querySelectorAll("[data-by-side]")) {
    row.removeAttribute("aria-selected");
    delete row.dataset.bySide;
  }
  const row = opener && opener.closest("tr");
  if (row) {
    row.setAttribute("aria-selected", "true");
    row.dataset.bySide = "yes";
  }
  const heading = side.querySelector("h2");
  if (heading && !content.contains(document.activeElement)) heading.focus();
};

if (side) {
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== content) return;
    if (content.childElementCount) open(event.detail.requestConfig && event.detail.requestConfig.elt);
    else close();
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-side-close]")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) close();
  });
  // An answer may ask to close it: HX-Trigger: {"estafeta:side-close": null}
  document.addEventListener("estafeta:side-close", close);
}
