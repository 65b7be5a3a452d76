// Makes Krok's pages livelier; each of them works without it. Sends nothing but what a form says,
// loads nothing but pages of this server, and puts no text into markup.
"use strict";
(function () {
  var body = document.body;
  var live = document.getElementById("live");
  var words = body.dataset;
  var narrow = window.matchMedia("(max-width: 56rem)");
  var fading = 0;
  var events = null;
  var asked = 0;
  var waiting = 0;
  var pressed = false;
  var late = false;
  var missed = false;
  var choosing = null;
  var veiled = null;
  var FILES = "main input[type=file]";

  function main() { return document.getElementById("main"); }

  function say(text) {
    live.textContent = "";
    if (text) window.setTimeout(function () { live.textContent = text; }, 50);
  }

  // A page of ours as a document: parsed by the browser, its scripts dead. What nobody asked for
  // gives way to what somebody did, and to another address.
  function load(method, address, data, isAsked, done) {
    if (!isAsked && (waiting || isHeld())) return;
    var request = new XMLHttpRequest();
    var number = ++asked;
    var here = window.location.pathname;
    request.open(method, address);
    request.responseType = "document";
    if (isAsked) waiting += 1;
    else request.setRequestHeader("Krok-Unasked", "1");
    request.onloadend = function () {
      if (isAsked) waiting -= 1;
      else if (waiting || number !== asked || here !== window.location.pathname || isHeld()) return;
      var page = request.response;
      if (!request.status) {
        if (isAsked) failed(words.gone);
      } else if (request.status === 429 && page && !page.querySelector(".top")) {
        // Too much at once: what somebody is typing must not give way to a page that says so.
        if (isAsked) failed(page.querySelector("h1").textContent);
        else window.setTimeout(refresh, 2000);
      } else if (!page || !page.getElementById("main") || !page.querySelector(".top")) {
        window.location.reload();
      } else {
        done(page, request);
      }
    };
    request.send(data);
  }

  function failed(text) {
    say(text);
    takeBack();
    var notice = document.createElement("div");
    notice.className = "notice wrong ours";
    notice.setAttribute("role", "alert");
    notice.appendChild(document.createElement("p")).textContent = text;
    main().insertBefore(notice, main().firstChild);
    document.querySelectorAll("form[aria-busy]").forEach(function (form) {
      form.removeAttribute("aria-busy");
    });
  }

  // What this script said itself is over when it says the next thing.
  function takeBack() {
    document.querySelectorAll("main > .notice.ours").forEach(function (notice) { notice.remove(); });
  }

  // Puts a loaded page in the place of this one; keeps focus, scroll and what is being typed.
  // `refused` is the field that was sent and not taken in.
  function swap(page, request, isNew, refused) {
    var before = main().dataset.status;
    var focused = held();
    var typed = isNew ? [] : drafts();
    var opened = isNew ? [] : unfolded();
    var notices = isNew ? [] : told();
    var under = isRevealed() ? veiled : plain(document);
    renew(page, [".top", ".columns"]);
    veiled = isRevealed() ? under : null;
    shown = window.location.pathname + window.location.search;
    document.title = page.title;
    document.documentElement.lang = page.documentElement.lang;
    words = Object.assign({}, page.body.dataset);
    typed.forEach(function (draft) {
      var field = document.getElementById(draft.id);
      if (field) field[draft.part] = draft.value;
    });
    if (!document.querySelector("main .notice")) {
      notices.reverse().forEach(function (notice) { main().prepend(notice); });
    }
    opened.forEach(function (index) {
      var part = document.querySelectorAll("main details")[index];
      if (part) part.open = true;
    });
    dress();
    fade(request);
    if (isNew) {
      reach();
      arrive(refused);
    } else {
      refocus(focused);
    }
    if (main().dataset.status !== before) say(main().dataset.status);
  }

  // After going to another page: its heading, or what is wrong, gets the focus.
  function arrive(refused) {
    var target = null;
    var wrong = main().querySelector("[aria-invalid=true]") || document.getElementById(refused);
    if (wrong) {
      var notice = document.querySelector("main > .notice.wrong");
      if (notice && !/\breason-/.test(wrong.getAttribute("aria-describedby"))) {
        notice.id = "refusal";
        wrong.setAttribute("aria-describedby",
          ("refusal " + (wrong.getAttribute("aria-describedby") || "")).trim());
      }
      wrong.focus({ preventScroll: true });
      wrong.scrollIntoView({ block: "center" });
      return;
    }
    if (window.location.hash) target = document.getElementById(window.location.hash.slice(1));
    if (target) {
      var field = target.querySelector("input:not([type=hidden]), button") || target;
      if (field === target && target.tabIndex < 0) target.setAttribute("tabindex", "-1");
      target.scrollIntoView({ block: "center" });
      field.focus({ preventScroll: true });
      return;
    }
    window.scrollTo(0, 0);
    var heading = document.getElementById("heading");
    if (heading) heading.focus({ preventScroll: true });
  }

  // The current step comes into sight in the list at the side; the page itself stays where it is.
  function reach() {
    var side = document.querySelector("nav.steps");
    var here = side && side.querySelector("[aria-current]");
    if (!here || side.scrollHeight <= side.clientHeight) return;
    var above = here.getBoundingClientRect().top - side.getBoundingClientRect().top;
    if (above >= 0 && above + here.offsetHeight <= side.clientHeight) return;
    side.scrollTop += above - (side.clientHeight - here.offsetHeight) / 2;
  }

  // Going to another of our pages by a link loads it; its heading gets the focus then, but not
  // when a page is opened for the first time, or again.
  document.addEventListener("click", function (event) {
    var link = event.target.closest(".columns a[href^='/'], .ways a");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.pathname === window.location.pathname || link.hasAttribute("download")) return;
    try { sessionStorage.setItem("came", "1"); } catch (refused) { /* then without */ }
  });

  function hasCome() {
    try {
      var came = sessionStorage.getItem("came") !== null;
      sessionStorage.removeItem("came");
      return came;
    } catch (refused) {
      return false;
    }
  }

  // What tells a control from the others of its page, also when a newer page takes its place.
  var CONTROLS = "main [tabindex], main input, main button, main select, main summary, .columns a, .top a";
  function signs(control) {
    if (!control || !control.matches(CONTROLS)) return null;
    if (control.id) return "#" + control.id;
    var form = control.closest("form");
    var part = control.closest("[id]");
    return [control.tagName, part && part.id, control.name, /^(radio|checkbox|submit)$/.test(control.type) ? control.value : "",
      control.getAttribute("href"), form && form.getAttribute("action"),
      control.tagName === "SUMMARY" ? control.textContent : ""].join(" ");
  }

  // What somebody is typing or choosing in this moment must not be lost because somebody else ticks.
  function drafts() {
    var found = [];
    document.querySelectorAll("main input[id], main select[id]").forEach(function (field) {
      if (/^(radio|checkbox)$/.test(field.type)) {
        if (field.checked !== field.defaultChecked) {
          found.push({ id: field.id, part: "checked", value: field.checked });
        }
      } else if (field.type === "file") {
        if (field.files.length) found.push({ id: field.id, part: "files", value: field.files });
      } else if (field.tagName === "SELECT"
        || /^(text|password|search|number|url|email)$/.test(field.type)
          && field.value !== field.defaultValue) {
        found.push({ id: field.id, part: "value", value: field.value });
      }
    });
    return found;
  }

  // Between press and release a control stays where it is, or the click would go nowhere.
  function isHeld() {
    if (pressed) late = true;
    if (isBusy()) missed = true;
    return pressed || isBusy();
  }

  function press(event) {
    if (event.type === "keydown" && event.key !== " " && event.key !== "Enter") return;
    pressed = true;
  }

  // The click comes after the release, and what it asks for comes first.
  function release() {
    window.setTimeout(function () {
      pressed = false;
      if (late) refresh();
      late = false;
    }, 0);
  }
  ["pointerdown", "keydown"].forEach(function (name) {
    document.addEventListener(name, press, true);
  });
  ["pointerup", "pointercancel", "keyup"].forEach(function (name) {
    document.addEventListener(name, release, true);
  });
  window.addEventListener("blur", release);

  // What was said a moment ago stays, though the server says it once; values do not.
  function told() {
    return Array.from(document.querySelectorAll("main > .notice")).filter(function (notice) {
      return !notice.querySelector("code, input");
    });
  }

  // What somebody has unfolded stays so.
  function unfolded() {
    var found = [];
    document.querySelectorAll("main details").forEach(function (part, index) {
      if (part.open) found.push(index);
    });
    return found;
  }

  // Somebody may be choosing a file, for a control that has to be there afterwards. Not every
  // browser gives a control the focus that was clicked.
  function isBusy() {
    var one = document.activeElement;
    return !!one && one.matches(FILES) || !!choosing && choosing.isConnected;
  }

  // What changed meanwhile is shown once the focus has gone on, or the file is chosen.
  function catchUp() {
    window.setTimeout(function () {
      if (!missed || isBusy()) return;
      missed = false;
      refresh();
    }, 0);
  }
  document.addEventListener("focusout", catchUp);

  // As long as a chooser is open nothing else of the page can be clicked.
  document.addEventListener("click", function (event) {
    choosing = event.target.matches(FILES) ? event.target : null;
    catchUp();
  });
  ["change", "cancel"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (event.target !== choosing) return;
      choosing = null;
      catchUp();
    });
  });

  // Revealed values leave the page after a minute; the server says so and where to go then.
  function fade(request) {
    window.clearTimeout(fading);
    var header = request && request.getResponseHeader("Refresh");
    var parts = header && /^(\d+); url=(.*)$/.exec(header);
    if (!parts) return;
    fading = window.setTimeout(function () {
      veil();
      load("GET", parts[2], null, false, function (page, request) { swap(page, request, false); });
    }, parts[1] * 1000);
  }

  // Takes revealed values off the page at once, whether or not the server still answers.
  function veil() {
    if (!isRevealed()) return;
    veiled = null;
    document.querySelectorAll("main button[data-secret], main [data-revealed] code").forEach(function (part) {
      var value = part.matches("code") ? part : part.parentElement.querySelector("code");
      if (value) value.textContent = "•••";
    });
    document.querySelectorAll("main [data-revealed] button[data-fleeting]").forEach(function (button) {
      button.hidden = true;
    });
  }

  // What a page says apart from what it reveals, and from what it is told in passing.
  function plain(page) {
    var copy = page.getElementById("main").cloneNode(true);
    copy.querySelectorAll(".notice, .told, button").forEach(function (part) { part.remove(); });
    return copy.textContent.replace(/\s+/g, " ");
  }

  function isRevealed() { return !!document.querySelector("main [data-revealed]"); }

  function refresh() { show(window.location.pathname + window.location.search, false); }

  function show(address, isAsked) {
    load("GET", address, null, isAsked, function (page, request) {
      // Values that somebody is reading stay, unless they are others by now, or locked.
      if (isAsked || veiled === null || plain(page) !== veiled) return swap(page, request, isAsked);
      var focused = held();
      renew(page, [".top", "nav.steps"]);
      unfoldSteps();
      refocus(focused);
    });
  }

  function renew(page, names) {
    var side = document.querySelector("nav.steps");
    var scrolled = side ? side.scrollTop : 0;
    names.forEach(function (name) {
      var old = document.querySelector(name);
      var fresh = page.querySelector(name);
      if (old && fresh) old.replaceWith(document.importNode(fresh, true));
    });
    side = document.querySelector("nav.steps");
    if (side) side.scrollTop = scrolled;
  }

  // What has the focus, and what is selected in it: the next key replaces that.
  function held() {
    var one = document.activeElement;
    var found = { signs: signs(one) };
    try {
      found.range = [one.selectionStart, one.selectionEnd, one.selectionDirection];
    } catch (refused) { /* not every control has text to select */ }
    return found;
  }

  function refocus(focused) {
    var again = Array.from(document.querySelectorAll(CONTROLS)).find(function (control) {
      return signs(control) === focused.signs;
    });
    if (!again || again === document.activeElement) return;
    again.focus({ preventScroll: true });
    if (focused.range && focused.range[0] !== null && focused.range[0] !== undefined) {
      try { again.setSelectionRange.apply(again, focused.range); } catch (refused) { /* as above */ }
    }
  }

  // Forms
  document.addEventListener("submit", function (event) {
    var form = event.target;
    var button = event.submitter;
    if (form.method === "get" || form.hasAttribute("data-plain")) return;
    if (button && button.value === "download") return;
    event.preventDefault();
    var isFile = form.enctype === "multipart/form-data";
    var data = new FormData(form, button);
    if (form.getAttribute("aria-busy")) return;
    form.setAttribute("aria-busy", "true");
    load("POST", form.getAttribute("action"), isFile ? data : new URLSearchParams(data), true,
      function (page, request) {
        var here = window.location.pathname;
        var there = new URL(request.responseURL);
        var isNew = there.pathname !== here || page.querySelector("main [role=alert]");
        // What the page needs to know later stays in its address; what it is told once does not.
        var query = new URLSearchParams(there.search);
        query.delete("n");
        var address = there.pathname + (query.size ? "?" + query : "") + there.hash;
        var typedIn = form.querySelector("input[id]:not([type=hidden]):not([type=file])");
        var isRefused = there.pathname === here && page.querySelector("main .notice.wrong");
        // What was taken in is not offered again.
        form.querySelectorAll("input[type=file]").forEach(function (field) { field.value = ""; });
        history[there.pathname === here ? "replaceState" : "pushState"](
          null, "", address);
        swap(page, request, !!isNew, isRefused && typedIn ? typedIn.id : null);
        var notice = document.querySelector("main .notice");
        if (!notice) return;
        var said = notice.cloneNode(true);
        // What leaves the page after a minute must not stay in what is read out.
        if (said.matches("[data-revealed]")) {
          said.querySelectorAll("code, button").forEach(function (value) { value.remove(); });
        }
        say(said.textContent.trim());
        // Whoever pressed a button further down looks there, and not at the top; whoever typed
        // what was refused has it said beside the field.
        if (!isRefused || !typedIn) notice.scrollIntoView({ block: "nearest" });
      });
  });

  // Links between our own pages stay ordinary links: the browser is good at them.
  var shown = window.location.pathname + window.location.search;
  window.addEventListener("popstate", function () {
    // A jump inside of the page is one too, and leaves the page as it is.
    if (shown !== window.location.pathname + window.location.search) {
      show(window.location.pathname + window.location.search, true);
    }
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) window.location.reload();
  });

  // The clipboard

  // What was copied in secret and until when it may stay there: never the value, only a salted hash
  // that tells whether it is still the same. It outlives the page, which goes with each step.
  var KEPT = "copied";
  var copied = null;
  var clearing = 0;
  try { copied = JSON.parse(sessionStorage.getItem(KEPT)); } catch (refused) { /* then nothing is known */ }

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
    return Array.from(new Uint8Array(bytes), function (byte) {
      return byte.toString(16).padStart(2, "0");
    }).join("");
  }

  function hash(salt, text) {
    return crypto.subtle.digest("SHA-256", new TextEncoder().encode(salt + text)).then(hexadecimal);
  }

  function put(text, button, isFleeting) {
    navigator.clipboard.writeText(text).then(function () {
      var salt = hexadecimal(crypto.getRandomValues(new Uint8Array(16)));
      if (isFleeting) {
        hash(salt, text).then(function (hash) {
          keep({ until: Date.now() + 60000, salt: salt, hash: hash });
        });
      }
      say(words.copied);
      takeBack();
      if (button.textContent === words.copied) return;
      var name = button.textContent;
      button.textContent = words.copied;
      window.setTimeout(function () { button.textContent = name; }, 2000);
    }, function () { failed(words.notCopied); });
  }

  // What was copied in secret is taken off the clipboard again, if it is still there.
  function forget() {
    var record = copied;
    if (!record || record.until > Date.now()) return;
    if (!navigator.clipboard || !navigator.clipboard.readText) return giveUp();
    navigator.clipboard.readText().then(function (now) {
      return hash(record.salt, now);
    }).then(function (found) {
      if (record !== copied) return;
      if (found !== record.hash) return keep(null);
      return navigator.clipboard.writeText("").then(function () {
        if (record !== copied) return;
        keep(null);
        say(words.cleared);
      });
    }).catch(function () {
      // A page without the focus may not look: most often the value is being pasted elsewhere.
      if (!document.hasFocus()) return;
      navigator.permissions.query({ name: "clipboard-read" }).then(function (permission) {
        if (permission.state === "denied") giveUp();
      }).catch(giveUp);
    });
  }

  function giveUp() {
    keep(null);
    failed(words.notCleared);
  }

  function copySecret(button) {
    var word = document.querySelector("input[name=word]").value;
    var request = new XMLHttpRequest();
    request.open("POST", button.dataset.from);
    request.onload = function () {
      if (request.status === 403) {
        window.location.assign("/vault?back=" + encodeURIComponent(window.location.pathname));
        return;
      }
      if (request.status === 404) return failed(words.notThere);
      if (request.status !== 200) return failed(words.notCopied);
      put(request.responseText, button, true);
    };
    request.onerror = function () { failed(words.gone); };
    request.send(new URLSearchParams({ word: word, do: "secret", field: button.dataset.secret }));
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("button.copy");
    if (!button) return;
    if (button.dataset.secret) return copySecret(button);
    if (button.dataset.copyValue) {
      return put(document.getElementById(button.dataset.copyValue).value, button);
    }
    if (button.dataset.copyText) return put(button.dataset.copyText, button);
    var source = button.previousElementSibling;
    if (source) put(source.textContent.replace(/\n$/, ""), button, "fleeting" in button.dataset);
  });

  // Google's file, dropped: anywhere on a page that takes it in. Elsewhere the browser would open
  // it, and show the secret.
  function dropping(event) {
    return !!event.dataTransfer && Array.from(event.dataTransfer.types).indexOf("Files") >= 0;
  }

  function mark(isOver) {
    var form = document.querySelector("form.drop");
    if (form) form.classList.toggle("over", isOver);
  }

  ["dragenter", "dragover"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (!dropping(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      mark(true);
    });
  });
  document.addEventListener("dragleave", function (event) { if (!event.relatedTarget) mark(false); });
  document.addEventListener("drop", function (event) {
    if (!dropping(event)) return;
    event.preventDefault();
    mark(false);
    var form = document.querySelector("form.drop");
    if (!form) return misplaced();
    if (!event.dataTransfer.files.length) return;
    form.querySelector("input[type=file]").files = event.dataTransfer.files;
    form.requestSubmit();
  });

  function misplaced() {
    failed(words.dropElsewhere);
    var way = document.querySelector(".ways a[href$='/import']");
    var notice = document.querySelector("main > .notice.ours");
    if (way) notice.appendChild(document.createElement("p")).appendChild(way.cloneNode(true));
    notice.scrollIntoView({ block: "nearest" });
  }

  // What only a script can do is shown once there is one.
  function dress() {
    document.querySelectorAll("button.copy[hidden]").forEach(function (button) {
      button.hidden = !navigator.clipboard;
      // The command that does the same stands there for those who have no script.
      var command = button.previousElementSibling;
      if (command && command.matches(".command")) command.hidden = !button.hidden;
    });
    document.querySelectorAll(".scripted[hidden], .dropped[hidden]").forEach(function (part) { part.hidden = false; });
    measure();
    unfoldSteps();
  }

  // A drawing that is wider than the page is scrolled sideways, by keyboard too.
  function measure() {
    document.querySelectorAll(".text p:has(> img)").forEach(function (part) {
      if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
      else part.removeAttribute("tabindex");
    });
  }
  window.addEventListener("resize", measure);
  document.addEventListener("load", measure, true);

  function unfoldSteps() {
    var steps = document.querySelector(".steps details");
    if (steps) steps.open = !narrow.matches;
  }
  narrow.addEventListener("change", dress);

  // Changes made elsewhere: a terminal, another page, the clock
  var pause = 1000;
  var reopening = 0;
  var isBehind = false;

  function listen() {
    window.clearTimeout(reopening);
    if (document.visibilityState !== "visible" || events) return;
    var source = new EventSource("/events");
    events = source;
    source.onopen = function () {
      pause = 1000;
      if (isBehind) refresh();
      isBehind = false;
    };
    // The browser comes back by itself, unless it was sent away.
    source.onerror = function () {
      isBehind = true;
      if (source.readyState !== EventSource.CLOSED || source !== events) return;
      events = null;
      reopening = window.setTimeout(listen, pause);
      pause = Math.min(2 * pause, 30000);
    };
    source.addEventListener("changed", refresh);
    source.addEventListener("ended", function () {
      source.close();
      isBehind = true;
      veil();
      failed(words.gone);
    });
  }

  function mute() {
    if (events) events.close();
    events = null;
  }

  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState !== "visible") return mute();
    listen();
    refresh();
    forget();
  });

  window.addEventListener("focus", function () {
    forget();
    if (!isBehind) return;
    if (events && events.readyState === EventSource.CLOSED) mute();
    pause = 1000;
    listen();
    refresh();
  });

  dress();
  reach();
  if (hasCome()) arrive();
  keep(copied);
  if (window.location.search.indexOf("n=") >= 0) {
    history.replaceState(null, "", window.location.pathname + window.location.hash);
  }
  listen();
})();
