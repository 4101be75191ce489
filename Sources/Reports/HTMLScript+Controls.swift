extension HTMLScript {
  /// The controls: what is shown, which time, and the reading at a time, by pointer and by keyboard.
  static let controls = #"""
    function shownLevels() {
      var list = data.levels.filter(function (s) { return shown[s.id]; });
      return list.length ? list : data.levels.slice(0, 1);
    }
    function panelOf(element) {
      return data.panels.find(function (p) { return p.id === element.dataset.panel; });
    }
    function shownOf(panel) {
      var list = panel.series.filter(function (s) { return shown[s.id]; });
      return list.length ? list : panel.series.slice(0, 1);
    }
    function listOf(element) {
      if (element.dataset.kind === "system") { return shownOf(panelOf(element)); }
      if (element.dataset.kind === "levels") { return shownLevels(); }
      return data.occupancies.filter(function (s) { return s.id === element.dataset.series; });
    }
    function roomOf(chart) { return chart.list[0].published.length ? strip : 10; }

    function draw(element) {
      var chart = charts.find(function (c) { return c.element === element; });
      if (!chart) { chart = { element: element, view: null, turn: 0 }; charts.push(chart); }
      chart.list = listOf(element);
      chart.turn += 1;
      var turn = chart.turn;
      chart.width = element.clientWidth;
      if (!chart.list.length || !chart.width) { return Promise.resolve(); }
      var options = {
        mode: "vega-lite", actions: false, renderer: "svg", ast: true, defaultStyle: false, logLevel: 1,
        tooltip: { disableDefaultStyle: true, theme: "report" }
      };
      var place = document.createElement("div");
      place.style.width = "100%";
      // The chart's own label and the table speak for it; its hundred marks would only be noise.
      place.setAttribute("aria-hidden", "true");
      element.appendChild(place);
      return vegaEmbed(place, specification(chart.list, element.dataset.kind, chart.width, panelOf(element)), options).then(function (result) {
        if (turn !== chart.turn) { result.finalize(); place.remove(); return; }
        if (chart.result) { chart.result.finalize(); }
        Array.from(element.children).forEach(function (child) { if (child !== place) { child.remove(); } });
        chart.result = result;
        chart.view = result.view;
        element.dataset.ready = "true";
      });
    }
    function drawAll() {
      var visible = Array.from(document.querySelectorAll(".chart")).filter(function (e) { return e.clientWidth > 0; });
      return Promise.all(visible.map(draw));
    }

    // MARK: time
    var pending = false;
    function refresh() {
      if (pending) { return; }
      pending = true;
      requestAnimationFrame(function () {
        pending = false;
        charts.forEach(function (chart) {
          if (!chart.view) { return; }
          chart.view.signal("lo", state.lo).signal("hi", state.hi).signal("at", state.at)
            .signal("ticks", ticks(chart.width - roomOf(chart))).runAsync();
        });
      });
    }
    function show(lo, hi) {
      var span = Math.min(Math.max(hi - lo, Math.min(1, data.duration)), data.duration);
      state.lo = Math.min(Math.max(lo, 0), data.duration - span);
      state.hi = state.lo + span;
      if (state.at < state.lo || state.at > state.hi) { pick(state.hi); }
      refresh();
    }
    function zoom(factor, centre) {
      show(centre - (centre - state.lo) * factor, centre + (state.hi - centre) * factor);
    }
    var moves = {
      all: function () { show(0, data.duration); },
      last: function () { if (data.window.length === 2) { show(data.window[0], data.window[1]); } },
      in: function () { zoom(0.5, (state.lo + state.hi) / 2); },
      out: function () { zoom(2, (state.lo + state.hi) / 2); },
      back: function () { var d = (state.hi - state.lo) / 2; show(state.lo - d, state.hi - d); },
      on: function () { var d = (state.hi - state.lo) / 2; show(state.lo + d, state.hi + d); }
    };
    document.querySelectorAll("button[data-move]").forEach(function (button) {
      button.addEventListener("click", function () { moves[button.dataset.move](); });
    });

    // MARK: reading
    var cursor = document.getElementById("cursor");
    function readPanels(k) {
      document.querySelectorAll(".panel-reading").forEach(function (element) {
        element.textContent = timeText(state.at) + ": " + shownOf(panelOf(element)).map(function (s) { return s.name + " " + amountText(s, k); }).join(" \u00b7 ");
      });
    }
    function pick(t) {
      var k = nearest(Math.min(Math.max(t, 0), data.duration));
      state.at = data.times[k];
      if (cursor) {
        cursor.value = String(Math.round(1000 * state.at / data.duration));
        cursor.setAttribute("aria-valuetext", timeText(state.at));
        document.getElementById("cursor-time").textContent = timeText(state.at);
        var parts = shownLevels().map(function (s) { return s.name + " " + number(s.typical[k]) + " " + s.unit; });
        data.occupancies.slice(0, 3).forEach(function (s) { parts.push(s.name + " " + number(s.typical[k]) + " %"); });
        document.getElementById("reading").textContent = parts.join(" \u00b7 ");
      }
      readPanels(k);
      return k;
    }
    if (cursor) { cursor.addEventListener("input", function () {
      var t = Number(cursor.value) / 1000 * data.duration;
      pick(t);
      cursor.setAttribute("aria-valuetext", timeText(state.at));
      if (state.at < state.lo || state.at > state.hi) {
        var half = (state.hi - state.lo) / 2;
        show(state.at - half, state.at + half);
      }
      refresh();
    }); }

    // MARK: pointer
    var tip = document.createElement("div");
    tip.className = "chart-tip";
    tip.setAttribute("aria-hidden", "true");
    document.body.appendChild(tip);
    function line(tag, text) {
      var element = document.createElement(tag);
      element.textContent = text;
      tip.appendChild(element);
    }
    // The time under a pointer, or null outside of the curves.
    function timeAt(chart, event) {
      if (!chart.view) { return null; }
      var svg = chart.element.querySelector("svg");
      if (!svg) { return null; }
      var plot = chart.view.width() - roomOf(chart);
      var px = event.clientX - svg.getBoundingClientRect().left - chart.view.origin()[0];
      return px < 0 || px > plot ? null : state.lo + px / plot * (state.hi - state.lo);
    }
    function hover(chart, event) {
      var t = timeAt(chart, event);
      if (t === null) { tip.style.visibility = "hidden"; return; }
      var k = pick(t);
      refresh();
      tip.textContent = "";
      line("b", timeText(data.times[k]));
      chart.list.forEach(function (s) { line("span", s.name + ": " + amountText(s, k)); });
      tip.style.visibility = "visible";
      var left = event.clientX + 16, width = tip.offsetWidth;
      if (left + width > document.documentElement.clientWidth - 8) { left = Math.max(8, event.clientX - width - 16); }
      tip.style.left = left + "px";
      tip.style.top = Math.max(8, event.clientY - tip.offsetHeight - 12) + "px";
    }
    document.querySelectorAll(".chart").forEach(function (element) {
      var drag = null;
      function chart() { return charts.find(function (c) { return c.element === element; }); }
      element.addEventListener("pointerdown", function (event) {
        if (event.button !== 0 || !chart()) { return; }
        drag = { x: event.clientX, lo: state.lo, hi: state.hi };
        element.setPointerCapture(event.pointerId);
      });
      element.addEventListener("pointermove", function (event) {
        var own = chart();
        if (!own || !own.view) { return; }
        if (drag && Math.abs(event.clientX - drag.x) > 3) {
          tip.style.visibility = "hidden";
          var moved = (event.clientX - drag.x) / (own.view.width() - roomOf(own)) * (drag.hi - drag.lo);
          show(drag.lo - moved, drag.hi - moved);
        } else if (!drag) { hover(own, event); }
      });
      ["pointerup", "pointercancel"].forEach(function (name) { element.addEventListener(name, function () { drag = null; }); });
      element.addEventListener("pointerleave", function () { tip.style.visibility = "hidden"; });
      element.addEventListener("dblclick", function () { moves.all(); });
      element.addEventListener("wheel", function (event) {
        if (!event.ctrlKey && !event.metaKey) { return; }
        var own = chart(), t = own ? timeAt(own, event) : null;
        if (t === null) { return; }
        event.preventDefault();
        zoom(event.deltaY > 0 ? 1.25 : 0.8, t);
      }, { passive: false });
    });
    document.addEventListener("scroll", function () { tip.style.visibility = "hidden"; }, { passive: true });

    // MARK: choices
    document.querySelectorAll("input[data-series]").forEach(function (box) {
      shown[box.dataset.series] = box.checked;
      box.addEventListener("change", function () {
        shown[box.dataset.series] = box.checked;
        var chart = box.closest(".live").querySelector(".chart");
        pick(state.at);
        describe(chart);
        draw(chart);
      });
    });
    document.querySelectorAll("input[data-log]").forEach(function (box) {
      state.logs[box.dataset.log] = box.checked;
      box.addEventListener("change", function () {
        state.logs[box.dataset.log] = box.checked;
        draw(document.getElementById("live-" + box.dataset.log));
      });
    });
    // The chart's description follows what it shows.
    function describe(element) {
      var last = data.times.length - 1, panel = panelOf(element);
      element.setAttribute("aria-label", (panel ? panel.title : "Plasma levels") + " over " + timeText(data.duration) + ". " + listOf(element).map(function (s) {
        var highest = Math.max.apply(null, s.typical.filter(function (v) { return v !== null; }));
        return s.name + ": highest " + number(highest) + " " + s.unit + ", at the end " + amountText(s, last) + ".";
      }).join(" ") + " The same numbers stand in the table below.");
    }
    var log = document.getElementById("log-axis");
    if (log) { log.addEventListener("change", function () {
      state.log = log.checked;
      draw(document.getElementById("live-levels"));
    }); }

    // MARK: start
    document.querySelectorAll(".live").forEach(function (element) { element.hidden = false; });
    document.documentElement.classList.add("scripted");
    drawAll().then(function () {
      document.documentElement.dataset.charts = "ready";
    }, function (error) {
      // Whatever fails here: the plain drawings say the same.
      console.error(error);
      document.documentElement.classList.remove("scripted");
      document.querySelectorAll(".live").forEach(function (element) { element.hidden = true; });
    });
    pick(state.at);
    document.querySelectorAll("details").forEach(function (element) {
      element.addEventListener("toggle", function () {
        if (element.open) { Array.from(element.querySelectorAll(".chart")).forEach(draw); }
      });
    });
    var later = 0, lastWidth = window.innerWidth;
    window.addEventListener("resize", function () {
      if (window.innerWidth === lastWidth) { return; }
      lastWidth = window.innerWidth;
      clearTimeout(later);
      later = setTimeout(drawAll, 150);
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
    var closed = [];
    window.addEventListener("beforeprint", function () {
      closed = Array.from(document.querySelectorAll("details:not([open])"));
      closed.forEach(function (element) { element.open = true; });
    });
    window.addEventListener("afterprint", function () {
      closed.forEach(function (element) { element.open = false; });
    });
    })();
    """#
}
