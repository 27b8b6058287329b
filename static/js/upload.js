// Files in pieces: sent when the form is sent, taken up again where a lost connection broke off. Nothing is kept in the browser.
const files = document.querySelector("[data-files]");
const chosen = files && files.querySelector("input[type=file]");
const sending = files && files.closest("form");
const list = files && files.querySelector(".files-list");
const PIECE = 4 * 1024 * 1024;
const PAUSES = [0, 1000, 3000, 5000, 10000, 20000];
let picked = []; // each with its row on the page, and whether it has arrived

if (files && window.tus && window.tus.isSupported) {
  files.classList.add("files-by-piece");
  chosen.addEventListener("change", pick);
  sending.addEventListener("submit", sendFirst, true);
  window.addEventListener("hashchange", bringHome);
}

// What was chosen joins what was chosen before; the field itself is emptied, so that nothing is sent twice.
function pick() {
  for (const file of chosen.files) {
    const one = { file, row: row(file), isHere: false };
    one.row.querySelector("button").addEventListener("click", () => drop(one));
    picked.push(one);
    list.append(one.row);
  }
  chosen.value = "";
}

function row(file) {
  const item = files.querySelector("template").content.firstElementChild.cloneNode(true);
  item.querySelector(".files-name").textContent = file.name;
  item.querySelector(".files-size").textContent = size(file.size);
  if (file.size > Number(files.dataset.most)) said(item, files.dataset.tooLarge, true);
  return item;
}

function size(bytes) {
  return bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function drop(one) {
  if (one.upload) takeBack(one.upload);
  if (one.settle) one.settle(); // an upload that is ended says nothing more
  picked = picked.filter((other) => other !== one);
  one.row.remove();
  chosen.focus();
}

// Ended at once where the connection lets it; the form says it too, in case it is sent before that.
function takeBack(upload) {
  upload.abort(true).catch(() => {});
  if (!upload.url) return;
  const token = upload.url.split("/").filter(Boolean).pop();
  sending.append(Object.assign(document.createElement("input"), { type: "hidden", name: "drop", value: token }));
}

async function sendFirst(event) {
  const waiting = picked.filter((one) => !one.isHere);
  if (waiting.length === 0) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (files.dataset.busy) return;
  files.dataset.busy = "yes";
  const button = event.submitter;
  if (button) button.disabled = true;
  bringToSight(button);
  for (const one of waiting) if (picked.includes(one)) await send(one);
  delete files.dataset.busy;
  if (button) button.disabled = false;
  if (picked.every((one) => one.isHere)) sending.requestSubmit();
  else list.querySelector(".files-bad")?.scrollIntoView({ block: "center" });
}

// The part of the form with the files may be closed now: then they are shown above the button that was pressed.
function bringToSight(button) {
  if (button && files.closest("[hidden]")) button.parentElement.before(list);
  list.scrollIntoView({ block: "nearest" });
}

// Back in its own part, the list stands there again.
function bringHome() {
  if (!files.contains(list)) files.querySelector("template").before(list);
}

// Pressed once more after a broken connection, the same upload goes on where it stopped.
function send(one) {
  return new Promise((resolve) => {
    const bar = one.row.querySelector("progress");
    bar.hidden = false;
    bar.setAttribute("aria-label", one.file.name);
    one.settle = resolve;
    one.upload ??= new window.tus.Upload(one.file, {
      endpoint: files.dataset.files,
      chunkSize: PIECE,
      retryDelays: PAUSES,
      storeFingerprintForResuming: false,
      metadata: { filename: one.file.name },
      headers: { "X-CSRFToken": sending.querySelector("[name=csrfmiddlewaretoken]").value },
      onProgress: (sent, all) => progress(one.row, bar, sent, all),
      onSuccess: () => { one.isHere = true; said(one.row, files.dataset.here, false); one.settle(); },
      onError: (error) => { said(one.row, refusal(error), true); one.settle(); },
    });
    one.upload.start();
  });
}

// The bar moves with every byte; the words only now and then, for those who have them read aloud.
function progress(item, bar, sent, all) {
  const percent = Math.floor((sent / all) * 100);
  bar.value = percent;
  said(item, files.dataset.sending.replace("{percent}", `${percent - (percent % 20)}%`), false);
}

// The server's own sentence where it gave one, else that the connection was lost.
function refusal(error) {
  const answer = error.originalResponse;
  const sentence = answer && [400, 413, 429].includes(answer.getStatus()) ? answer.getBody() : "";
  return sentence || files.dataset.lost;
}

function said(item, sentence, isBad) {
  item.classList.toggle("files-bad", isBad);
  const words = item.querySelector(".files-said");
  if (words.textContent !== sentence) words.textContent = sentence;
}
