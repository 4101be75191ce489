/// The script of all pages: everything works without it; with it claims open in place, panels arrive and charts can be read off.
enum SiteScript {
  static let text = #"""
    (function () {
    "use strict";
    var one = function (selector, root) { return (root || document).querySelector(selector); };
    var all = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); };

    // Claims open in place; the link stays for a new tab, for copying, and for who has no script.
    var dialog = one("#claim-dialog");
    var place = one("#claim-place");
    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest("a[data-claim]");
      if (!link || !dialog || !dialog.showModal || event.ctrlKey || event.metaKey || event.shiftKey || event.button) { return; }
      if (dialog.contains(link) && !place) { return; }
      event.preventDefault();
      fetch(link.pathname + "?part=card", { headers: { "Accept": "text/html" } }).then(function (response) {
        if (!response.ok) { throw new Error(String(response.status)); }
        return response.text();
      }).then(function (markup) {
        // Made and escaped by our own server.
        place.innerHTML = markup;
        if (!dialog.open) { dialog.showModal(); }
      }).catch(function () { window.location.href = link.href; });
    });
    if (dialog) {
      dialog.addEventListener("click", function (event) { if (event.target === dialog) { dialog.close(); } });
    }

    // A form that computes says so.
    all("form[data-busy]").forEach(function (form) {
      form.addEventListener("submit", function () {
        var status = one(".status", form);
        if (status) { status.textContent = form.getAttribute("data-busy"); }
        all("button[type=submit]", form).forEach(function (button) { button.setAttribute("aria-disabled", "true"); });
        // Empty fields change nothing: they stay out of the address.
        all("input, select", form).forEach(function (field) {
          if (field.type !== "radio" && field.name && field.value === "" && !field.required) { field.disabled = true; }
        });
      });
    });
    window.addEventListener("pageshow", function () {
      all("form[data-busy]").forEach(function (form) {
        var status = one(".status", form);
        if (status) { status.textContent = ""; }
        all("[disabled]", form).forEach(function (field) { field.disabled = false; });
        all("[aria-disabled]", form).forEach(function (button) { button.removeAttribute("aria-disabled"); });
      });
    });
    // Enter asks, shift and enter begins a new line.
    all("textarea[name=q]").forEach(function (area) {
      area.addEventListener("keydown", function (event) {
        if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); area.form.requestSubmit(); }
      });
    });

    all("button.copy").forEach(function (button) {
      if (!navigator.clipboard) { return; }
      button.hidden = false;
      button.addEventListener("click", function () {
        var address = new URL(button.getAttribute("data-copy"), window.location.href).href;
        navigator.clipboard.writeText(address).then(function () { button.textContent = "Copied"; });
      });
    });

    // Panels that are being computed come when they are ready.
    function wait(figure, turn) {
      fetch(figure.getAttribute("data-waiting")).then(function (response) {
        return response.text().then(function (markup) {
          if (response.status === 202) {
            if (turn < 120) { window.setTimeout(function () { wait(figure, turn + 1); }, Math.min(2000 + 500 * turn, 8000)); }
            return;
          }
          if (!response.ok) { return; }
          var holder = document.createElement("div");
          holder.innerHTML = markup;
          var arrived = one("figure", holder);
          if (arrived) { figure.replaceWith(arrived); enhance(arrived); }
        });
      }).catch(function () {});
    }
    all("figure[data-waiting]").forEach(function (figure) { wait(figure, 0); });

    // Charts that can be read off; the drawing stays where the library is absent or fails, and on paper.
    var library = null;
    function loadLibrary() {
      var address = document.body.getAttribute("data-charts");
      if (!address) { return Promise.reject(new Error("no library")); }
      library = library || new Promise(function (resolve, reject) {
        var script = document.createElement("script");
        script.src = address;
        script.onload = function () { resolve(window.vegaEmbed); };
        script.onerror = reject;
        document.head.appendChild(script);
      });
      return library;
    }
    function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }
    function theme() {
      var ink = colour("--ink"), soft = colour("--soft"), hair = colour("--hair");
      return {
        background: "transparent", font: getComputedStyle(document.body).fontFamily,
        axis: { labelColor: soft, titleColor: soft, gridColor: hair, domainColor: soft, tickColor: soft, titleFontWeight: 500, labelFontSize: 12, titleFontSize: 12, labelLimit: 0 },
        legend: { labelColor: ink, titleColor: soft, orient: "bottom", columns: 1, labelLimit: 0, labelFontSize: 12 }, rule: { color: ink }, mark: { color: colour("--s1") }, title: { color: ink }, view: { stroke: null },
        range: { category: ["--s0", "--s1", "--s2", "--s3", "--s4", "--s5"].map(colour) }
      };
    }
    function enhance(figure) {
      var source = figure.getAttribute("data-chart");
      var chart = one(".chart", figure);
      if (!source || !chart || window.matchMedia("print").matches) { return; }
      Promise.all([loadLibrary(), fetch(source).then(function (response) { return response.json(); })]).then(function (parts) {
        var specification = parts[1];
        // The caption has the title; the library is newer than the specification's language.
        delete specification.title;
        delete specification.$schema;
        specification.width = "container";
        specification.autosize = { type: "fit-x", contains: "padding" };
        var live = document.createElement("div");
        live.className = "live";
        live.setAttribute("role", "img");
        live.setAttribute("aria-label", (one("figcaption strong", figure) || figure).textContent + "; the numbers stand in the table below");
        // The library names the element that it draws into after its own fashion: it gets one inside.
        var drawing = document.createElement("div");
        drawing.setAttribute("aria-hidden", "true");
        live.appendChild(drawing);
        chart.appendChild(live);
        // The interpreter of expressions needs no unsafe-eval.
        return parts[0](drawing, specification, { ast: true, actions: false, defaultStyle: false, renderer: "canvas",
          tooltip: { disableDefaultStyle: true }, config: theme() }).then(function () {
          chart.classList.add("is-live");
        }, function (error) { live.remove(); throw error; });
      }).catch(function () {});
    }
    all("figure[data-chart]").forEach(function (figure) {
      if (!("IntersectionObserver" in window)) { enhance(figure); return; }
      var watcher = new IntersectionObserver(function (entries) {
        if (entries.some(function (entry) { return entry.isIntersecting; })) { watcher.disconnect(); enhance(figure); }
      }, { rootMargin: "300px" });
      watcher.observe(figure);
    });
    })();

    """#
}
