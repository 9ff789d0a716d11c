/* In a frame the page has no masthead: what shows it has one. A frame on another site may be denied storage, and Gradio then waits for ever: fall back to memory. */
(function () {
  "use strict";
  if (window.parent !== window) document.documentElement.classList.add("framed");
  ["localStorage", "sessionStorage"].forEach(function (name) {
    try {
      window[name].getItem("x");
    } catch (refused) {
      var kept = new Map();
      Object.defineProperty(window, name, {
        configurable: true,
        value: {
          getItem: function (k) { return kept.has(String(k)) ? kept.get(String(k)) : null; },
          setItem: function (k, v) { kept.set(String(k), String(v)); },
          removeItem: function (k) { kept.delete(String(k)); },
          clear: function () { kept.clear(); },
          key: function (i) { return Array.from(kept.keys())[i] || null; },
          get length() { return kept.size; }
        }
      });
    }
  });
})();
