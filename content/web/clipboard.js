// Copying, and taking secrets off the clipboard again.
import { failed, say, takeBack, word } from "./notices.js";

// What was copied in secret and until when it may stay there: never the value, only a salted hash
// that tells whether it is still the same. It outlives the page, which goes with each step.
const KEPT = "copied";
let copied = null;
let clearing = 0;
try { copied = JSON.parse(sessionStorage.getItem(KEPT)); } catch (refused) { /* then nothing */ }

function keep(record) {
  copied = record;
  try {
    if (record) sessionStorage.setItem(KEPT, JSON.stringify(record));
    else sessionStorage.removeItem(KEPT);
  } catch (refused) { /* then as long as this page */ }
  window.clearTimeout(clearing);
  if (record) clearing = window.setTimeout(forget, Math.max(0, record.until - Date.now()));
}

function hexadecimal(bytes) {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function hash(salt, text) {
  return crypto.subtle.digest("SHA-256", new TextEncoder().encode(salt + text)).then(hexadecimal);
}

function put(text, button, isFleeting) {
  // Said once it is known until when it may stay: from then on nobody has to wait for anything.
  navigator.clipboard.writeText(text).then(() => isFleeting && remember(text)).then(() => {
    say(word("copied"));
    takeBack();
    if (button.textContent === word("copied")) return;
    const name = button.textContent;
    button.textContent = word("copied");
    window.setTimeout(() => { button.textContent = name; }, 2000);
  }, () => { failed(word("notCopied")); });
}

function remember(text) {
  const salt = hexadecimal(crypto.getRandomValues(new Uint8Array(16)));
  return hash(salt, text).then((hash) => { keep({ until: Date.now() + 60000, salt, hash }); });
}

// What was copied in secret is taken off the clipboard again, if it is still there.
export function forget() {
  const record = copied;
  if (!record || record.until > Date.now()) return;
  if (!navigator.clipboard || !navigator.clipboard.readText) return giveUp();
  navigator.clipboard.readText().then((now) => hash(record.salt, now)).then((found) => {
    if (record !== copied) return;
    if (found !== record.hash) return keep(null);
    return navigator.clipboard.writeText("").then(() => {
      if (record !== copied) return;
      keep(null);
      say(word("cleared"));
    });
  }).catch(() => {
    // A page without the focus may not look: most often the value is being pasted elsewhere.
    if (!document.hasFocus()) return;
    navigator.permissions.query({ name: "clipboard-read" }).then((permission) => {
      if (permission.state === "denied") giveUp();
    }).catch(giveUp);
  });
}

function giveUp() {
  keep(null);
  failed(word("notCleared"));
}

function copySecret(button) {
  const request = new XMLHttpRequest();
  request.open("POST", button.dataset.from);
  request.onload = () => {
    if (request.status === 403) {
      window.location.assign("/vault?back=" + encodeURIComponent(window.location.pathname));
      return;
    }
    if (request.status === 404) return failed(word("notThere"));
    if (request.status !== 200) return failed(word("notCopied"));
    put(request.responseText, button, true);
  };
  request.onerror = () => { failed(word("gone")); };
  request.send(new URLSearchParams({
    word: document.querySelector("input[name=word]").value, do: "secret",
    field: button.dataset.secret,
  }));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.copy");
  if (!button) return;
  if (button.dataset.secret) return copySecret(button);
  if (button.dataset.copyValue) {
    return put(document.getElementById(button.dataset.copyValue).value, button);
  }
  if (button.dataset.copyText) return put(button.dataset.copyText, button);
  const source = button.previousElementSibling;
  if (source) put(source.textContent.replace(/\n$/, ""), button, "fleeting" in button.dataset);
});

window.addEventListener("focus", forget);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") forget();
});
keep(copied);
