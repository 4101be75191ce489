/// The style sheet of a report: calm, light or dark, wide or narrow, screen or paper.
///
/// Curve colours are Okabe and Ito's, which people with any colour vision tell apart; lines also differ by dashes.
enum HTMLStyle {
  static let text = """
    :root { color-scheme: light dark;
      --paper: #ffffff; --ground: #f4f6f8; --ink: #18222c; --soft: #4c5a67; --line: #d5dce3; --hair: #e6ebf0;
      --accent: #0b5c96; --accent-soft: #e6f0f8; --focus: #0b5c96;
      --red: #9b1c1c; --red-soft: #fcebea; --amber: #7a4b00; --amber-soft: #fdf3e0; --grey-soft: #eef1f4;
      --green: #0b5d45; --green-soft: #e4f4ee; --violet: #5b3a86; --violet-soft: #f1ebf9;
      --s0: #0072b2; --s1: #d55e00; --s2: #00805f; --s3: #b3568c; --s4: #5f5f5f; --s5: #8a6d00;
      --reference: #009e73; --alert: #b3261e; --landmark: #5b3a86; --published: #5c6873; }
    @media (prefers-color-scheme: dark) { :root {
      --paper: #151c23; --ground: #0e1419; --ink: #e6ecf1; --soft: #a9b7c4; --line: #33404c; --hair: #26313b;
      --accent: #7cc0ee; --accent-soft: #162a3a; --focus: #9bd0f5;
      --red: #ffb3ac; --red-soft: #3a1b1b; --amber: #f5c97a; --amber-soft: #33270f; --grey-soft: #222c35;
      --green: #86d9bd; --green-soft: #12302a; --violet: #cdb4f2; --violet-soft: #2a2140;
      --s0: #56b4e9; --s1: #f0894a; --s2: #35c49a; --s3: #e293bf; --s4: #b9c1c8; --s5: #e5c94b;
      --reference: #35c49a; --alert: #ff8a80; --landmark: #cdb4f2; --published: #9fabb6; } }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
    @media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
    body { margin: 0; background: var(--ground); color: var(--ink); line-height: 1.55; font-size: 1rem;
      font-family: ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
      font-variant-numeric: tabular-nums lining-nums; overflow-wrap: anywhere; }
    .page-head, .contents, main, .page-foot { max-width: 68rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2.5rem); }
    h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
    h1 { font-size: clamp(1.5rem, 1.2rem + 1.3vw, 2.05rem); font-weight: 650; letter-spacing: -0.015em; margin: 1.1rem 0 1.1rem; }
    h2 { font-size: 1.3rem; font-weight: 650; letter-spacing: -0.01em; margin: 0 0 0.9rem; }
    h3 { font-size: 1rem; font-weight: 650; margin: 0; }
    p { margin: 0 0 0.7rem; max-width: 46rem; }
    a { color: var(--accent); text-underline-offset: 0.18em; }
    :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
    main:focus { outline: none; }
    .skip { position: absolute; left: -99rem; top: 0.5rem; z-index: 9; background: var(--paper); padding: 0.5rem 1rem; }
    .skip:focus { left: 0.5rem; }
    .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

    .page-head { padding-top: 1.4rem; }
    .brand { display: flex; align-items: center; gap: 0.55rem; font-weight: 650; letter-spacing: 0.01em; margin-bottom: 0.9rem; }
    .brand-note { color: var(--soft); font-weight: 400; }
    .mark { width: 0.85rem; height: 0.85rem; border-radius: 50%; background: radial-gradient(circle at 35% 30%, #7cc0ee, #0b5c96); }
    .disclaimer { max-width: none; margin: 0; padding: 0.45rem 0.8rem; border-left: 3px solid var(--accent); background: var(--accent-soft); font-size: 0.9rem; }
    .facts { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1.2rem; margin: 0 0 1.2rem; font-size: 0.95rem; }
    .facts dt { color: var(--soft); } .facts dd { margin: 0; } .facts ul { list-style: none; margin: 0; padding: 0; }
    .contents ul { display: flex; flex-wrap: wrap; gap: 0.2rem 1.3rem; list-style: none; margin: 0; padding: 0.6rem 0; border-block: 1px solid var(--line); font-size: 0.95rem; }
    .contents a { text-decoration: none; display: inline-block; padding: 0.15rem 0; } .contents a:hover { text-decoration: underline; }
    main { padding-block: 1.4rem; }
    section { background: var(--paper); border: 1px solid var(--hair); border-radius: 10px; padding: clamp(1rem, 3vw, 1.8rem); margin-bottom: 1.2rem; scroll-margin-top: 1rem; }
    .page-foot { padding-bottom: 2.5rem; color: var(--soft); font-size: 0.9rem; } .page-foot .disclaimer { color: var(--ink); margin-bottom: 0.7rem; }

    .lead { font-size: clamp(1.08rem, 1rem + 0.5vw, 1.28rem); line-height: 1.5; max-width: 52rem; margin-bottom: 1.2rem; }
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(11.5rem, 1fr)); gap: 0.8rem; margin: 0; }
    .tile { border-top: 3px solid var(--accent); background: var(--ground); border-radius: 0 0 6px 6px; padding: 0.7rem 0.9rem 0.8rem; }
    .tile dt { color: var(--soft); font-size: 0.9rem; } .tile dd { margin: 0; }
    .big { display: block; font-size: 1.75rem; font-weight: 650; letter-spacing: -0.02em; line-height: 1.3; }
    .unit { font-size: 0.95rem; font-weight: 500; letter-spacing: 0; }
    .fine { display: block; color: var(--soft); font-size: 0.86rem; } p.fine { margin: 0; }
    .badge { display: inline-block; font-size: 0.76rem; font-weight: 600; line-height: 1.3; padding: 0.1rem 0.5rem; border-radius: 1rem; border: 1px solid currentColor; margin-top: 0.25rem; white-space: nowrap; }
    .badge.measured { color: var(--green); background: var(--green-soft); } .badge.computed { color: var(--accent); background: var(--accent-soft); }
    .badge.extrapolated { color: var(--amber); background: var(--amber-soft); border-style: dashed; }
    .badge.exploratory { color: var(--violet); background: var(--violet-soft); border-style: dashed; }

    .warnings { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.7rem; }
    .warning { border-left: 5px solid var(--soft); background: var(--grey-soft); border-radius: 0 6px 6px 0; padding: 0.7rem 1rem; }
    .warning p { margin-bottom: 0.3rem; } .warning h3 { margin-bottom: 0.3rem; } .advice { font-weight: 550; } .why { color: var(--soft); font-size: 0.93rem; }
    .warning.contraindicated, .warning.major { border-color: var(--red); background: var(--red-soft); }
    .warning.moderate { border-color: var(--amber); background: var(--amber-soft); }
    .severity { text-transform: uppercase; font-size: 0.78rem; letter-spacing: 0.06em; padding: 0.1rem 0.5rem; border-radius: 3px; background: var(--soft); color: var(--paper); margin-right: 0.35rem; white-space: nowrap; }
    .contraindicated .severity, .major .severity { background: var(--red); } .moderate .severity { background: var(--amber); }
    .unread { font-style: italic; }
    .warning .fine, .warning .why { color: var(--ink); opacity: 1; }

    .legend { display: flex; flex-wrap: wrap; gap: 0.2rem 1.3rem; list-style: none; margin: 0 0 0.9rem; padding: 0; font-size: 0.88rem; color: var(--soft); }
    .legend li, .choice { display: inline-flex; align-items: center; gap: 0.45rem; }
    .swatch { width: 34px; height: 10px; flex: none; overflow: visible; }
    .choices { border: 0; padding: 0; margin: 0 0 0.7rem; display: flex; flex-wrap: wrap; gap: 0.35rem 1.1rem; font-size: 0.92rem; }
    .choices legend { padding: 0; color: var(--soft); font-size: 0.88rem; margin-bottom: 0.2rem; } .choice .role { display: inline; }
    .toolbar { display: flex; flex-wrap: wrap; gap: 0.4rem; align-items: center; margin-bottom: 0.5rem; }
    button { font: inherit; font-size: 0.88rem; color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: 5px; padding: 0.3rem 0.75rem; min-height: 2.1rem; cursor: pointer; }
    button:hover { background: var(--accent-soft); border-color: var(--accent); }
    .switch { font-size: 0.9rem; display: inline-flex; gap: 0.35rem; align-items: center; margin-left: 0.4rem; }
    input { accent-color: var(--accent); width: 1.05rem; height: 1.05rem; } input[type="range"] { width: min(22rem, 100%); height: 1.6rem; }
    .chart { position: relative; width: 100%; cursor: grab; touch-action: pan-y; user-select: none; } .chart:active { cursor: grabbing; }
    .chart svg { display: block; max-width: 100%; }
    .reader { display: flex; flex-wrap: wrap; gap: 0.2rem 0.8rem; align-items: center; font-size: 0.92rem; margin-top: 0.4rem; }
    #cursor-time { font-weight: 600; min-width: 6.5rem; } #reading { flex-basis: 100%; margin: 0; max-width: none; color: var(--soft); min-height: 1.55em; }
    .hint { color: var(--soft); font-size: 0.86rem; margin: 0.2rem 0 0.6rem; }
    #vg-tooltip-element, .chart-tip { visibility: hidden; position: fixed; z-index: 5; pointer-events: none; max-width: 21rem; background: var(--paper); color: var(--ink); border: 1px solid var(--line); border-radius: 6px; box-shadow: 0 3px 14px rgb(0 0 0 / 18%); padding: 0.45rem 0.7rem; font-size: 0.85rem; line-height: 1.45; }
    #vg-tooltip-element.visible { visibility: visible; } #vg-tooltip-element td { padding: 0 0.5rem 0 0; vertical-align: top; border: 0; }
    .chart-tip b { display: block; } .chart-tip span { display: block; }
    figure { margin: 0 0 1.2rem; } figcaption { display: flex; flex-wrap: wrap; gap: 0.2rem 0.7rem; align-items: baseline; margin-bottom: 0.3rem; }
    figcaption .fine { display: inline; } figcaption .role { display: inline; }
    .landmark-note { border-left: 3px dashed var(--landmark); padding-left: 0.8rem; color: var(--soft); font-size: 0.93rem; max-width: 52rem; }
    .plain:not(.scroll) { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); gap: 0 1.5rem; }
    .plain .wide { grid-column: 1 / -1; } .plain .half svg, .pairs svg { min-width: 20rem; }
    .switch[hidden] { display: none; } .panel .switch { margin-left: auto; }
    .panel { margin-bottom: 1.6rem; } .panel h4 { font-size: 0.93rem; font-weight: 600; margin: 0; } .panel h3 .role { display: inline; }
    .panel-reading { color: var(--soft); font-size: 0.88rem; max-width: none; min-height: 1.55em; margin: 0.2rem 0 0; }
    .narrow { max-width: 46rem; } .narrow th:first-child { min-width: 11rem; }
    .pairs { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); gap: 0 1.5rem; padding-top: 0.8rem; } .pairs figure { min-width: 0; }
    .plain-chart { display: block; width: 100%; min-width: 36rem; height: auto; font-size: 12px; }
    .plain-chart text { fill: var(--soft); font-family: inherit; }
    .scripted .plain { display: none; }
    \(drawing)
    \(tables)
    \(print)
    """

