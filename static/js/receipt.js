// The receipt's comforts: copy, and a picture that shows nothing but the code.
const code = document.getElementById("receipt-code").textContent.trim();
const tools = document.getElementById("keep");
const said = document.getElementById("keep-said");
const copying = tools.querySelector(".keep-copy");
const drawing = tools.querySelector(".keep-draw");

copying.hidden = drawing.hidden = false;
copying.addEventListener("click", copy);
drawing.addEventListener("click", draw);

async function copy() {
  try {
    await navigator.clipboard.writeText(code);
    said.textContent = tools.dataset.copied;
  } catch {
    window.getSelection().selectAllChildren(document.getElementById("receipt-code"));
    said.textContent = tools.dataset.selected;
  }
}

function draw() {
  const canvas = document.createElement("canvas");
  canvas.width = 900;
  canvas.height = 720;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#1a2733";
  pen.textAlign = "center";
  pen.font = "600 64px ui-monospace, Menlo, Consolas, monospace";
  const groups = code.split("-");
  pen.fillText(`${groups.slice(0, 2).join("-")}-`, canvas.width / 2, 130, 840);
  pen.fillText(groups.slice(2).join("-"), canvas.width / 2, 220, 840);
  const squares = document.getElementById("receipt-picture");
  if (squares.complete && squares.naturalWidth) pen.drawImage(squares, canvas.width / 2 - 200, 270, 400, 400);
  const picture = document.getElementById("keep-picture");
  picture.src = canvas.toDataURL("image/png");
  picture.hidden = false;
  said.textContent = tools.dataset.drawn;
}
