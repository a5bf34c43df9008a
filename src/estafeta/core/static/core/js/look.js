// The panel «Вид страницы» acts at once; without scripts its form does the same.
const KEPT = ["theme", "size", "spacing", "images"];

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-look]");
  if (!form) return;
  const chosen = new FormData(form);
  const kept = new URLSearchParams();
  for (const name of KEPT) {
    const value = chosen.get(name);
    if (value) {
      document.documentElement.setAttribute(`data-${name}`, value);
      kept.set(name, value);
    } else {
      document.documentElement.removeAttribute(`data-${name}`);
    }
  }
  const secure = location.protocol === "https:" ? ";secure" : "";
  document.cookie = `look="${kept}";path=/;max-age=31536000;samesite=lax${secure}`;
});
