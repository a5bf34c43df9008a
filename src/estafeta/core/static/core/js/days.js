// A day field: what is typed is read by the server, a day may be picked from a calendar whose week begins on Monday.
import { free, place } from "./place.js";

const MONTHS = ["Январь", "Февраль", "Март", "Апрель", "Май", "Июнь", "Июль", "Август", "Сентябрь", "Октябрь", "Ноябрь", "Декабрь"];
const WEEK = ["пн", "вт", "ср", "чт", "пт", "сб", "вс"];
const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const LATER = 300;

const iso = (day) => day.toISOString().slice(0, 10);
const at = (text) => new Date(`${text}T00:00:00Z`);
const moved = (day, days) => new Date(day.getTime() + days * 86400000);
const typed = (day) => iso(day).split("-").reverse().join(".");
const words = (day) => day.toLocaleDateString("ru", { day: "numeric", month: "long", year: "numeric", weekday: "long", timeZone: "UTC" });

const otherMonth = (day, months) => {
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, Math.min(day.getUTCDate(), last)));
};

const make = (tag, attributes, ...parts) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...parts);
  return node;
};

const parts = (field) => ({
  line: field.querySelector("input"),
  said: field.querySelector("[data-day-said]"),
  opener: field.querySelector("[data-day-open]"),
  sheet: field.querySelector(".day__sheet"),
});

// How the words are understood; the last question wins.
const read = async (field) => {
  const { line, said } = parts(field);
  const text = line.value.trim();
  field.dataset.asks = text;
  const question = new URLSearchParams({ text, today: field.dataset.today });
  const answer = await fetch(`${field.dataset.read}?${question}`).catch(() => null);
  if (!answer || !answer.ok || field.dataset.asks !== text) return;
  field.dataset.value = answer.headers.get("X-Day") || "";
  said.textContent = await answer.text();
};

const days = (month) => {
  const first = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth(), 1));
  const monday = moved(first, -((first.getUTCDay() + 6) % 7));
  return Array.from({ length: 42 }, (_, place) => moved(monday, place));
};

const dayButton = (field, day, shown) => {
  const out = day.getUTCMonth() !== shown.getUTCMonth();
  const button = make("button", { type: "button", class: "day__day", "data-date": iso(day), "aria-label": words(day), tabindex: "-1" }, String(day.getUTCDate()));
  if (out) button.classList.add("day__day--out");
  if (iso(day) === field.dataset.today) button.setAttribute("aria-current", "date");
  if (iso(day) === field.dataset.value) button.setAttribute("aria-pressed", "true");
  return button;
};

const draw = (field, chosen) => {
  const { sheet } = parts(field);
  const step = (months, label, text) => make("button", { type: "button", class: "button button--quiet button--small button--square", "data-months": months, "aria-label": label }, text);
  const title = make("span", { class: "strong", "aria-live": "polite" }, `${MONTHS[chosen.getUTCMonth()]} ${chosen.getUTCFullYear()}`);
  const head = make("div", { class: "day__head" }, step(-1, "Предыдущий месяц", "‹"), title, step(1, "Следующий месяц", "›"));
  const week = make("div", { class: "day__grid day__week", "aria-hidden": "true" }, ...WEEK.map((name) => make("span", {}, name)));
  const grid = make("div", { class: "day__grid" }, ...days(chosen).map((day) => dayButton(field, day, chosen)));
  sheet.replaceChildren(head, week, grid);
  sheet.querySelector(`[data-date="${iso(chosen)}"]`).tabIndex = 0;
  sheet.dataset.shown = iso(chosen);
};

const close = (field, focus) => {
  const { sheet, opener } = parts(field);
  if (!sheet) return;
  free(sheet);
  sheet.remove();
  opener.setAttribute("aria-expanded", "false");
  if (focus) opener.focus();
};

const open = async (field) => {
  const { opener, line } = parts(field);
  if (line.value.trim() && field.dataset.asks !== line.value.trim()) await read(field);
  field.append(make("div", { class: "day__sheet", role: "dialog", "aria-label": "Календарь" }));
  opener.setAttribute("aria-expanded", "true");
  draw(field, at(field.dataset.value || field.dataset.today));
  const { sheet } = parts(field);
  place(sheet, field);
  sheet.querySelector("[tabindex='0']").focus();
};

const pick = (field, date) => {
  const { line } = parts(field);
  line.value = typed(at(date));
  field.dataset.value = date;
  for (const name of ["input", "change"]) line.dispatchEvent(new Event(name, { bubbles: true }));
  close(field, true);
};

const go = (field, day) => {
  draw(field, day);
  parts(field).sheet.querySelector(`[data-date="${iso(day)}"]`).focus();
};

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const field = target && target.closest("[data-day]");
  for (const sheet of document.querySelectorAll(".day__sheet")) {
    if (sheet.parentElement !== field) close(sheet.parentElement, false);
  }
  if (!field) return;
  const { sheet } = parts(field);
  const step = target.closest("[data-months]");
  const day = target.closest("[data-date]");
  if (target.closest("[data-day-open]")) {
    if (sheet) close(field, true);
    else open(field);
  } else if (step) draw(field, otherMonth(at(sheet.dataset.shown), Number(step.dataset.months)));
  else if (day) pick(field, day.dataset.date);
});

// Caught on its way down: Escape closes the calendar, not the panel where the field stands.
document.addEventListener(
  "keydown",
  (event) => {
    const sheet = event.target instanceof Element && event.target.closest(".day__sheet");
    const line = event.target instanceof Element && event.target.closest("[data-day] > input");
    if (line && event.altKey && event.key === "ArrowDown") {
      event.preventDefault();
      open(line.parentElement);
    }
    if (!sheet) return;
    const field = sheet.parentElement;
    const shown = at(sheet.dataset.shown);
    let day = null;
    if (event.key in STEPS) day = moved(shown, STEPS[event.key]);
    else if (event.key === "PageUp") day = otherMonth(shown, -1);
    else if (event.key === "PageDown") day = otherMonth(shown, 1);
    else if (event.key === "Escape") close(field, true);
    else return;
    event.preventDefault();
    event.stopPropagation();
    if (day) go(field, day);
  },
  true,
);

document.addEventListener("input", (event) => {
  const field = event.target instanceof Element && event.target.matches("[data-day] > input") && event.target.parentElement;
  if (!field) return;
  clearTimeout(field.waits);
  field.waits = setTimeout(() => read(field), LATER);
});

const readAll = () => {
  for (const field of document.querySelectorAll("[data-day]:not([data-asks])")) {
    if (parts(field).line.value.trim()) read(field);
  }
};
document.addEventListener("htmx:load", readAll);
