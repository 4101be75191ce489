/// The style sheet of ``EquationsPage``: the look of the simulation report, without charts.
enum EquationsPageStyle {
  static let text = """
    :root { color-scheme: light dark;
      --paper: #ffffff; --ground: #f4f6f8; --ink: #18222c; --soft: #4c5a67; --line: #d5dce3; --hair: #e6ebf0;
      --accent: #0b5c96; --accent-soft: #e6f0f8; --focus: #0b5c96;
      --amber: #7a4b00; --amber-soft: #fdf3e0; --green: #0b5d45; --green-soft: #e4f4ee; }
    @media (prefers-color-scheme: dark) { :root {
      --paper: #151c23; --ground: #0e1419; --ink: #e6ecf1; --soft: #a9b7c4; --line: #33404c; --hair: #26313b;
      --accent: #7cc0ee; --accent-soft: #162a3a; --focus: #9bd0f5;
      --amber: #f5c97a; --amber-soft: #33270f; --green: #86d9bd; --green-soft: #12302a; } }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
    @media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
    body { margin: 0; background: var(--ground); color: var(--ink); line-height: 1.55; font-size: 1rem;
      font-family: ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
      font-variant-numeric: tabular-nums lining-nums; overflow-wrap: anywhere; }
    .page-head, .contents, main, .page-foot { max-width: 68rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2.5rem); }
    h1, h2 { line-height: 1.25; text-wrap: balance; }
    h1 { font-size: clamp(1.5rem, 1.2rem + 1.3vw, 2.05rem); font-weight: 650; letter-spacing: -0.015em; margin: 1.1rem 0; }
    h2 { font-size: 1.3rem; font-weight: 650; letter-spacing: -0.01em; margin: 0 0 0.9rem; }
    p { margin: 0 0 0.7rem; max-width: 46rem; }
    a { color: var(--accent); text-underline-offset: 0.18em; }
    :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
    main:focus { outline: none; }
    .skip { position: absolute; left: -99rem; top: 0.5rem; z-index: 9; background: var(--paper); padding: 0.5rem 1rem; }
    .skip:focus { left: 0.5rem; }
    .page-head { padding-top: 1.4rem; }
    .brand { display: flex; align-items: center; gap: 0.55rem; font-weight: 650; letter-spacing: 0.01em; margin-bottom: 0.9rem; }
    .brand-note { color: var(--soft); font-weight: 400; }
    .mark { width: 0.85rem; height: 0.85rem; border-radius: 50%; background: radial-gradient(circle at 35% 30%, #7cc0ee, #0b5c96); }
    .disclaimer { max-width: none; margin: 0; padding: 0.45rem 0.8rem; border-left: 3px solid var(--accent); background: var(--accent-soft); font-size: 0.9rem; }
    .lead { font-size: 1.08rem; max-width: 52rem; }
    .contents ul { display: flex; flex-wrap: wrap; gap: 0.2rem 1.3rem; list-style: none; margin: 0; padding: 0.6rem 0; border-block: 1px solid var(--line); font-size: 0.95rem; }
    .contents a { text-decoration: none; display: inline-block; padding: 0.15rem 0; } .contents a:hover { text-decoration: underline; }
    main { padding-block: 1.4rem; }
    section { background: var(--paper); border: 1px solid var(--hair); border-radius: 10px; padding: clamp(1rem, 3vw, 1.8rem); margin-bottom: 1.2rem; scroll-margin-top: 1rem; }
    .page-foot { padding-bottom: 2.5rem; color: var(--soft); font-size: 0.9rem; } .page-foot .disclaimer { color: var(--ink); margin-bottom: 0.7rem; }
    .equation { padding: 0.55rem 0; border-bottom: 1px solid var(--hair); } .equation:last-child { border-bottom: 0; }
    .equation .scroll { margin: 0; padding-block: 0.2rem; overflow-y: hidden; } .fine { margin: 0; color: var(--soft); font-size: 0.86rem; }
    math { font-size: 1.06em; } math[display="block"] { width: max-content; margin: 0; }
    mtd { text-align: center; vertical-align: baseline; padding: 0.15em 0.2em; } mtd.left { text-align: right; } mtd.right { text-align: left; }
    .scroll { position: relative; overflow-x: auto; margin-bottom: 0.4rem; }
    table { overflow-wrap: break-word; border-collapse: collapse; width: 100%; font-size: 0.92rem; }
    caption { text-align: left; font-weight: 650; padding: 0.2rem 0 0.5rem; }
    th, td { padding: 0.45rem 0.9rem 0.45rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--hair); }
    thead th { color: var(--soft); font-weight: 500; font-size: 0.86rem; border-bottom: 1px solid var(--line); }
    tbody th { font-weight: 500; } td.number { white-space: nowrap; } td.meaning, td.origin { min-width: 12rem; }
    .role { display: block; color: var(--soft); font-size: 0.84rem; }
    .badge { display: inline-block; font-size: 0.76rem; font-weight: 600; line-height: 1.3; padding: 0.1rem 0.5rem; border-radius: 1rem; border: 1px solid currentColor; white-space: nowrap; }
    .badge.measured { color: var(--green); background: var(--green-soft); } .badge.computed { color: var(--accent); background: var(--accent-soft); }
    .badge.extrapolated { color: var(--amber); background: var(--amber-soft); border-style: dashed; }
    code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.88em; color: var(--soft); }
    @media (max-width: 36rem) { section { border-radius: 0; border-inline: 0; margin-inline: calc(-1 * clamp(1rem, 4vw, 2.5rem)); } }
    @page { size: A4; margin: 15mm 14mm 17mm; }
    @media print { html { font-size: 9.5pt; } :root { color-scheme: light; --paper: #fff; --ground: #fff; --ink: #000; --soft: #3c4650; --line: #b9c2ca; --hair: #d9dfe4; --accent: #0b4f80; --accent-soft: #eef4f9; --amber: #6b4200; --amber-soft: #fdf6e8; --green: #0b5d45; --green-soft: #eef8f4; }
      body { line-height: 1.4; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      .page-head, .contents, main, .page-foot { max-width: none; padding: 0; } .contents, .skip { display: none; }
      section { border: 0; border-radius: 0; padding: 0; margin: 0 0 6mm; } h2, caption { break-after: avoid; }
      .equation, tr { break-inside: avoid; } thead { display: table-header-group; } .scroll { overflow: visible; } table { font-size: 8.5pt; } a { color: inherit; text-decoration: none; } }
    """
}