  private static let drawing = """
    .s0 { --c: var(--s0); } .s1 { --c: var(--s1); } .s2 { --c: var(--s2); } .s3 { --c: var(--s3); } .s4 { --c: var(--s4); } .s5 { --c: var(--s5); }
    svg .typical { fill: none; stroke: var(--c); stroke-width: 2; stroke-linejoin: round; }
    .swatch .d1 { stroke-dasharray: 9 3; } .swatch .d2 { stroke-dasharray: 7 3 2 3; } .swatch .d3 { stroke-dasharray: 4 3; }
    .swatch .d4 { stroke-dasharray: 12 3 2 3 2 3; } .swatch .d5 { stroke-dasharray: 2 2; }
    .plain-chart .halo { paint-order: stroke; stroke: var(--paper); stroke-width: 3.5px; stroke-linejoin: round; }
    svg .comparison { fill: none; stroke: var(--c); stroke-width: 1.6; stroke-dasharray: 5 4; } .swatch .comparison { stroke-dasharray: 5 4; }
    svg .band { fill: var(--c); fill-opacity: 0.17; stroke: none; }
    svg .dose { stroke: var(--c); stroke-width: 1.6; }
    svg .grid { stroke: var(--hair); } svg .axis { stroke: var(--soft); }
    svg .reference { fill: var(--reference); fill-opacity: 0.14; }
    svg .alert { stroke: var(--alert); stroke-width: 1.5; stroke-dasharray: 8 3; } .plain-chart .alert-text { fill: var(--alert); }
    svg .landmark { stroke: var(--landmark); stroke-width: 1.3; stroke-dasharray: 2 4; } .plain-chart .landmark-text { fill: var(--landmark); }
    svg .rest { stroke: var(--soft); stroke-width: 1.3; stroke-dasharray: 2 4; }
    svg .published { stroke: var(--published); stroke-width: 1.4; } svg .published-point { fill: var(--published); }
    svg .published-band { fill: var(--published); fill-opacity: 0.06; } .swatch .published-band { fill-opacity: 0.18; }
    """

