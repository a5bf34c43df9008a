// After an act («estafeta:changed») the places marked data-redraw, or the whole page where none is, are drawn anew from
// the same address. Ticks, opened parts, the focus and the scroll stay where they were.
const state = (place) => ({
  ticks: [...place.querySelectorAll("input[type=checkbox][name=selected]:checked")].map((box) => box.value),
  opened: [...place.querySelectorAll("details[open] > summary")].map((line) => line.textContent.trim()),
  focus: place.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null,
  left: [...place.querySelectorAll(".table__scroll")].map((box) => box.scrollLeft),
});

const restore = (place, kept) => {
  for (const box of place.querySelectorAll("input[type=checkbox][name=selected]")) box.checked = kept.ticks.includes(box.value);
  for (const line of place.querySelectorAll("details > summary")) {
    if (kept.opened.includes(line.textContent.trim())) line.parentElement.open = true;
  }
  place.querySelectorAll(".table__scroll").forEach((box, at) => {
    box.scrollLeft = kept.left[at] || 0;
  });
  const link = kept.focus && [...place.querySelectorAll("a[href]")].find((one) => one.getAttribute("href") === kept.focus);
  if (link) link.focus({ preventScroll: true });
};

const redraw = async () => {
  const lists = [...document.querySelectorAll("[data-redraw][id]")];
  const places = lists.length ? [document.getElementById("page-state"), ...lists] : [document.getElementById("main")];
  const answer = await fetch(location.pathname + location.search, { headers: { "X-Redraw": "1" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const at = scrollY;
  for (const place of places) {
    const fresh = place && page.getElementById(place.id);
    if (!fresh) continue;
    const kept = state(place);
    const drawn = document.importNode(fresh, true);
    place.replaceWith(drawn);
    htmx.process(drawn);
    restore(drawn, kept);
  }
  scrollTo(scrollX, at);
  document.dispatchEvent(new CustomEvent("estafeta:drawn"));
};

document.addEventListener("estafeta:changed", redraw);
