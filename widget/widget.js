/* On Record on another site. Options, as data-* or in this file's query string: title, greeting, position (right, left),
   color (#hex), theme (light, dark), open (true). Nothing but this file is loaded before the first click. */
(function () {
  "use strict";
  var me = document.currentScript, TAG = "on-record";
  if (!me || !me.src || document.querySelector(TAG)) return;
  var src = new URL(me.src), chat = new URL("./", src);
  function option(name, otherwise) { return me.dataset[name] || src.searchParams.get(name) || otherwise || ""; }
  var title = option("title", "On Record"), greeting = option("greeting", ""), theme = option("theme");
  var side = option("position") === "left" ? "left" : "right";
  var color = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(option("color")) ? option("color") : "#1d1b17";
  if (/^(light|dark)$/.test(theme)) chat.searchParams.set("__theme", theme);

  /* Black or white, whichever can be read on the colour. */
  function ink() {
    var hex = color.length < 5 ? color.replace(/\w/g, "$&$&") : color;
    var rgb = [1, 3, 5].map(function (i) { return Math.pow(parseInt(hex.substr(i, 2), 16) / 255, 2.2); });
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2] > 0.18 ? "#000" : "#fff";
  }
  function make(tag, name, text) {
    var e = document.createElement(tag);
    if (name) e.className = name;
    if (text) e.textContent = text;
    if (tag === "button") e.type = "button";
    return e;
  }
  function draw(tag, into, attributes) {
    var e = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (var a in attributes) e.setAttribute(a, attributes[a]);
    into.append(e);
    return e;
  }

  function begin() {
    var host = make(TAG), root = host.attachShadow({ mode: "open" }), sheet = new CSSStyleSheet();
    /* Inline and !important: the site's own rules can't reach above it. */
    var fixed = { all: "initial", display: "block", position: "fixed", bottom: "20px", "z-index": "2147483000" };
    fixed[side] = "20px";
    for (var f in fixed) host.style.setProperty(f, fixed[f], "important");
    sheet.replaceSync(
      "*{box-sizing:border-box;font:15px/1.4 system-ui,sans-serif}" +
      "button{border:0;cursor:pointer;padding:0}button:focus-visible{outline:3px solid #ffd65c;outline-offset:2px}" +
      ".launch,.head{background:" + color + ";color:" + ink() + "}" +
      ".launch{width:56px;height:56px;border-radius:50%;display:grid;place-items:center;box-shadow:0 3px 14px #0006}" +
      ".panel{position:absolute;bottom:72px;" + side + ":0;width:min(420px,calc(100vw - 40px));height:min(680px,calc(100vh - 120px));" +
      "display:flex;flex-direction:column;overflow:hidden;border-radius:10px;background:#fdfcf9;color:#1d1b17;box-shadow:0 8px 40px #0007}" +
      ".panel[hidden]{display:none}.head{display:flex;align-items:center;padding:6px 8px 6px 16px}" +
      ".head b{flex:1;font:700 18px/1.3 Georgia,serif;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}" +
      ".close{width:40px;height:40px;background:none;color:inherit;font-size:24px}" +
      "iframe{flex:1;width:100%;border:0;background:#fdfcf9}.refused{padding:24px}.refused[hidden]{display:none}.refused a{color:inherit}" +
      ".hello{position:absolute;bottom:8px;" + side + ":68px;width:max-content;max-width:min(240px,calc(100vw - 120px));padding:9px 13px;" +
      "border-radius:10px;background:#fff;color:#1d1b17;box-shadow:0 2px 12px #0004}" +
      "@media(max-width:520px){.panel{position:fixed;inset:0;width:100vw;height:100vh;height:100dvh;border-radius:0}}" +
      "@media print{.launch,.panel,.hello{display:none}}");
    root.adoptedStyleSheets = [sheet];  // no style-src stops it

    var launch = make("button", "launch"), panel = make("div", "panel"), head = make("div", "head");
    var close = make("button", "close", "\u00d7"), hello = greeting && make("div", "hello", greeting);
    var refused = make("div", "refused"), frame = null, late = 0;
    draw("path", draw("svg", launch, { viewBox: "0 0 24 24", width: 26, "aria-hidden": true }),
      { d: "M4 4h16v12H10l-6 5z M7 8h10 M7 12h7", fill: "none", stroke: "currentColor", "stroke-width": 2 });
    launch.setAttribute("aria-label", title); launch.setAttribute("aria-expanded", "false");
    close.setAttribute("aria-label", "Close");
    panel.setAttribute("role", "dialog"); panel.setAttribute("aria-label", title);
    panel.hidden = refused.hidden = true;
    var away = make("a", "", "Open it alone");
    away.href = chat.href; away.target = "_blank"; away.rel = "noopener";
    refused.append("The chat does not open here. Its server must list " + location.origin + ". ", away);
    head.append(make("b", "", title), close); panel.append(head, refused);

    function toggle(open) {
      if (open && !frame) {
        frame = make("iframe");
        frame.title = title;
        frame.src = chat.href;
        frame.referrerPolicy = "strict-origin";
        frame.allow = "clipboard-write";
        frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox");
        panel.append(frame);
        late = setTimeout(function () { refused.hidden = false; }, 8000);
      }
      panel.hidden = !open;
      launch.setAttribute("aria-expanded", String(open));
      if (hello) hello.remove();
      (open ? frame : launch).focus();
    }
    launch.onclick = function () { toggle(panel.hidden); };
    close.onclick = function () { toggle(false); };
    root.addEventListener("keydown", function (e) { if (e.key === "Escape" && !panel.hidden) toggle(false); });
    addEventListener("message", function (e) {
      if (!frame || e.origin !== chat.origin || e.source !== frame.contentWindow || !e.data) return;
      if (e.data.type === "onrecord:close") toggle(false);
      if (e.data.type === "onrecord:ready") { clearTimeout(late); refused.hidden = true; }
    });
    root.append(panel, launch);
    if (hello) root.append(hello);
    document.body.append(host);
    if (option("open") === "true") toggle(true);
  }
  if (document.body) begin(); else addEventListener("DOMContentLoaded", begin);
})();
