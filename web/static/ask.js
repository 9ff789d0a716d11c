/* What moves on the page without the server: a link that is a question asks it, an answer is copied or judged, and a
   new question goes to the top of the conversation. Runs under script-src 'self'. */
(function () {
  "use strict";
  var FIELDS = ["q", "speaker", "outlet", "since", "until"];
  var framed = window.parent !== window;

  function $(selector) { return document.querySelector(selector); }
  function all(selector) { return Array.from(document.querySelectorAll(selector)); }

  function enter(field, text) {
    if (!field || $("#ask .stop-button")) return;
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(function () { field.dispatchEvent(new KeyboardEvent("keypress", { key: "Enter", bubbles: true })); }, 30);
  }
  /* Ask what an address asks: it is put into a field that nobody sees, and the server reads it there. */
  function ask(address) { enter($("#address textarea"), address); }
  /* Ask the same once more, in the same conversation. */
  function again(address) { enter($("#ask textarea"), new URLSearchParams(address).get("q")); }

  /* The address of this window, as it was opened: its question is asked once, and the next reload begins anew. */
  function opened() {
    var url = new URL(location.href), asked = new URLSearchParams();
    FIELDS.forEach(function (f) { if (url.searchParams.has(f)) { asked.set(f, url.searchParams.get(f)); url.searchParams.delete(f); } });
    if (!asked.get("q")) return;
    history.replaceState(null, "", url);
    ask("?" + asked);
  }

  function copy(text, note) {
    var done = function () { note.textContent = "Copied."; };
    var by_hand = function () {                         // without https there is no clipboard to write to
      var area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      note.textContent = document.execCommand("copy") ? "Copied." : "The browser did not let this be copied.";
      area.remove();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, by_hand);
    else by_hand();
  }

  /* An answer as text: its statements that are borne out, with their markers, then each reference with its address. */
  function referenced(answer) {
    var lines = Array.from(answer.querySelectorAll(".statement:is(.exact, .borne_out)")).map(function (s) {
      var bare = s.cloneNode(true);
      bare.querySelectorAll(".aside").forEach(function (a) { a.remove(); });
      return bare.textContent.trim();
    });
    var seen = {}, references = [];
    answer.querySelectorAll(".statement:is(.exact, .borne_out) a.cite").forEach(function (a) {
      if (seen[a.id]) return;
      seen[a.id] = true;
      references.push(a.textContent + " " + a.title + ". " + a.href);
    });
    return lines.join("\n") + "\n\n" + references.join("\n") + "\n";
  }

  function judge(answer, acts, opinion, pressed) {
    var note = acts.querySelector(".thanks"), id = answer.id.split("-").slice(2).join("-");
    acts.classList.toggle("asking", opinion === "bad");
    acts.querySelectorAll(".vote, .wrong").forEach(function (b) { b.setAttribute("aria-pressed", String(b === pressed)); });
    fetch("api/feedback", {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ answer: id, opinion: opinion })
    }).then(function (r) { return r.ok ? "Noted, here and nowhere else." : r.json().then(function (f) { return f.error.message + " " + f.error.hint; }); })
      .catch(function () { return "The server can't be reached."; })
      .then(function (said) { note.textContent = opinion === "bad" && /^Noted/.test(said) ? "Noted. What is wrong?" : said; });
  }

  document.addEventListener("click", function (e) {
    var on = e.target.closest ? function (s) { return e.target.closest(s); } : function () { return null; };
    var link = on("a.ask, a.retry, a.address, a.fresh"), plain = !(e.ctrlKey || e.metaKey || e.shiftKey || e.button);
    var answer = on(".answer"), acts = on(".acts");
    if (link && plain) {
      e.preventDefault(); e.stopPropagation();
      if (link.matches("a.ask")) ask(link.search);
      else if (link.matches("a.retry")) again(link.search);
      else if (link.matches("a.address")) copy(link.href, acts.querySelector(".thanks"));
      else location.reload();
    }
    else if (on("button.copy") && acts) copy(referenced(answer), acts.querySelector(".thanks"));
    else if (on(".vote.up")) judge(answer, acts, "good", on(".vote.up"));
    else if (on(".vote.down")) judge(answer, acts, "bad", on(".vote.down"));
    else if (on(".wrong")) judge(answer, acts, on(".wrong").textContent.charAt(0).toLowerCase() + on(".wrong").textContent.slice(1), on(".wrong"));
  }, true);

  document.addEventListener("keydown", function (e) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) || e.target.isContentEditable;
    if (e.key === "/" && !typing && !e.ctrlKey && !e.metaKey && $("#ask textarea")) { e.preventDefault(); $("#ask textarea").focus(); }
    else if (e.key === "Escape" && framed && !e.defaultPrevented) window.parent.postMessage({ type: "onrecord:close" }, "*");
  });

  /* Gradio reads its markup aloud, or names nothing: say what things are. */
  function name(selector, label, role) {
    all(selector).forEach(function (e) {
      if (e.getAttribute("aria-label") !== label) e.setAttribute("aria-label", label);
      if (role) e.setAttribute("role", role);
    });
  }
  var questions = 0, due = 0, begun = false;
  function settle() {
    due = 0;
    name("#log [data-testid=bot]", "Answer", "group");
    name("#log [data-testid=user]", "Question", "group");
    name("#ask .submit-button", "Ask");
    name("#ask .stop-button", "Stop");
    name("#record", "The record", "region");
    all(".options, .option-list").forEach(function (list) { list.tabIndex = -1; });   // Tab would stop there, and be lost when it closes
    all("#snippet textarea:disabled").forEach(function (area) { area.disabled = false; area.readOnly = true; });
    if (!begun && $("#address textarea")) {
      begun = true;
      if (framed) window.parent.postMessage({ type: "onrecord:ready" }, "*");
      opened();
    }
    var asked = all(".question"), log = asked.length && asked[asked.length - 1].closest("[role=log]");
    if (log && log.scrollHeight <= log.clientHeight) log = $("#talk");  // in a low window it is this that scrolls
    if (log && asked.length !== questions) {
      var top = log.scrollTop + asked[asked.length - 1].getBoundingClientRect().top - log.getBoundingClientRect().top - 20;
      log.scrollTo({ top: top, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    }
    questions = asked.length;
  }
  new MutationObserver(function () { due = due || setTimeout(settle, 30); })
    .observe(document.documentElement, { childList: true, subtree: true });
})();
