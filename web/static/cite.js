/* [n] in an answer lights the words it stands for: in the record beside it, or fetched from the article's own page.
   Runs under script-src 'self'. Links work without it too: each leads to the page of its citation. */
(function () {
  "use strict";
  var lit = null;                                       // the link that was followed last

  function $(selector) { return document.querySelector(selector); }
  function all(selector, within) { return Array.from((within || document).querySelectorAll(selector)); }
  function calm() { return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth"; }

  /* Bring a mark to the upper third of the record, or its article to the top, without moving anything else. */
  function reveal(mark, how) {
    var box = $("#record .record");
    if (!box) { mark.scrollIntoView({ block: "center" }); return; }
    var from = box.scrollTop - box.getBoundingClientRect().top, bar = $("#record .bar").offsetHeight;
    var words = mark.getBoundingClientRect().top + from, article = mark.closest(".source").getBoundingClientRect().top + from;
    box.scrollTo({ top: Math.max(0, words - box.clientHeight / 3, article - bar), behavior: how });
  }

  function light(name, link, how) {
    all("mark.on").forEach(function (m) { m.classList.remove("on"); });
    all("a.cite.on").forEach(function (a) { a.classList.remove("on"); });
    var marks = all("mark." + name);
    if (!marks.length) return false;
    marks.forEach(function (m) { m.classList.add("on"); });
    if (link) { link.classList.add("on"); lit = link; }
    reveal(marks[0], how);
    var links = current(), at = $("#record .at");
    if (at && links.indexOf(link) >= 0) at.textContent = links.indexOf(link) + 1 + " of " + links.length;
    return true;
  }

  /* The links of the answer that is open in the record: the last one, or the one whose link was followed. */
  function current() {
    var answers = all(".answer").filter(function (a) { return a.querySelector("a.cite"); });
    var answer = lit && lit.isConnected ? lit.closest(".answer") : answers[answers.length - 1];
    return answer ? all("a.cite", answer) : [];
  }

  function follow(link, focus) {
    var name = link.id.replace(/^cite-/, "mark-");
    var open = function () {
      var shown = document.body.classList.contains("reading");
      document.body.classList.add("reading");
      light(name, link, shown ? calm() : "auto");         // a sheet that slides in can't scroll at the same time
      var mark = $("mark." + CSS.escape(name));
      if (focus && mark) { mark.tabIndex = -1; mark.focus({ preventScroll: true }); }
    };
    if ($("mark." + CSS.escape(name))) { open(); return; }
    fetch(link.href).then(function (r) { return r.ok ? r.text() : Promise.reject(r.status); }).then(function (text) {
      var page = new DOMParser().parseFromString(text, "text/html"), section = page.querySelector("section.source");
      all("mark.cited", section).forEach(function (m) { m.classList.add(name); });
      all("#record section.source, #record .none").forEach(function (old) { old.remove(); });
      $("#record .record").append(document.adoptNode(section));
      open();
    }).catch(function () { window.open(link.href, "_blank", "noopener"); });
  }

  function step(by) {
    var links = current();
    if (!links.length) return;
    var at = links.indexOf(lit);
    follow(links[(at + by + links.length) % links.length], false);
  }

  function shut() {
    document.body.classList.remove("reading");
    if (lit && lit.isConnected) lit.focus();
  }

  document.addEventListener("click", function (e) {
    var on = e.target.closest ? function (s) { return e.target.closest(s); } : function () { return null; };
    var link = on("a.cite");
    if (link && !(e.ctrlKey || e.metaKey || e.shiftKey || e.button)) { e.preventDefault(); e.stopPropagation(); follow(link, e.detail === 0); }
    else if (on(".steps .prev")) step(-1);
    else if (on(".steps .next")) step(1);
    else if (on("#record .shut")) shut();
    else if (on("a.fresh")) { e.preventDefault(); location.reload(); }
  }, true);

  document.addEventListener("keydown", function (e) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) || e.target.isContentEditable;
    if (e.key === "Escape" && document.body.classList.contains("reading")) shut();
    else if (typing || e.ctrlKey || e.metaKey || e.altKey) return;
    else if (e.key === "n") step(1);
    else if (e.key === "p") step(-1);
    else if (e.key === "/" && $("#ask textarea")) { e.preventDefault(); $("#ask textarea").focus(); }
  });

  /* A new answer: its question goes to the top of the conversation, its first citation is lit in the record. */
  var last = "", due = 0;
  function settle() {
    due = 0;
    all("#log [data-testid=bot], #log [data-testid=user]").forEach(function (m) {   // Gradio reads the markup aloud
      m.setAttribute("aria-label", m.dataset.testid === "bot" ? "Answer" : "Question");
    });
    all("#ask button").forEach(function (b) { b.setAttribute("aria-label", "Ask"); });
    var answers = all(".answer"), answer = answers[answers.length - 1];
    var name = answer ? answers.length + answer.className + (answer.querySelector("a.cite") || {}).id : "";
    if (name === last) return;
    last = name;
    if (!answer) return;
    var asked = all(".question").pop(), log = asked && asked.closest("[role=log]");
    if (log) log.scrollTo({ top: log.scrollTop + asked.getBoundingClientRect().top - log.getBoundingClientRect().top - 20, behavior: calm() });
    var first = answer.querySelector("a.cite");
    if (first) {
      lit = null;
      var tries = 0, wait = setInterval(function () {    // the record may be drawn a moment later
        if (light(first.id.replace(/^cite-/, "mark-"), first, "auto") || ++tries > 20) clearInterval(wait);
      }, 50);
    }
  }
  new MutationObserver(function () { due = due || setTimeout(settle, 30); }).observe(document.documentElement, { childList: true, subtree: true });

  /* An article's own page: its cited words in sight, and its head too where both fit. */
  function begin() {
    var mark = $("mark.cited");
    if (!mark) return;
    all("mark.cited").forEach(function (m) { m.classList.add("on"); });
    if (mark.getBoundingClientRect().bottom + scrollY < innerHeight * 0.8) scrollTo(0, 0);
    else mark.scrollIntoView({ block: "center" });
  }
  if (document.body && document.body.classList.contains("alone")) begin();
})();
