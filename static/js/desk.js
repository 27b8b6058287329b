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
