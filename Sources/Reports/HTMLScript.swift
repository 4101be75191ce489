/// The script of a report: draws the embedded data with the embedded library and moves all charts together.
///
/// It builds no markup from data: text enters the page as text nodes, attributes and data rows.
enum HTMLScript {
  /// The charts: colours from the style sheet, specifications from the data.
  static let charts = #"""
    (function () {
    "use strict";
    var source = document.getElementById("chart-data");
    var data = source ? JSON.parse(source.textContent) : null;
    if (!data || typeof vegaEmbed !== "function") { return; }
    var dashes = [[1, 0], [9, 3], [7, 3, 2, 3], [4, 3], [12, 3, 2, 3, 2, 3], [2, 2]];
    var strip = 124;
    var state = { lo: 0, hi: data.duration, at: data.duration, log: false, logs: {} };
    var charts = [];
    var shown = {};
    data.levels.forEach(function (s) { shown[s.id] = s.isShownFirst; });
    // A curve that came with fewer points is filled in on straight lines, so that all charts share their times.
    function spread(times, values) {
      var k = 0;
      return values.length ? data.times.map(function (t) {
        while (k < times.length - 2 && times[k + 1] < t) { k += 1; }
        var a = values[k], b = values[k + 1], share = (t - times[k]) / (times[k + 1] - times[k]);
        return a === null || b === null ? null : a + (b - a) * Math.min(Math.max(share, 0), 1);
      }) : [];
    }
    data.panels.forEach(function (panel) {
      state.logs[panel.id] = panel.isRelative;
      panel.series.forEach(function (s) {
        shown[s.id] = s.isShownFirst;
        if (!s.times) { return; }
        s.typical = spread(s.times, s.typical);
        s.lower = spread(s.times, s.lower);
        s.upper = spread(s.times, s.upper);
        if (s.comparison) { s.comparison = spread(s.times, s.comparison); }
      });
    });
    // Doses stand in a lane between the curves and the time axis, one row for each medicine.
    var drugs = [];
    data.doses.forEach(function (d) { if (drugs.indexOf(d.drug) < 0) { drugs.push(d.drug); } });
    drugs = drugs.slice(0, 4);

    function colour(name) {
      return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim() || "#555";
    }
    function seriesColour(s) { return colour("s" + (s.style % 6)); }

    // Numbers as in the tables: three significant digits.
    function number(v) {
      if (v === null || v === undefined || !isFinite(v)) { return "\u2013"; }
      if (Math.abs(v) < 1e-6) { return "0"; }
      var a = Math.abs(v);
      if (a >= 1e6 || a < 1e-3) { return v.toExponential(2); }
      if (a >= 999.5) { return String(Number(v.toPrecision(3))).replace(/(\d)(\d{3})$/, "$1\u202f$2"); }
      return v.toFixed(Math.max(0, 2 - Math.floor(Math.log10(a))));
    }
    function plain(v) { return number(v).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, ""); }
    function timeText(h) {
      if (data.duration < 48) { return plain(h) + " h"; }
      var whole = Math.round(h), days = Math.floor(whole / 24), rest = whole - 24 * days;
      return rest ? days + " d " + rest + " h" : days + " d";
    }
    function amountText(s, k) {
      var text = number(s.typical[k]) + " " + s.unit;
      if (s.lower.length) { text += " (" + number(s.lower[k]) + "\u2013" + number(s.upper[k]) + ")"; }
      if (s.comparison) { text += "; comparison " + number(s.comparison[k]); }
      return text;
    }
    function nearest(t) {
      var best = 0;
      for (var k = 1; k < data.times.length; k += 1) {
        if (Math.abs(data.times[k] - t) < Math.abs(data.times[best] - t)) { best = k; }
      }
      return best;
    }

    function ticks(width) {
      var steps = [0.25, 0.5, 1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 672, 1344, 2688, 8760];
      var most = Math.max(3, Math.floor(width / 70));
      var step = steps.find(function (s) { return (state.hi - state.lo) / s <= most; }) || (state.hi - state.lo) / most;
      var result = [];
      for (var t = Math.ceil(state.lo / step - 1e-9) * step; t <= state.hi + 1e-9; t += step) { result.push(t); }
      return result;
    }
    var tickLabel = data.duration < 48
      ? "datum.value + ''"
      : "datum.value % 24 == 0 ? floor(datum.value / 24) + '' : floor(datum.value / 24) + ' d ' + round(datum.value % 24) + ' h'";

    function rows(list, floor) {
      var result = [];
      list.forEach(function (s) {
        data.times.forEach(function (t, k) {
          function lift(v) { return v === undefined || v === null ? null : Math.max(v, floor); }
          result.push({
            t: t, s: s.name, typical: lift(s.typical[k]), lower: s.lower.length ? lift(s.lower[k]) : null,
            upper: s.upper.length ? lift(s.upper[k]) : null, comparison: s.comparison ? lift(s.comparison[k]) : null
          });
        });
      });
      return result;
    }

    // From the lowest to the highest value shown, the one without the drugs among them.
    function domainOf(panel, list) {
      var low = Infinity, high = -Infinity;
      list.forEach(function (s) {
        [s.typical, s.lower, s.upper, s.rest === undefined ? [] : [s.rest]].forEach(function (row) {
          row.forEach(function (v) { if (v !== null) { low = Math.min(low, v); high = Math.max(high, v); } });
        });
      });
      if (panel.isRelative) { return [Math.max(Math.min(low, 95) / 1.1, 1), Math.max(high * 1.1, 110)]; }
      var margin = Math.max((high - low) * 0.06, 1e-6);
      return [Math.max(low - margin, 0), high + margin];
    }

    function specification(list, kind, width, panel) {
      var isOccupancy = kind === "occupancy";
      var published = isOccupancy ? list[0].published : [];
      var room = published.length ? strip : 10;
      var height = isOccupancy ? 190 : panel ? 240 : (width < 520 ? 260 : 330);
      var top = 0;
      list.forEach(function (s) {
        [s.typical, s.upper, s.comparison || []].forEach(function (row) {
          row.forEach(function (v) { if (v > top) { top = v; } });
        });
        if (s.limits) { top = Math.max(top, s.limits.upper); }
      });
      list.forEach(function (s) { if (s.limits && s.limits.alert && s.limits.alert < 3 * top) { top = Math.max(top, s.limits.alert); } });
      top = isOccupancy ? 100 : (top || 1) * 1.05;
      var floor = state.log && !isOccupancy ? top / 1000 : 0;
      var isLog = floor > 0, numbering = isOccupancy ? { values: [0, 25, 50, 75, 100] } : { tickCount: 6 };
      if (panel) {
        isLog = Boolean(state.logs[panel.id]);
        var domain = domainOf(panel, list);
        floor = isLog || !panel.isRelative ? domain[0] : 0;
        top = domain[1];
        if (isLog) {
          var known = [1, 2, 5, 10, 25, 50, 100, 200, 400, 800, 1600, 3200, 6400, 12800].filter(function (v) { return v >= domain[0] && v <= domain[1]; });
          numbering = { labelExpr: "datum.value + ''" };
          if (known.length > 2) { numbering.values = known; } else { numbering.tickCount = 6; }
        }
      }
      var names = list.map(function (s) { return s.name; });
      var x = {
        field: "t", type: "quantitative",
        scale: { domainMin: { expr: "lo" }, domainMax: { expr: "hi + (hi - lo) * " + room + " / max(width - " + room + ", 1)" }, nice: false, zero: false },
        axis: { values: { expr: "ticks" }, labelExpr: tickLabel, grid: false, offset: 9 * drugs.length + 3, title: data.duration < 48 ? "Time, hours" : "Time, days", labelOverlap: true }
      };
      var y = {
        type: "quantitative", title: null,
        scale: { type: isLog ? "log" : "linear", domain: [floor, top], nice: false },
        axis: numbering
      };
      if (!isLog) { y.scale.zero = floor === 0; }
      function yOf(field) { return Object.assign({ field: field }, y); }
      var hue = { field: "s", type: "nominal", legend: null, scale: { domain: names, range: list.map(seriesColour) } };
      var dash = { field: "s", type: "nominal", legend: null, scale: { domain: names, range: list.map(function (s) { return dashes[(s.style + Math.floor(s.style / 6)) % 6]; }) } };
      var layers = [], labels = [];
      var limited = list.find(function (s) { return s.limits; });
      if (limited) {
        var limits = limited.limits;
        layers.push(level([{ a: Math.max(limits.lower, floor), b: limits.upper }], { type: "rect", color: colour("reference"), opacity: 0.14 }, y));
        labels = labels.concat(words("Reference range of " + limited.name + " " + plain(limits.lower) + "\u2013" + plain(limits.upper), Math.max(limits.lower, floor), colour("soft"), y, room, -4));
        if (limits.alert && limits.alert <= top) {
          layers.push(level([{ a: limits.alert }], { type: "rule", color: colour("alert"), strokeWidth: 1.5, strokeDash: [8, 3] }, y));
          labels = labels.concat(words("Alert level " + plain(limits.alert), limits.alert, colour("alert"), y, room, -4));
        }
      }
      if (isOccupancy && list[0].name === "NET") {
        layers.push(level([{ a: 50 }], { type: "rule", color: colour("landmark"), strokeWidth: 1.3, strokeDash: [2, 4] }, y));
        labels = labels.concat(words(width < 520 ? "50 %, Takano 2014; no rule" : "50 %: ten responders to nortriptyline (Takano 2014); no rule", 50, colour("landmark"), y, room, 15));
      }
      if (panel) {
        // One line at 100 for all, or one for each curve in its own colour.
        (panel.isRelative ? list.slice(0, 1) : list).forEach(function (s) {
          if (s.rest === undefined) { return; }
          layers.push(level([{ a: s.rest }], { type: "rule", color: panel.isRelative ? colour("soft") : seriesColour(s), strokeWidth: 1.3, strokeDash: [2, 4] }, y));
        });
      }
      var ranged = published.filter(function (p) { return p.lower !== undefined && p.upper !== undefined; });
      if (ranged.length) {
        layers.push(level(ranged.map(function (p) { return { a: Math.max(p.lower, 0), b: Math.min(p.upper, 100) }; }), { type: "rect", color: colour("published"), opacity: 0.06 }, y));
      }
      var curveRows = { values: rows(list, floor) };
      layers.push({ data: curveRows, transform: [{ filter: "isValid(datum.lower)" }], mark: { type: "area", opacity: 0.17, clip: true }, encoding: { x: x, y: yOf("lower"), y2: { field: "upper" }, color: hue } });
      layers.push({ data: curveRows, transform: [{ filter: "isValid(datum.comparison)" }], mark: { type: "line", strokeWidth: 1.6, strokeDash: [5, 4], opacity: 0.9, clip: true }, encoding: { x: x, y: yOf("comparison"), color: hue, detail: { field: "s" } } });
      layers.push({ data: curveRows, transform: [{ filter: "isValid(datum.typical)" }], mark: { type: "line", strokeWidth: 2.2, clip: true }, encoding: { x: x, y: yOf("typical"), color: hue, strokeDash: dash } });
      layers = layers.concat(doses(x, height), labels);
      layers.push({
        data: { values: [{}] }, transform: [{ calculate: "at", as: "t" }, { filter: "at >= lo && at <= hi" }],
        mark: { type: "rule", color: colour("soft"), strokeWidth: 1 }, encoding: { x: x }
      });
      if (published.length) { layers = layers.concat(strips(published, y, room)); }
      return {
        $schema: "https://vega.github.io/schema/vega-lite/v6.json",
        width: "container", height: height, autosize: { type: "fit-x", contains: "padding" }, padding: { left: 2, right: 2, top: 4, bottom: 2 },
        title: { text: list[0].unit, anchor: "start", frame: "bounds", fontSize: 12, fontWeight: "normal", offset: 6 },
        params: [
          { name: "lo", value: state.lo }, { name: "hi", value: state.hi }, { name: "at", value: state.at },
          { name: "ticks", value: ticks(width - room) }
        ],
        layer: layers, resolve: { scale: { strokeDash: "shared" } }, config: look()
      };
    }

    // A line or band across the chart.
    function level(values, mark, y) {
      mark.clip = true;
      var encoding = { y: Object.assign({ field: "a" }, y) };
      if (mark.type === "rect") { encoding.y2 = { field: "b" }; }
      return { data: { values: values }, mark: mark, encoding: encoding };
    }
    // A name at a line's right end, with a halo that keeps it legible above curves.
    function words(text, at, ink, y, room, shift) {
      return [{ stroke: colour("paper"), strokeWidth: 3.5, strokeJoin: "round", fill: null }, { fill: ink }].map(function (paint) {
        return {
          data: { values: [{ a: at }] },
          mark: Object.assign({ type: "text", text: text, align: "right", baseline: "alphabetic", dy: shift, fontSize: 11.5 }, paint),
          encoding: { x: { value: { expr: "width - " + (room + 6) } }, y: Object.assign({ field: "a" }, y) }
        };
      });
    }
    function doses(x, height) {
      return drugs.map(function (drug, row) {
        var own = data.doses.filter(function (d) { return d.drug === drug; });
        return {
          data: { values: own.map(function (d) { return { t: d.time, text: drug + " " + plain(d.amount) + " mg at " + timeText(d.time) }; }) },
          transform: [{ filter: "datum.t >= lo && datum.t <= hi" }],
          mark: { type: "rule", color: colour("s" + (own[0].style % 6)), strokeWidth: 1.8 },
          encoding: { x: x, y: { value: height + 10 + 9 * row }, y2: { value: height + 3 + 9 * row }, tooltip: { field: "text", title: "Dose" } }
        };
      });
    }
    // Published observations stand beside the curves: their doses differ and the time axis is not theirs.
    function strips(published, y, room) {
      var step = Math.min(14, (room - 26) / Math.max(published.length - 1, 1));
      var values = published.map(function (p, k) {
        var text = number(p.value) + " %" + (p.lower !== undefined && p.upper !== undefined ? " (" + number(p.lower) + "\u2013" + number(p.upper) + ")" : "");
        return { k: k * step, a: p.value, low: p.lower, high: p.upper, label: p.label, text: text };
      });
      var px = { field: "px", type: "quantitative", scale: null, axis: null };
      var place = { calculate: "width - " + (room - 14) + " + datum.k", as: "px" };
      var tip = [{ field: "label", title: "Study" }, { field: "text", title: "Occupancy" }];
      return [
        { data: { values: [{}] }, mark: { type: "rect", color: colour("paper"), opacity: 1 }, encoding: { x: { value: { expr: "width - " + room } }, x2: { value: { expr: "width + 4" } }, y: { value: -2 }, y2: { value: { expr: "height + 2" } } } },
        { data: { values: [{}] }, mark: { type: "text", text: "Published PET", align: "left", color: colour("soft"), fontSize: 11.5 }, encoding: { x: { value: { expr: "width - " + (room - 8) } }, y: { value: -8 } } },
        { data: { values: values }, transform: [place, { filter: "isValid(datum.low) && isValid(datum.high)" }], mark: { type: "rule", color: colour("published"), strokeWidth: 1.5 }, encoding: { x: px, y: Object.assign({ field: "low" }, y), y2: { field: "high" }, tooltip: tip } },
        { data: { values: values }, transform: [place], mark: { type: "point", filled: true, size: 42, opacity: 1, color: colour("published") }, encoding: { x: px, y: Object.assign({ field: "a" }, y), tooltip: tip } }
      ];
    }
    function look() {
      var family = getComputedStyle(document.body).fontFamily;
      return {
        font: family, background: "transparent", aria: false, mark: { aria: false }, view: { stroke: null },
        axis: { aria: false, labelColor: colour("soft"), titleColor: colour("soft"), titleFontWeight: "normal", titleFontSize: 12, labelFontSize: 12, domainColor: colour("soft"), tickColor: colour("soft"), gridColor: colour("hair"), titlePadding: 6 },
        axisY: { domain: false, ticks: false, labelPadding: 6, minExtent: 34, maxExtent: 60 },
        title: { color: colour("soft") }
      };
    }

    """#
}
