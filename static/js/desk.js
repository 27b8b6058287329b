// The desk's two comforts: "/" goes to the search, a click elsewhere or Escape closes an open menu.
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
