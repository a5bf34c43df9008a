// The keys of the page. Which key does what stands in the window «Клавиши» (core/components/keys.py) and is read there.
const dialog = document.getElementById("keys-dialog");
const KEPT = "letters-off";

const writes = (node) => node instanceof HTMLElement && (node.isContentEditable || /^(TEXTAREA|SELECT)$/.test(node.tagName) || (node.tagName === "INPUT" && !/^(checkbox|radio|button|submit|file)$/.test(node.type)));

const kept = () => {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
};

const seen = (node) => node.getClientRects().length > 0;
const side = () => {
  const panel = document.getElementById("side");
  return panel && !panel.hidden ? panel : null;
};

// Rows of a list, lines of «Сегодня»: what stands in the page, not in the panel beside it.
const links = () => [...document.querySelectorAll("main a.row-link, main a.line__title")].filter(seen);

const rowOf = (link) => link.closest("tr, .line");

const current = () => {
  const all = links();
  const at = all.findIndex((link) => rowOf(link).contains(document.activeElement));
  return at >= 0 ? at : all.findIndex((link) => rowOf(link).matches("[aria-selected='true']"));
};

const step = (by) => {
  const all = links();
  if (!all.length) return false;
  const at = current();
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
};

const tick = () => {
  const link = links()[current()];
  const box = link && rowOf(link).querySelector("input[type=checkbox][name=selected]");
  if (box) box.click();
  return Boolean(box);
};

const tab = (event) => {
  const all = [...document.querySelectorAll("main .tabs__link")].filter(seen);
  const link = all[Number(event.code.slice(-1)) - 1];
  if (link) link.click();
  return Boolean(link);
};

const press = (place) => {
  const button = [...place.querySelectorAll(".button--main")].filter(seen).find((one) => !one.disabled);
  if (button) button.click();
  return Boolean(button);
};

const main = () => {
  const form = document.activeElement && document.activeElement.closest("form");
  const places = [document.querySelector("dialog[open]"), form, side(), document.getElementById("main")];
  if (form && !form.querySelector(".button--main") && writes(document.activeElement)) {
    form.requestSubmit();
    return true;
  }
  return places.some((place) => place && press(place));
};

const ACTS = {
  search: () => {
    const field = [...document.querySelectorAll("[data-search-key], #phone-search")].find(seen);
    if (!field) return false;
    field.focus();
    field.select();
    return true;
  },
  help: () => {
    if (!dialog.open) dialog.showModal();
    return true;
  },
  next: () => step(1),
  previous: () => step(-1),
  tick,
  tab,
  main,
  undo: () => {
    const button = [...document.querySelectorAll("#toasts .toast__undo button")].filter(seen).at(-1);
    if (button) button.click();
    return Boolean(button);
  },
};

const matches = (line, event) => {
  const { keyCode: code } = line.dataset;
  const byPlace = code === "Digit" ? /^(Digit|Numpad)[1-9]$/.test(event.code) : event.code === code;
  // «?» and «/» are also obeyed where a layout prints them elsewhere.
  const bySign = { search: "/", help: "?" }[line.dataset.keyAct] === event.key;
  if (bySign) return !(event.ctrlKey || event.metaKey || event.altKey);
  const shifted = "keyShift" in line.dataset;
  return byPlace && event.shiftKey === shifted && (event.ctrlKey || event.metaKey) === "keyCtrl" in line.dataset && !event.altKey;
};

if (dialog) {
  const lines = [...dialog.querySelectorAll("[data-key-act]")];
  const box = dialog.querySelector("[data-letters]");
  if (box) {
    box.checked = kept() === null;
    box.addEventListener("change", () => {
      if (box.checked) localStorage.removeItem(KEPT);
      else localStorage.setItem(KEPT, "1");
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const found = lines.filter((line) => matches(line, event));
    // A sign of the layout wins over the place of another key: «.» of Russian lies where «/» is printed.
    const line = found.find((one) => ({ search: "/", help: "?" })[one.dataset.keyAct] === event.key) || found[0];
    if (!line) return;
    if (writes(event.target) && !("keyAlways" in line.dataset)) return;
    const letter = !("keyCtrl" in line.dataset);
    if (letter && (document.querySelector("dialog[open]") || kept() !== null)) return;
    if (ACTS[line.dataset.keyAct](event)) event.preventDefault();
  });
}
