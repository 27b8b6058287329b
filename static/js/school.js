// Names of schools while one is typed. They are asked for by POST: an address would be logged.
const school = document.querySelector("[name=school]");
const names = document.createElement("datalist");
const PAUSE = 250; // milliseconds
let waiting = 0;
let asked = "";

names.id = "schools";
school.after(names);
school.setAttribute("list", names.id);
school.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(suggest, PAUSE);
});

async function suggest() {
  const typed = school.value.trim();
  if (typed.length < 2 || typed === asked) return;
  asked = typed;
  const body = new FormData();
  body.append("q", typed);
  body.append("csrfmiddlewaretoken", school.form.elements.namedItem("csrfmiddlewaretoken").value);
  try {
    const answer = await fetch(school.form.dataset.schools, { method: "POST", body });
    if (answer.ok && asked === typed) offer((await answer.json()).schools);
  } catch {
    offer([]); // typing goes on without them
  }
}

function offer(schools) {
  names.replaceChildren(...schools.map(({ name, place }) => {
    const option = new Option(place, name);
    option.label = place;
    return option;
  }));
}
