// Files are dropped on the whole frame of their field; the names are read back.
const over = (zone, is) => zone.classList.toggle("is-over", is);

for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    const zone = event.target instanceof Element && event.target.closest("[data-file-drop]");
    if (!zone || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    over(zone, true);
  });
}

document.addEventListener("dragleave", (event) => {
  const zone = event.target instanceof Element && event.target.closest("[data-file-drop]");
  if (zone && !zone.contains(event.relatedTarget)) over(zone, false);
});

document.addEventListener("drop", (event) => {
  const zone = event.target instanceof Element && event.target.closest("[data-file-drop]");
  if (!zone) return;
  event.preventDefault();
  over(zone, false);
  const input = zone.querySelector("input[type=file]");
  const files = event.dataTransfer.files;
  if (!files.length) return;
  const kept = new DataTransfer();
  for (const file of input.multiple ? files : [files[0]]) kept.items.add(file);
  input.files = kept.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("change", (event) => {
  const zone = event.target instanceof Element && event.target.closest("[data-file-drop]");
  if (!zone || event.target.type !== "file") return;
  zone.querySelector(".file-drop__names").textContent = [...event.target.files].map((file) => file.name).join(", ");
  if (zone.hasAttribute("data-send") && event.target.files.length) event.target.form.requestSubmit();
});

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
