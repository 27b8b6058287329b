// The report one part at a time. Each part has its own address (#part-2), so that the phone's back button goes back a part.
const form = document.getElementById("report");
const parts = [...form.querySelectorAll(".part")];
const submit = form.querySelector(".actions [type=submit]");
const next = form.querySelector(".button-next");
const back = form.querySelector(".button-back");
let current = 0;

form.classList.add("by-step");
form.action = window.location.pathname; // without the part: an answer with errors begins at its top
// The second click of a double one is not meant for the part that has come in between.
next.addEventListener("click", (event) => event.detail < 2 && complete(parts[current]) && go(current + 1));
back.addEventListener("click", (event) => event.detail < 2 && go(current - 1));
window.addEventListener("hashchange", () => follow(window.location.hash));
form.addEventListener("submit", onlyOnce);
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input") && submit.hidden) {
    event.preventDefault();
    next.click();
  }
});
for (const choice of form.querySelectorAll("[name=identity]")) choice.addEventListener("change", askName);
window.addEventListener("pageshow", () => { submit.disabled = false; });

askName();
const wrong = form.querySelector(".field-bad, .gives-away");
show(wrong ? parts.indexOf(wrong.closest(".part")) : 0);
const summary = document.getElementById("error-summary");
const above = document.querySelector(".gives-away-above"); // the part with the words is shown already
if (above) above.hidden = true;
if (summary) summary.focus();
else if (above) showWords();

function showWords() {
  wrong.focus({ preventScroll: true });
  wrong.previousElementSibling.scrollIntoView(); // the field stands above what is said of it
}

function go(index) {
  const hash = `#${parts[index].id}`;
  if (window.location.hash === hash) follow(hash);
  else window.location.hash = hash;
}

function follow(hash) {
  const target = hash && document.getElementById(hash.slice(1));
  const part = target ? target.closest(".part") : parts[0];
  if (!part) return;
  show(parts.indexOf(part));
  const field = target && target.closest(".field");
  (field ? target : part.querySelector("h2")).focus({ preventScroll: true });
  if (field) field.scrollIntoView();
}

function show(index) {
  current = index;
  parts.forEach((part, at) => { part.hidden = at !== index; });
  back.hidden = index === 0;
  next.hidden = index === parts.length - 1;
  submit.hidden = !next.hidden;
  window.scrollTo(0, 0);
}

// True when nothing that must be filled in is empty; else marks the first such field.
function complete(part) {
  for (const old of part.querySelectorAll(".errors-here")) old.remove();
  const missing = part.querySelector(":invalid:not(fieldset)");
  if (!missing) return true;
  const field = missing.closest(".field");
  const sentence = document.createElement("p");
  sentence.className = "errors errors-here";
  sentence.setAttribute("role", "alert");
  sentence.textContent = form.dataset.missing;
  (field.querySelector(".choices") || missing).before(sentence);
  missing.focus({ preventScroll: true });
  field.scrollIntoView();
  return false;
}

// Name and phone are asked only of those who want to give them.
function askName() {
  const named = form.querySelector("[name=identity][value=named]");
  for (const name of ["name", "phone"]) {
    const field = form.querySelector(`[data-field=${name}]`);
    if (field && named) field.hidden = !named.checked;
  }
}

function onlyOnce(event) {
  if (submit.disabled) event.preventDefault();
  submit.disabled = true;
}
