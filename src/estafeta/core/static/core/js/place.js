// Menus, confirmations and calendars stay in sight: they open to where there is room and are never longer than it.
const GAP = 8;

const room = (opener, bar) => {
  const box = opener.getBoundingClientRect();
  return { above: box.top - GAP, below: innerHeight - bar - box.bottom - GAP, box };
};

// The bar at the foot of a phone covers the end of the page, unless the opener stands in it.
const foot = (opener) => {
  const bar = document.querySelector("nav.bottom");
  if (!bar || bar.contains(opener) || !bar.getClientRects().length) return 0;
  return bar.getBoundingClientRect().height;
};

export const place = (sheet, opener) => {
  free(sheet);
  const { above, below, box } = room(opener, foot(opener));
  const size = sheet.getBoundingClientRect();
  const upward = size.height > below && above > below;
  sheet.classList.toggle("opens-upward", upward);
  const most = Math.floor(upward ? above : below);
  if (size.height > most) sheet.style.maxHeight = `${Math.max(most, 96)}px`;
  const left = sheet.getBoundingClientRect();
  const shift = left.right > innerWidth - GAP ? innerWidth - GAP - left.right : left.left < GAP ? GAP - left.left : 0;
  if (shift) sheet.style.translate = `${Math.round(Math.max(shift, GAP - left.left))}px`;
  return box;
};

export const free = (sheet) => {
  sheet.classList.remove("opens-upward");
  sheet.removeAttribute("style");
};
