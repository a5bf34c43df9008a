// Chosen rows: the bar counts them, Shift chooses a stretch, the box in the header chooses all.
let last = null;

const boxes = (form) => [...form.querySelectorAll("input[type=checkbox][name=selected]")];

const plural = (number, forms) => {
  const [one, few, many] = forms.split(",");
  const tens = number % 100;
  if (tens > 10 && tens < 15) return many;
  return number % 10 === 1 ? one : number % 10 > 1 && number % 10 < 5 ? few : many;
};

const tell = (form) => {
  const bar = form.querySelector("[data-bulk]");
  const all = boxes(form);
  const number = all.filter((box) => box.checked).length;
  const whole = form.querySelector("input[data-choose-all]");
  if (whole) {
    whole.checked = number > 0 && number === all.length;
    whole.indeterminate = number > 0 && number < all.length;
  }
  if (!bar) return;
  bar.hidden = number === 0;
  bar.querySelector(".bulk__count").textContent = `Выбрано ${number} ${plural(number, bar.dataset.forms)}`;
};

document.addEventListener("click", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || !box.form) return;
  if (box.matches("[data-choose-all]")) {
    for (const one of boxes(box.form)) one.checked = box.checked;
    tell(box.form);
  }
  if (box.name !== "selected") return;
  const all = boxes(box.form);
  if (event.shiftKey && last && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    for (const one of all.slice(from, to + 1)) one.checked = box.checked;
  }
  last = box;
  tell(box.form);
});

const tellAll = () => {
  for (const bar of document.querySelectorAll("[data-bulk]")) {
    const form = bar.closest("form");
    if (form) tell(form);
  }
};
for (const name of ["htmx:afterSettle", "estafeta:drawn"]) document.addEventListener(name, tellAll);
tellAll();
