// Dialogs, menus, confirmations: native elements; the script only opens, closes and keeps the focus.
import { free, place } from "./place.js";

const openMenus = () => document.querySelectorAll("details[data-menu][open]");

const closeMenus = (but) => {
  for (const menu of openMenus()) if (menu !== but && !menu.contains(but)) menu.open = false;
};

document.addEventListener("click", (event) => {
  const target = event.target;
  if (!(target instanceof Element)) return;

  const opener = target.closest("[data-dialog-open]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialogOpen);
    if (dialog && typeof dialog.showModal === "function") {
      event.preventDefault();
      closeMenus(null);
      dialog.showModal();
      return;
    }
  }

  if (target.closest("[data-dialog-close]")) target.closest("dialog").close();
  else if (target instanceof HTMLDialogElement && target.open && outside(target, event)) target.close();

  if (target.closest("[data-menu-close]")) closeMenus(null);
  else closeMenus(target.closest("details[data-menu]"));
});

// A click on the backdrop arrives at the dialog itself, outside of its box.
function outside(dialog, event) {
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const menu of openMenus()) {
      const held = menu.contains(document.activeElement);
      menu.open = false;
      if (held) menu.querySelector("summary").focus();
      event.stopImmediatePropagation();
    }
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const menu = event.target instanceof Element && event.target.closest("details.menu[open]");
  if (!menu) return;
  const items = [...menu.querySelectorAll(".menu__item")];
  const step = event.key === "ArrowDown" ? 1 : -1;
  const next = items[(items.indexOf(document.activeElement) + step + items.length) % items.length];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});

// Placed before it is painted: «toggle» would come a frame too late.
new MutationObserver((changes) => {
  for (const { target: menu } of changes) {
    const sheet = menu.matches("details[data-menu]") && menu.querySelector(".menu__sheet, .confirm__sheet");
    if (!sheet) continue;
    if (menu.open) place(sheet, menu.querySelector("summary"));
    else free(sheet);
  }
}).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["open"] });

document.addEventListener("focusin", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});
