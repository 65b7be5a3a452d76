// Pages of ours in the place of this one, without loading it anew.
import { isHeld } from "./busy.js";
import { drafts } from "./drafts.js";
import { dress, unfoldSteps } from "./dress.js";
import { arrive, held, reach, refocus } from "./focus.js";
import { failed, main, say, speak, word } from "./notices.js";
import { areStillRight, around, fade } from "./revealed.js";

// What the server says once is over: an address that still names it would not be this page's.
if (window.location.search.includes("n=")) {
  history.replaceState(null, "", window.location.pathname + window.location.hash);
}

let asked = 0;
let waiting = 0;
let shown = address();

function address() { return window.location.pathname + window.location.search; }

// A page of ours as a document: parsed by the browser, its scripts dead. What nobody asked for gives
// way to what somebody did, and to another address.
export function load(method, address, data, isAsked, done) {
  if (!isAsked && (waiting || isHeld())) return;
  const request = new XMLHttpRequest();
  const number = ++asked;
  const here = window.location.pathname;
  request.open(method, address);
  request.responseType = "document";
  if (isAsked) waiting += 1;
  else request.setRequestHeader("Krok-Unasked", "1");
  request.onloadend = () => {
    if (isAsked) waiting -= 1;
    else if (waiting || number !== asked || here !== window.location.pathname || isHeld()) return;
    answer(request, isAsked, done);
  };
  request.send(data);
}

function answer(request, isAsked, done) {
  const page = request.response;
  if (!request.status) {
    if (isAsked) failed(word("gone"));
  } else if (request.status === 429 && page && !page.querySelector(".top")) {
    // Too much at once: what somebody is typing must not give way to a page that says so.
    if (isAsked) failed(page.querySelector("h1").textContent);
    else window.setTimeout(refresh, 2000);
  } else if (!page || !page.getElementById("main") || !page.querySelector(".top")) {
    window.location.reload();
  } else {
    done(page, request);
  }
}

// Puts a loaded page in the place of this one; keeps focus, scroll and what is being typed, unless
// it is a new one. `refused` is the ID of the field that was sent and not taken in.
export function swap(page, request, isNew, refused) {
  const before = main().dataset.status;
  const focused = held();
  const putBack = isNew ? () => {} : drafts();
  around(() => { renew(page, [".top", ".columns"]); });
  shown = address();
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  speak(page);
  putBack();
  dress();
  fade(request, (next) => {
    load("GET", next, null, false, (page, request) => { swap(page, request, false); });
  });
  if (isNew) {
    reach();
    arrive(refused);
  } else {
    refocus(focused);
  }
  if (main().dataset.status !== before) say(main().dataset.status);
}

function renew(page, names) {
  const scrolled = document.querySelector("nav.steps")?.scrollTop ?? 0;
  for (const name of names) {
    const old = document.querySelector(name);
    const fresh = page.querySelector(name);
    if (old && fresh) old.replaceWith(document.importNode(fresh, true));
  }
  const side = document.querySelector("nav.steps");
  if (side) side.scrollTop = scrolled;
}

// This page as the server has it now.
export function refresh() { show(false); }

function show(isAsked) {
  load("GET", address(), null, isAsked, (page, request) => {
    if (isAsked || !areStillRight(page)) return swap(page, request, isAsked);
    const focused = held();
    renew(page, [".top", "nav.steps"]);
    unfoldSteps();
    refocus(focused);
  });
}

// Links between our own pages stay ordinary links: the browser is good at them. A jump inside of the
// page is a step back as well, and leaves the page as it is.
window.addEventListener("popstate", () => { if (shown !== address()) show(true); });
window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