  private static let tables = """
    .scroll { position: relative; overflow-x: auto; margin-bottom: 1.4rem; } .scroll:last-child { margin-bottom: 0.4rem; } figure .scroll { margin: 0; }
    table { overflow-wrap: break-word; border-collapse: collapse; width: 100%; font-size: 0.92rem; }
    caption { text-align: left; font-weight: 650; padding: 0.2rem 0 0.5rem; } caption span { position: sticky; left: 0; display: inline-block; max-width: min(100%, calc(100vw - 3.5rem)); }
    th, td { padding: 0.45rem 0.9rem 0.45rem 0; text-align: right; vertical-align: top; border-bottom: 1px solid var(--hair); }
    th:first-child { text-align: left; min-width: 8.5rem; } tbody th { font-weight: 600; }
    thead th { color: var(--soft); font-weight: 500; font-size: 0.86rem; border-bottom: 1px solid var(--line); vertical-align: bottom; }
    .words td, .words th, .shares td, .shares th { text-align: left; } .shares { max-width: 46rem; } .shares th:last-child, .shares td:last-child { width: 35%; }
    .value { display: block; } .interval, .role { display: block; color: var(--soft); font-size: 0.84rem; font-weight: 400; white-space: nowrap; } td { white-space: nowrap; } .words td:last-child, .words td .role, .influences td { white-space: normal; overflow-wrap: normal; }
    .position.alert, .position.above { color: var(--red); font-weight: 600; }
    code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.88em; }
    .bar { display: block; width: 100%; min-width: 6rem; height: 0.5rem; margin-top: 0.5em; } .bar .rail { fill: var(--grey-soft); } .bar .fill { fill: var(--accent); }
    details { border-top: 1px solid var(--hair); padding: 0.5rem 0; } summary { cursor: pointer; font-weight: 550; color: var(--accent); padding: 0.2rem 0; } details[open] > summary { margin-bottom: 0.6rem; }
    .notes { padding-left: 1.2rem; margin: 0 0 1rem; } .notes li { margin-bottom: 0.35rem; max-width: 52rem; }
    .kinds { margin: 0; font-size: 0.92rem; } .kinds div { display: flex; flex-wrap: wrap; gap: 0.2rem 0.8rem; align-items: baseline; } .kinds dt { min-width: 6.6rem; } .kinds dd { margin: 0; color: var(--soft); }
    .sources { padding-left: 1.6rem; margin: 0; font-size: 0.93rem; } .sources li { margin-bottom: 0.4rem; max-width: 52rem; } .sources li:target { background: var(--accent-soft); }
    @media (max-width: 36rem) { section { border-radius: 0; border-inline: 0; margin-inline: calc(-1 * clamp(1rem, 4vw, 2.5rem)); } .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin-bottom: 0.5rem; } .tiles { grid-template-columns: 1fr 1fr; gap: 0.6rem; } .big { font-size: 1.4rem; } .choice { align-items: flex-start; } .choice .swatch { margin-top: 0.4rem; } .choices { flex-direction: column; } .reader label { flex-basis: 100%; } }
    """

