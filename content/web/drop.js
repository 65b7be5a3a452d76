// Google's file, dropped: anywhere on a page that takes it in. Elsewhere the browser would open it,
// and show the secret.
import { failed, word } from "./notices.js";

function holdsFile(event) {
  return !!event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files");
}

function mark(isOver) {
  const form = document.querySelector("form.drop");
  if (form) form.classList.toggle("over", isOver);
}

function misplaced() {
  failed(word("dropElsewhere"));
  const way = document.querySelector(".ways a[href$='/import']");
  const notice = document.querySelector("main > .notice.ours");
  if (way) notice.appendChild(document.createElement("p")).appendChild(way.cloneNode(true));
  notice.scrollIntoView({ block: "nearest" });
}

for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    mark(true);
  });
}

document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) mark(false); });

document.addEventListener("drop", (event) => {
  if (!holdsFile(event)) return;
  event.preventDefault();
  mark(false);
  const form = document.querySelector("form.drop");
  if (!form) return misplaced();
  if (!event.dataTransfer.files.length) return;
  form.querySelector("input[type=file]").files = event.dataTransfer.files;
  form.requestSubmit();
});
