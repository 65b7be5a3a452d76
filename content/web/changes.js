// Changes made elsewhere: a terminal, another page, the clock.
import { failed, word } from "./notices.js";
import { refresh } from "./pages.js";
import { veil } from "./revealed.js";

let events = null;
let pause = 1000;
let reopening = 0;
let isBehind = false;

function listen() {
  window.clearTimeout(reopening);
  if (document.visibilityState !== "visible" || events) return;
  const source = new EventSource("/events");
  events = source;
  source.onopen = () => {
    pause = 1000;
    if (isBehind) refresh();
    isBehind = false;
  };
  // The browser comes back by itself, unless it was sent away.
  source.onerror = () => {
    isBehind = true;
    if (source.readyState !== EventSource.CLOSED || source !== events) return;
    events = null;
    reopening = window.setTimeout(listen, pause);
    pause = Math.min(2 * pause, 30000);
  };
  source.addEventListener("changed", refresh);
  source.addEventListener("ended", () => {
    source.close();
    isBehind = true;
    veil();
    failed(word("gone"));
  });
}

function mute() {
  if (events) events.close();
  events = null;
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return mute();
  listen();
  refresh();
});

window.addEventListener("focus", () => {
  if (!isBehind) return;
  if (events && events.readyState === EventSource.CLOSED) mute();
  pause = 1000;
  listen();
  refresh();
});

listen();
