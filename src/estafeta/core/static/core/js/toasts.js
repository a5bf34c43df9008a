// Toasts leave after a while unless one looks at them; errors stay.
const SECONDS = 8;
const host = document.getElementById("toasts");

const leave = (toast) => {
  if (!toast.isConnected) return;
  const hadFocus = toast.contains(document.activeElement);
  toast.classList.add("is-leaving");
  setTimeout(() => toast.remove(), 160);
  if (hadFocus) document.getElementById("main")?.focus();
};

const watch = (toast) => {
  if (toast.dataset.watched) return;
  toast.dataset.watched = "yes";
  if (toast.hasAttribute("data-stays")) return;
  let left = null;
  const start = () => {
    left = setTimeout(() => leave(toast), SECONDS * 1000);
  };
  const stop = () => clearTimeout(left);
  toast.addEventListener("pointerenter", stop);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusin", stop);
  toast.addEventListener("focusout", start);
  start();
};

if (host) {
  for (const toast of host.querySelectorAll("[data-toast]")) watch(toast);
  new MutationObserver(() => {
    for (const toast of host.querySelectorAll("[data-toast]")) watch(toast);
  }).observe(host, { childList: true });

  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-toast-close]")) leave(event.target.closest("[data-toast]"));
  });

  document.addEventListener("estafeta:say", (event) => {
    const toast = document.createElement("div");
    toast.className = "toast";
    toast.setAttribute("data-toast", "");
    const text = document.createElement("p");
    text.className = "toast__text";
    text.textContent = event.detail;
    toast.append(text);
    host.append(toast);
  });
}