  private static let print = """
    @page { size: A4; margin: 15mm 14mm 17mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #444; } @bottom-left { font: 8pt sans-serif; color: #444; } }
    @media print { html { font-size: 9.5pt; } :root { color-scheme: light; --paper: #fff; --ground: #fff; --ink: #000; --soft: #3c4650; --line: #b9c2ca; --hair: #d9dfe4; --accent: #0b4f80; --accent-soft: #eef4f9; --red: #8c1414; --red-soft: #fdf1f0; --amber: #6b4200; --amber-soft: #fdf6e8; --grey-soft: #eef1f4; --green: #0b5d45; --green-soft: #eef8f4; --violet: #5b3a86; --s0: #0072b2; --s1: #d55e00; --s2: #00805f; --s3: #b3568c; --s4: #5f5f5f; --s5: #8a6d00; --reference: #009e73; --alert: #b3261e; --landmark: #5b3a86; --published: #5c6873; }
      body { line-height: 1.4; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      .page-head, .contents, main, .page-foot { max-width: none; padding: 0; }
      .contents, .skip, .live, .screen-only, .chart-tip, #vg-tooltip-element { display: none !important; }
      .scripted .plain { display: block; } .plain:not(.scroll), .scripted .plain:not(.scroll), .pairs { display: grid; grid-template-columns: 1fr 1fr; gap: 0 6mm; }
      .plain-chart, .plain .half svg, .pairs svg { min-width: 0; } p, .lead, .disclaimer { max-width: none; }
      section { border: 0; border-radius: 0; padding: 0; margin: 0 0 6mm; } section + section { border-top: 0.6pt solid var(--line); padding-top: 4mm; }
      h1 { font-size: 17pt; } h2 { font-size: 12.5pt; } h2, h3, caption, figcaption, summary { break-after: avoid; }
      .legend, .landmark-note { break-after: avoid; } tr, figure, .warning, .tile, li, .kinds, .legend, .landmark-note { break-inside: avoid; } .panel { break-inside: auto; } td { white-space: normal; } th, td { padding: 0.25rem 0.6rem 0.25rem 0; } .scroll { margin-bottom: 1rem; } thead { display: table-header-group; } p { orphans: 3; widows: 3; }
      .scroll { overflow: visible; } table { font-size: 8.5pt; } .tiles { grid-template-columns: repeat(4, 1fr); } .tile { border: 0.6pt solid var(--line); border-top: 2pt solid var(--accent); }
      details::details-content { content-visibility: visible; display: block; height: auto; } details { border: 0; } summary { list-style: none; color: var(--ink); display: none; }
      a { color: inherit; text-decoration: none; } .role { white-space: normal; } .lead { font-size: 1.15rem; } .warning { padding: 0.45rem 0.8rem; } .warnings { gap: 0.45rem; } }
    """
}
