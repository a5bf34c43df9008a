// The panel beside the list. A link with data-beside opens its page there and the address of the list gets
// «#beside=…»: Back closes the panel, a reload opens it again. Forms in the panel are sent beside the list too.
// What is open stands in history.state: the addresses, each opened from the one before it, and how many steps back
// the bare list is.
const side = document.getElementById("side");
const content = document.getElementById("side-content");
const narrow = matchMedia("(max-width: 47.99rem)");
const MARK = "#beside=";
let opener = null;

const here = () => location.pathname + location.search;
const trail = () => (history.state && history.state.trail) || [];
const depth = () => (history.state && history.state.depth) || 0;
const ours = (address) => /^\/(?![/\\])/.test(address);
let list = here();

const asked = () => {
  const address = location.hash.startsWith(MARK) ? decodeURIComponent(location.hash.slice(MARK.length)) : "";
  return ours(address) ? address : "";
};

const addressed = (way) => (way.length ? here() + MARK + encodeURI(way.at(-1)) : here());

// htmx would fetch the page anew on the way back to an entry that it has made; nothing of the page has changed.
const keep = (way, pushes) => {
  if (pushes) {
    if (history.state && history.state.htmx) history.replaceState({ ...history.state, htmx: false }, "");
    history.pushState({ trail: way, depth: depth() + 1 }, "", addressed(way));
  } else history.replaceState({ ...history.state, trail: way }, "", addressed(way));
};

const unmark = () => {
  for (const row of document.querySelectorAll("[data-by-side]")) {
    row.removeAttribute("aria-selected");
    delete row.dataset.bySide;
  }
};

// The row whose card is open, also after it has been drawn anew.
const mark = () => {
  unmark();
  if (opener && !opener.isConnected) {
    const same = opener.getAttribute("href");
    opener = [...document.querySelectorAll("a[data-beside]")].find((link) => link.getAttribute("href") === same);
  }
  const row = opener && opener.closest("tr");
  if (!row || side.hidden) return;
  row.setAttribute("aria-selected", "true");
  row.dataset.bySide = "yes";
};

const hide = () => {
  if (side.hidden) return;
  side.hidden = true;
  content.replaceChildren();
  const frame = document.querySelector(".frame");
  if (frame) frame.inert = false;
  unmark();
  if (opener && opener.isConnected) opener.focus({ preventScroll: true });
  opener = null;
};

const reveal = () => {
  side.hidden = false;
  const frame = document.querySelector(".frame");
  if (narrow.matches && frame) frame.inert = true;
  mark();
  side.scrollTop = 0;
  const heading = content.querySelector("h2");
  if (heading && !content.contains(document.activeElement)) heading.focus({ preventScroll: true });
};

const load = (address) => htmx.ajax("GET", address, { target: content, swap: "innerHTML", source: content });

// A form is sent from the panel and answers into it.
const adopt = () => {
  const shown = trail().at(-1) || asked();
  for (const form of content.querySelectorAll("form[method=post]:not([hx-post]):not([data-whole])")) {
    form.setAttribute("hx-post", form.getAttribute("action") || shown);
    form.setAttribute("hx-target", "#side-content");
    form.setAttribute("hx-swap", "innerHTML");
    if (form.enctype === "multipart/form-data") form.setAttribute("hx-encoding", form.enctype);
    htmx.process(form);
  }
};

const close = () => {
  if (side.hidden) return;
  hide();
  if (depth()) history.go(-depth());
  else keep([], false);
};

const open = (link) => {
  const address = link.getAttribute("href");
  const inside = content.contains(link);
  if (!inside) opener = link;
  keep(inside ? [...trail(), address] : [address], inside || side.hidden);
  load(address);
};

// After an act: a form that was opened over a card gives way to the card, a card is shown as it is now.
const refresh = (form) => {
  if (side.hidden) return;
  const shown = trail().at(-1) || asked();
  const path = (address) => new URL(address, location.href).pathname;
  const isForm = form && content.contains(form) && path(form.getAttribute("hx-post")) === path(shown);
  if (!isForm) load(shown);
  else if (depth()) history.back();
  else close();
};

if (side) {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.defaultPrevented) return;
    if (event.target.closest("[data-side-close]")) {
      event.preventDefault();
      close();
      return;
    }
    const link = event.target.closest("a[data-beside]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !side.hidden && !document.querySelector("dialog[open]")) close();
  });
  document.addEventListener("htmx:configRequest", (event) => {
    if (side.contains(event.detail.elt)) event.detail.headers["X-Beside"] = trail().join(" ");
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, xhr, requestConfig } = event.detail;
    if (target !== content) return;
    const changed = (xhr.getResponseHeader("HX-Trigger") || "").includes("estafeta:changed");
    if (changed) event.detail.swapOverride = "none";
    else if (/^\s*<!doctype/i.test(event.detail.serverResponse) && !xhr.getResponseHeader("HX-Reselect")) {
      // A page that cannot stand beside: it is opened whole, or the part of it that was asked for is taken.
      if (requestConfig.verb === "get") {
        event.detail.shouldSwap = false;
        location.assign(xhr.responseURL);
      } else event.detail.selectOverride = ".page__body";
    }
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== content) return;
    if (!content.childElementCount) return;
    adopt();
    reveal();
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.target === content && side.hidden) keep([], false);
  });
  document.addEventListener("estafeta:changed", (event) => refresh(event.target instanceof Element ? event.target.closest("form") : null));
  document.addEventListener("estafeta:drawn", mark);
  // An answer may ask to close it: HX-Trigger: {"estafeta:side-close": null}
  document.addEventListener("estafeta:side-close", close);
  for (const name of ["htmx:pushedIntoHistory", "htmx:replacedInHistory"]) {
    document.addEventListener(name, () => {
      list = here();
      if (!asked()) hide();
    });
  }
  addEventListener("popstate", (event) => {
    if (here() !== list) {
      if (!(event.state && event.state.htmx)) location.reload();
    } else if (asked()) load(asked());
    else hide();
  });
  if (asked()) load(asked());
}
