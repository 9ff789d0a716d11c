/* [n] in an answer lights the words it stands for: in the record beside it, or fetched from the article's own page.
   Runs under script-src 'self'. Links work without it too: each leads to the page of its citation. */
(function () {
  "use strict";
  var lit = "";                                         // the id of the link that was followed last: "cite-KEY-2"
  var told = "";                                        // the key of the answer whose first citation was lit unasked

  function $(selector) { return document.querySelector(selector); }
  function all(selector, within) { return Array.from((within || document).querySelectorAll(selector)); }
  function calm() { return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth"; }
  function keyOf(id) { return id.split("-")[1]; }

  /* Bring a mark to the upper third of the record, or its article to the top, without moving anything else. */
  function reveal(mark, how) {
    var box = $("#record .record");
    if (!box) { mark.scrollIntoView({ block: "center" }); return; }
    var from = box.scrollTop - box.getBoundingClientRect().top, bar = $("#record .bar").offsetHeight;
    var words = mark.getBoundingClientRect().top + from, article = mark.closest(".source").getBoundingClientRect().top + from;
    box.scrollTo({ top: Math.max(0, words - box.clientHeight / 3, article - bar), behavior: how });
  }

  function light(id, how) {
    all("mark.on, a.cite.on").forEach(function (e) { e.classList.remove("on"); });
    var marks = all("mark." + CSS.escape(id.replace(/^cite-/, "mark-"))), link = document.getElementById(id);
    if (!marks.length) return false;
    lit = id;
    marks.forEach(function (m) { m.classList.add("on"); });
    if (link) link.classList.add("on");
    reveal(marks[0], how);
    var links = siblings(), at = $("#record .at");
    if (at && links.indexOf(link) >= 0) at.textContent = links.indexOf(link) + 1 + " of " + links.length;
    return true;
  }

  /* The links of the answer that is open in the record: of the one whose link was followed last, each citation once. */
  function siblings() {
    var seen = {};
    return all('a.cite[id^="cite-' + keyOf(lit) + '-"]').filter(function (a) { return !seen[a.id] && (seen[a.id] = true); });
  }

  function follow(link, focus) {
    var id = link.id, name = id.replace(/^cite-/, "mark-");
    function open() {
      var shown = document.body.classList.contains("reading");
      document.body.classList.add("reading");
      light(id, shown ? calm() : "auto");               // a sheet that slides in can't scroll at the same time
      var mark = $("mark." + CSS.escape(name));
      if (focus && mark) { mark.tabIndex = -1; mark.focus({ preventScroll: true }); }
    }
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
    var links = siblings(), at = links.findIndex(function (a) { return a.id === lit; });
    if (links.length) follow(links[(at + by + links.length) % links.length], false);
  }

  function shut() {
    document.body.classList.remove("reading");
    var link = document.getElementById(lit);
    if (link) link.focus();
  }

  document.addEventListener("click", function (e) {
    var on = e.target.closest ? function (s) { return e.target.closest(s); } : function () { return null; };
    var link = on("a.cite"), dot = on("a.dot");
    if (dot) { e.preventDefault(); link = document.getElementById(dot.id.replace(/^dot-/, "cite-")); }
    if (link && !(e.ctrlKey || e.metaKey || e.shiftKey || e.button)) {
      e.preventDefault(); e.stopPropagation();
      follow(link, e.detail === 0);
    }
    else if (on(".steps .prev")) step(-1);
    else if (on(".steps .next")) step(1);
    else if (on("#record .shut")) shut();
  }, true);

  document.addEventListener("keydown", function (e) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) || e.target.isContentEditable;
    if (e.key === "Escape" && document.body.classList.contains("reading")) { shut(); e.preventDefault(); }
    else if (typing || e.ctrlKey || e.metaKey || e.altKey) return;
    else if (e.key === "n") step(1);
    else if (e.key === "p") step(-1);
  });

  /* The first citation of a new answer is lit when it comes; one that was lit stays so when the record is drawn anew. */
  var due = 0;
  function settle() {
    due = 0;
    var last = all(".answer").pop(), first = last && last.querySelector("a.cite");
    if (first && keyOf(first.id) !== told) { if (light(first.id, "auto")) told = keyOf(first.id); else due = setTimeout(settle, 60); }
    else if (lit && !$("mark.on")) light(lit, "auto");
    else if (lit && !$("a.cite.on")) all("#" + CSS.escape(lit)).forEach(function (a) { a.classList.add("on"); });
  }
  new MutationObserver(function () { due = due || setTimeout(settle, 30); })
    .observe(document.documentElement, { childList: true, subtree: true });

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
