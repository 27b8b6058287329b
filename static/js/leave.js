// Leave quickly: empty every form and go to a harmless page; the back button leads there again.
const way = document.getElementById("leave");

way.addEventListener("click", (event) => {
  event.preventDefault();
  sessionStorage.setItem("left", "yes");
  leave();
});
window.addEventListener("pageshow", (event) => {
  const [visit] = performance.getEntriesByType("navigation");
  const cameBack = event.persisted || visit.type === "back_forward";
  if (cameBack && sessionStorage.getItem("left")) leave();
  else sessionStorage.removeItem("left");
});

function leave() {
  for (const form of document.forms) form.reset();
  document.body.replaceChildren();
  window.location.replace(way.href);
}
