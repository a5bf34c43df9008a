// Files are dropped on the frame of their field, pasted on its form, taken by a phone; big photos are made smaller first.
const SIDE = 2400;
const BIG = 1.5 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;

const zoneOf = (node) => (node instanceof Element ? node.closest("[data-file-drop]") : null);
const over = (zone, is) => zone.classList.toggle("is-over", is);
const inputOf = (zone) => zone.querySelector("input[type=file]");

const put = (input, files) => {
  const kept = new DataTransfer();
  for (const file of input.multiple ? files : [files[0]]) kept.items.add(file);
  input.files = kept.files;
};

// A photo of eight megabytes says no more than one of half a megabyte, and where it was taken is nobody's business.
const smaller = async (file) => {
  if (file.type !== "image/jpeg" || file.size < BIG || !window.createImageBitmap) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return made && made.size < file.size ? new File([made], file.name, { type: "image/jpeg" }) : file;
  } catch {
    return file;
  }
};

const size = (bytes) => (bytes < MEGABYTE ? `${Math.ceil(bytes / 1024)} КБ` : `${(bytes / MEGABYTE).toFixed(1).replace(".", ",")} МБ`);

const chosen = async (zone, input) => {
  for (const other of zone.querySelectorAll("input[type=file]")) if (other !== input) other.value = "";
  if (input.files.length) put(input, await Promise.all([...input.files].map(smaller)));
  const words = [...input.files].map((file) => `${file.name}, ${size(file.size)}`);
  zone.querySelector(".file-drop__names").textContent = words.join("; ");
  if (zone.hasAttribute("data-send") && input.files.length) input.form.requestSubmit();
};

for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    const zone = zoneOf(event.target);
    if (!zone || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    over(zone, true);
  });
}

document.addEventListener("dragleave", (event) => {
  const zone = zoneOf(event.target);
  if (zone && !zone.contains(event.relatedTarget)) over(zone, false);
});

document.addEventListener("drop", (event) => {
  const zone = zoneOf(event.target);
  if (!zone) return;
  event.preventDefault();
  over(zone, false);
  if (!event.dataTransfer.files.length) return;
  put(inputOf(zone), event.dataTransfer.files);
  chosen(zone, inputOf(zone));
});

document.addEventListener("change", (event) => {
  const zone = event.target.type === "file" && zoneOf(event.target);
  if (zone) chosen(zone, event.target);
});

// A copied file or picture goes to the place of the form one works in, else to the only one of the page.
document.addEventListener("paste", (event) => {
  const files = event.clipboardData ? event.clipboardData.files : [];
  if (!files.length) return;
  const form = event.target instanceof Element && event.target.closest("form");
  const zones = (form || document).querySelectorAll("[data-file-drop]");
  if (zones.length !== 1) return;
  event.preventDefault();
  put(inputOf(zones[0]), files);
  chosen(zones[0], inputOf(zones[0]));
});

// Cells copied in a spreadsheet may be pasted anywhere on a page that waits for a table.
document.addEventListener("paste", (event) => {
  const field = document.querySelector("[data-paste-table]");
  const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
  const writes = event.target instanceof Element && event.target.matches("input, textarea, select");
  if (!field || writes || event.clipboardData.files.length || !/[\t\n]/.test(text.trim())) return;
  event.preventDefault();
  field.value = text;
  field.form.requestSubmit();
});

// While a file is on its way the frame says so.
const sending = (form, done, total) => {
  for (const zone of form.querySelectorAll("[data-file-drop]")) {
    const files = [...zone.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
    if (!files.length) continue;
    let bar = zone.querySelector("progress");
    if (!bar) {
      bar = document.createElement("progress");
      bar.setAttribute("aria-label", "Отправляем файл");
      zone.append(bar);
    }
    if (total) {
      bar.max = total;
      bar.value = done;
    }
  }
};
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) sending(event.target);
});
document.addEventListener("htmx:xhr:progress", (event) => {
  if (event.target instanceof HTMLFormElement && event.detail.lengthComputable) sending(event.target, event.detail.loaded, event.detail.total);
});
