// A list: one box chooses all rows of the page, what is chosen is counted, names of schools are offered.
const list = document.querySelector("form.list");
if (list) chooseRows(list);
for (const field of document.querySelectorAll("[data-schools]")) offerSchools(field);

function chooseRows(form) {
  const boxes = [...form.querySelectorAll("[name=chosen]")];
  const bar = form.querySelector(".bulk");
  const count = form.querySelector("[data-chosen]");
  const all = document.createElement("input");
  const whole = bar.querySelector("[name=all]");
  const head = form.querySelector("th.row-choose");
  const label = bar.dataset.all;
  all.type = "checkbox";
  all.setAttribute("aria-label", label);
  head.replaceChildren(all);
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    show();
  });
  form.addEventListener("change", show);
  addEventListener("pageshow", show);
  show();

  function show() {
    const chosen = boxes.filter((box) => box.checked).length;
    const isWhole = Boolean(whole && whole.checked);
    all.checked = chosen === boxes.length;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
    count.textContent = chosen ? bar.dataset.count.replace("0", chosen) : "";
    bar.classList.toggle("bulk-on", chosen > 0 || isWhole);
    for (const button of bar.querySelectorAll("button")) button.disabled = chosen === 0 && !isWhole;
  }
}

// Asked for by POST: an address would be logged.
function offerSchools(field) {
  const names = document.createElement("datalist");
  let waiting = 0;
  names.id = "schools-offered";
  field.after(names);
  field.setAttribute("list", names.id);
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, 250); // milliseconds
  });

  async function suggest() {
    const typed = field.value.trim();
    if (typed.length < 2) return;
    const body = new FormData();
    body.append("q", typed);
    body.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    const answer = await fetch(field.dataset.schools, { method: "POST", body }).catch(() => null);
    if (!answer || !answer.ok) return;
    const { schools } = await answer.json();
    names.replaceChildren(...schools.map(({ name, place }) => {
      const option = new Option(place, name);
      option.label = place;
      return option;
    }));
  }
}
