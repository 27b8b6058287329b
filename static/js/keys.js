// The keys of the desk: j and k go through the rows, Enter opens one (it is a link), x chooses it, ? shows them.
const keys = document.getElementById("desk-keys");
const links = () => [...document.querySelectorAll(".rows .row-number a")];

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
  const deed = { j: () => move(1), k: () => move(-1), x: choose, "?": () => keys.showModal() }[event.key];
  if (!deed) return;
  event.preventDefault();
  deed();
});

function move(step) {
  const rows = links();
  const here = rows.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const there = here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step;
  if (!rows[there]) return;
  rows[there].focus();
  rows[there].closest("tr").scrollIntoView({ block: "nearest" });
}

function choose() {
  const row = document.activeElement.closest("tr");
  const box = row && row.querySelector("[name=chosen]");
  if (box) box.click();
}
