// The desk's comforts: "/" goes to the search, a click elsewhere or Escape closes an open menu, a
// chosen filter filters at once, and a form is sent once.
const search = document.getElementById("desk-q");
const typing = (element) => element.matches("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !typing(event.target) && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    search.focus();
    search.select();
  }
  if (event.key === "Escape") closeMenus(null);
});
document.addEventListener("click", (event) => closeMenus(event.target));

function closeMenus(target) {
  for (const menu of document.querySelectorAll(".desk-me[open]")) {
    if (!menu.contains(target)) menu.open = false;
  }
}

for (const filter of document.querySelectorAll(".filters select")) {
  filter.addEventListener("change", () => filter.form.requestSubmit());
}
for (const form of document.querySelectorAll(".filters")) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
  });
}

const once = document.querySelector("[data-once]");
if (once) {
  once.form.addEventListener("submit", () => setTimeout(() => { once.disabled = true; }));
  addEventListener("pageshow", () => { once.disabled = false; });
}
const first = document.querySelector("#error-summary, .notice");
if (first) first.focus();

// What is still being worked on looks again by itself, without moving the page or the focus.
watch();

function watch() {
  const watched = document.querySelector("[data-watch]");
  if (watched) setTimeout(() => look(watched), 3000);
}

async function look(watched) {
  const answer = await fetch(window.location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(watched.id);
  if (!answer.ok || !fresh) return;
  watched.replaceWith(fresh);
  watch();
}
