// What every page needs: the mark that scripts run, the offline line, troubles of htmx.
const root = document.documentElement;
root.classList.add("scripted");

const offline = document.querySelector("[data-offline]");
const tellConnection = () => {
  if (offline) offline.hidden = navigator.onLine;
};
addEventListener("online", tellConnection);
addEventListener("offline", tellConnection);
tellConnection();

let running = 0;
const busy = (change) => {
  running = Math.max(0, running + change);
  root.classList.toggle("is-loading", running > 0);
};
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!event.detail.elt.matches(".progress")) busy(1);
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (!event.detail.elt.matches(".progress")) busy(-1);
});

const say = (text) => document.dispatchEvent(new CustomEvent("estafeta:say", { detail: text }));
document.addEventListener("htmx:sendError", () => {
  if (offline) offline.hidden = false;
  say("Нет связи с сервером. Попробуйте ещё раз чуть позже.");
});
document.addEventListener("htmx:timeout", () => say("Сервер долго не отвечает. Попробуйте ещё раз."));
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  if (status === 403) say("Это действие вам не открыто, или страница устарела: обновите её.");
  else if (status === 404) say("Этого уже нет: возможно, кто-то удалил. Обновите страницу.");
  else say("Не получилось: на сервере сбой. Он записан.");
});

const look = (place) => {
  const troubled = place.querySelector("[data-focus-on-load]");
  if (troubled) troubled.focus();
};
look(document);
document.addEventListener("htmx:afterSwap", (event) => look(event.detail.target));

// A form is not sent twice by a second click.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 4000);
});
