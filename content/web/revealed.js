// Values that stand on a page in clear: for a minute, and not a moment longer.
import { main } from "./notices.js";

let fading = 0;
let beside = null;

function isRevealed() { return !!document.querySelector("main [data-revealed]"); }

// What a page says apart from what it reveals, and from what it is told in passing.
function plain(page) {
  const copy = page.getElementById("main").cloneNode(true);
  copy.querySelectorAll(".notice, .told, button").forEach((part) => { part.remove(); });
  return copy.textContent.replace(/\s+/g, " ");
}

// Remembers what stands beside revealed values; `renew` puts a newer page in the place of this one.
export function around(renew) {
  const before = isRevealed() ? beside : plain(document);
  renew();
  beside = isRevealed() ? before : null;
}

// Values that somebody is reading stay, unless they are others by now, or locked.
export function areStillRight(page) { return beside !== null && plain(page) === beside; }

// The server says how long values may stay, and what to show then.
export function fade(request, show) {
  window.clearTimeout(fading);
  const header = request && request.getResponseHeader("Refresh");
  const parts = header && /^(\d+); url=(.*)$/.exec(header);
  if (!parts) return;
  fading = window.setTimeout(() => {
    veil();
    show(parts[2]);
  }, parts[1] * 1000);
}

// Takes revealed values off the page at once, whether or not the server still answers.
export function veil() {
  if (!isRevealed()) return;
  beside = null;
  main().querySelectorAll("button[data-secret], [data-revealed] code").forEach((part) => {
    const value = part.matches("code") ? part : part.parentElement.querySelector("code");
    if (value) value.textContent = "•••";
  });
  main().querySelectorAll("[data-revealed] button[data-fleeting]").forEach((button) => {
    button.hidden = true;
  });
}
