// The browser's work against floods, done while the form is filled in; a person's question takes
// its place where a browser cannot do it. The worker speaks the protocol of the server's library.
const report = document.getElementById("report");
const proof = report.elements.namedItem("proof");
const question = report.querySelector("[data-field=answer]");
let isWorking = false;
let isWaiting = null;

if (report.dataset.work && !proof.value && window.Worker && window.crypto && window.crypto.subtle) begin();
else question.hidden = Boolean(proof.value);

function begin() {
  const challenge = JSON.parse(report.dataset.work);
  const worker = new Worker(report.dataset.worker);
  isWorking = true;
  question.hidden = true;
  worker.addEventListener("message", ({ data }) => end(worker, challenge, data));
  worker.addEventListener("error", () => end(worker, challenge, null));
  worker.postMessage({ type: "work", challenge, counterStart: 0, counterStep: 1, timeout: 60000 });
}

function end(worker, challenge, found) {
  worker.terminate();
  isWorking = false;
  if (found && found.derivedKey) {
    const solution = { counter: found.counter, derivedKey: found.derivedKey };
    proof.value = btoa(JSON.stringify({ challenge, solution }));
  }
  question.hidden = Boolean(proof.value);
  if (isWaiting) isWaiting.click();
}

// Whoever is faster than his browser waits for it a moment, and sends but once.
report.addEventListener("submit", (event) => {
  if (!isWorking) return;
  isWaiting = event.submitter || report.querySelector("[type=submit]");
  event.preventDefault();
  event.stopImmediatePropagation();
});
