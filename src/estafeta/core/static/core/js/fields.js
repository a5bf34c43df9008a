// Elements with data-lights="ID" light the place of the original that has this id.
const light = (event, is) => {
  const value = event.target instanceof Element && event.target.closest("[data-lights]");
  if (!value) return;
  const place = document.getElementById(value.dataset.lights);
  if (!place) return;
  value.classList.toggle("is-lit", is);
  place.classList.toggle("is-lit", is);
  if (is) place.scrollIntoView({ block: "nearest", inline: "nearest" });
};
for (const name of ["mouseover", "focusin"]) document.addEventListener(name, (event) => light(event, true));
for (const name of ["mouseout", "focusout"]) document.addEventListener(name, (event) => light(event, false));

// A field marked data-submit sends its form when it changes (a filter).
document.addEventListener("change", (event) => {
  if (event.target instanceof Element && event.target.matches("[data-submit]")) event.target.form.requestSubmit();
});
