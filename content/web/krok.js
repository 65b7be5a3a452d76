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
  function swap(page, request, isNew) {
    var before = main().dataset.status;
    var focused = signs(document.activeElement);
    var typed = isNew ? [] : drafts();
    var opened = isNew ? [] : unfolded();
    var notices = isNew ? [] : told();
    var side = document.querySelector("nav.steps");
    var scrolled = side ? side.scrollTop : 0;
    [".top", ".columns"].forEach(function (name) {
      var fresh = document.importNode(page.querySelector(name), true);
      document.querySelector(name).replaceWith(fresh);
    });
    side = document.querySelector("nav.steps");
    if (side) side.scrollTop = scrolled;
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
      arrive();
    } else {
      var again = Array.from(document.querySelectorAll(CONTROLS)).find(function (control) {
        return signs(control) === focused;
      });
      if (again) again.focus({ preventScroll: true });
    }
    if (main().dataset.status !== before) say(main().dataset.status);
  }

  // After going to another page: its heading, or what is wrong, gets the focus.
  function arrive() {
    var target = null;
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
    return pressed;
  }

  function press(event) {
    if (event.type === "keydown" && event.key !== " " && event.key !== "Enter") return;
    pressed = true;
  }

  // The click comes after the release, and what it asks for comes first.
  function release() {
    window.setTimeout(function () {
      pressed = false;
      if (late) show(window.location.pathname + window.location.search, false);
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

  // Somebody may be choosing a file, for a control that has to be there afterwards.
  function isBusy() {
    var one = document.activeElement;
    return !!one && one.matches("main input[type=file]");
  }

  // What changed meanwhile is shown once the focus has gone on.
  document.addEventListener("focusout", function () {
    window.setTimeout(function () {
      if (!missed || isBusy()) return;
      missed = false;
      show(window.location.pathname + window.location.search, false);
    }, 0);
  });

  // Revealed values leave the page after a minute; the server says so and where to go then.
  function fade(request) {
    window.clearTimeout(fading);
    var header = request && request.getResponseHeader("Refresh");
    var parts = header && /^(\d+); url=(.*)$/.exec(header);
    if (!parts) return;
    fading = window.setTimeout(function () {
      load("GET", parts[2], null, false, function (page, request) { swap(page, request, false); });
    }, parts[1] * 1000);
  }

  function show(address, isAsked) {
    load("GET", address, null, isAsked, function (page, request) {
      swap(page, request, isAsked);
    });
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
        // What was taken in is not offered again.
        form.querySelectorAll("input[type=file]").forEach(function (field) { field.value = ""; });
        history[there.pathname === here ? "replaceState" : "pushState"](
          null, "", address);
        swap(page, request, !!isNew);
        var notice = document.querySelector("main .notice");
        if (!notice) return;
        say(notice.textContent.trim());
        // Whoever pressed a button further down looks there, and not at the top.
        notice.scrollIntoView({ block: "nearest" });
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
  var copied = null;

  function put(text, button) {
    navigator.clipboard.writeText(text).then(function () {
      say(words.copied);
      takeBack();
      if (button.textContent === words.copied) return;
      var name = button.textContent;
      button.textContent = words.copied;
      window.setTimeout(function () { button.textContent = name; }, 2000);
    }, function () { failed(words.notCopied); });
  }

  // What was copied in secret is taken off the clipboard again, if it is still there.
  function forget(text) {
    window.clearTimeout(copied);
    copied = window.setTimeout(function () {
      if (!navigator.clipboard.readText) return;
      navigator.clipboard.readText().then(function (now) {
        if (now !== text) return;
        navigator.clipboard.writeText("").then(function () { say(words.cleared); }, function () {});
      }, function () {});
    }, 60000);
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
      put(request.responseText, button);
      forget(request.responseText);
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
    var source = button.previousElementSibling;
    if (source) put(source.textContent.replace(/\n$/, ""), button);
  });

  // Google's file, dropped
  function drop(form) {
    var field = form.querySelector("input[type=file]");
    form.querySelector(".dropped").hidden = false;
    ["dragenter", "dragover"].forEach(function (name) {
      form.addEventListener(name, function (event) {
        event.preventDefault();
        form.classList.add("over");
      });
    });
    form.addEventListener("dragleave", function () { form.classList.remove("over"); });
    form.addEventListener("drop", function (event) {
      event.preventDefault();
      form.classList.remove("over");
      if (!event.dataTransfer.files.length) return;
      field.files = event.dataTransfer.files;
      form.requestSubmit();
    });
  }

  // What only a script can do is shown once there is one.
  function dress() {
    document.querySelectorAll("button.copy[hidden]").forEach(function (button) {
      button.hidden = !navigator.clipboard;
      // The command that does the same stands there for those who have no script.
      var command = button.previousElementSibling;
      if (command && command.matches(".command")) command.hidden = !button.hidden;
    });
    var form = document.querySelector("form.drop");
    if (form) drop(form);
    var steps = document.querySelector(".steps details");
    if (steps) steps.open = !narrow.matches;
  }
  narrow.addEventListener("change", dress);

  // Changes made elsewhere: a terminal, another page, the clock
  function listen() {
    if (document.visibilityState !== "visible" || events) return;
    events = new EventSource("/events");
    events.addEventListener("changed", function () {
      if (isBusy()) missed = true;
      else show(window.location.pathname + window.location.search, false);
    });
    events.addEventListener("ended", function () {
      events.close();
      failed(words.gone);
    });
  }

  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "visible") {
      listen();
      show(window.location.pathname + window.location.search, false);
    } else if (events) {
      events.close();
      events = null;
    }
  });

  dress();
  if (hasCome()) arrive();
  if (window.location.search.indexOf("n=") >= 0) {
    history.replaceState(null, "", window.location.pathname + window.location.hash);
  }
  listen();
})();
