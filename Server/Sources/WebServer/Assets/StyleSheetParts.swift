/// The frame of pages, forms and small parts.
enum StyleSheetParts {
  static let frame = """
    .site-head { padding-top: 1rem; }
    .site-row { display: flex; flex-wrap: wrap; gap: 0.2rem 1.6rem; align-items: center; justify-content: space-between; }
    .brand { display: inline-flex; align-items: center; gap: 0.55rem; font: 600 1.2rem var(--serif); letter-spacing: 0.005em; color: var(--ink); text-decoration: none; padding: 0.3rem 0; } .brand:hover { color: var(--accent); }
    .mark { width: 1rem; height: 1rem; border-radius: 50%; background: radial-gradient(circle at 35% 30%, #7cc0ee, #0b5c96 75%); }
    .site-nav ul, .readers ul, .foot-links, .desk-head ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.1rem 0.3rem; }
    .site-nav a { display: block; padding: 0.45rem 0.7rem; border-radius: 7px; color: var(--soft); text-decoration: none; font-weight: 500; }
    .site-nav a:hover { color: var(--ink); background: var(--grey-soft); } .site-nav a[aria-current] { color: var(--accent); }
    .site-nav a[aria-current]::after { content: ""; display: block; height: 2px; background: currentColor; border-radius: 1px; }
    .readers { display: flex; flex-wrap: wrap; align-items: center; gap: 0.3rem 0.8rem; margin-top: 0.5rem; padding: 0.45rem 0; border-block: 1px solid var(--hair); font-size: 0.88rem; }
    .readers-label { color: var(--soft); } .readers a { display: block; padding: 0.22rem 0.75rem; border-radius: 2rem; color: var(--soft); text-decoration: none; }
    .readers a:hover { background: var(--grey-soft); color: var(--ink); } .readers a[aria-current] { background: var(--accent-soft); color: var(--accent); font-weight: 600; }
    .site-foot { padding-block: 1.4rem 2.5rem; border-top: 1px solid var(--hair); font-size: 0.92rem; } .site-foot p { max-width: none; } .foot-links { gap: 0.2rem 1.3rem; margin-bottom: 0.7rem; } .foot-links a { display: inline-block; padding: 0.2rem 0; }
    .card, .side-box { background: var(--paper); border: 1px solid var(--hair); border-radius: 12px; padding: clamp(1rem, 3vw, 1.6rem); box-shadow: var(--shadow); margin-bottom: 1.2rem; }
    .side-box { padding: 1rem 1.15rem; font-size: 0.93rem; box-shadow: none; } .side-box h2 { font-size: 0.95rem; margin-bottom: 0.5rem; } .side-box p { margin-bottom: 0.4rem; }
    .links { list-style: none; padding: 0; } .links li { margin-bottom: 0.35rem; }
    .notice { border-left: 4px solid var(--accent); background: var(--accent-soft); padding: 0.6rem 1rem; border-radius: 0 8px 8px 0; } .notice.error { border-color: var(--red); background: var(--red-soft); color: var(--red); }
    .badge, .tag, .state { display: inline-block; font-size: 0.76rem; font-weight: 600; line-height: 1.35; padding: 0.08rem 0.5rem; border-radius: 1rem; border: 1px solid currentColor; white-space: nowrap; }
    .badge.measured { color: var(--green); background: var(--green-soft); } .badge.computed { color: var(--accent); background: var(--accent-soft); } .badge.extrapolated { color: var(--amber); background: var(--amber-soft); border-style: dashed; }
    .tag { color: var(--violet); background: var(--violet-soft); border-style: dashed; } .tag.warn { color: var(--amber); background: var(--amber-soft); }
    .state.submitted { color: var(--soft); background: var(--grey-soft); } .state.under-review { color: var(--amber); background: var(--amber-soft); } .state.approved { color: var(--green); background: var(--green-soft); }
    .grade { display: inline-block; min-width: 1.45em; text-align: center; font: 700 0.74rem/1.5 var(--sans); border-radius: 4px; text-decoration: none; border: 1px solid currentColor; padding-inline: 0.25em; vertical-align: 0.08em; }
    .grade-A { color: var(--green); background: var(--green-soft); } .grade-B { color: var(--accent); background: var(--accent-soft); } .grade-C { color: var(--amber); background: var(--amber-soft); } .grade-D { color: var(--soft); background: var(--grey-soft); }
    .cite, .cite-sample { font-size: 0.82em; text-decoration: none; color: var(--accent); padding: 0.1em 0.12em; } .refs { margin-left: 0.15em; } .refs .grade { display: inline; margin-left: 0.3em; } .cite:hover { text-decoration: underline; }
    dialog { border: 1px solid var(--line); border-radius: 14px; background: var(--paper); color: var(--ink); max-width: min(42rem, calc(100vw - 2rem)); max-height: 85vh; padding: 1.2rem 1.4rem; box-shadow: 0 20px 60px rgb(0 0 0 / 30%); } dialog::backdrop { background: rgb(10 20 30 / 45%); }
    dialog .close { float: right; } .claim-text { font: 1.08rem/1.55 var(--serif); } .commonly { color: var(--soft); } .claim-grade { display: flex; gap: 0.6rem; align-items: baseline; } .claim-grade .grade { flex: none; } .claim-sources { padding-left: 1.3rem; font-size: 0.92rem; } .claim-sources .fine { display: block; } .fine-print { color: var(--soft); font-size: 0.93rem; }
    .page-claim .claim-card { background: var(--paper); border: 1px solid var(--hair); border-radius: 12px; padding: 1.4rem; box-shadow: var(--shadow); margin-bottom: 1.2rem; } .page-claim .claim-text { font-size: 1.3rem; }
    .facts { display: grid; grid-template-columns: max-content 1fr; gap: 0.3rem 1.2rem; font-size: 0.95rem; margin: 0 0 1rem; } .facts dt { color: var(--soft); } .facts dd { margin: 0; min-width: 0; }
    .log { list-style: none; padding: 0; } .log > li { border-top: 1px solid var(--hair); padding: 0.8rem 0; }
    .states dt { margin-top: 0.6rem; } .states dd { margin: 0.2rem 0 0; max-width: 44rem; }
    .hits { list-style: none; padding: 0; } .hits li { border-top: 1px solid var(--hair); padding: 0.9rem 0; max-width: 48rem; } .hits h2 { font-size: 1.02rem; margin-bottom: 0.25rem; } .hits p { margin-bottom: 0.2rem; }
    .desk-head { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.4rem 1.5rem; padding-bottom: 0.8rem; margin-bottom: 1.4rem; border-bottom: 1px solid var(--hair); } .desk-head ul a { display: block; padding: 0.3rem 0.6rem; } .desk-head form { align-items: center; }
    .claim-quote { margin: 0 0 1rem; border-left: 4px solid var(--accent); padding: 0.3rem 1rem; font-family: var(--serif); }
    @media (max-width: 36rem) { .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin-bottom: 0.5rem; } .site-nav { margin-inline: -0.7rem; } .site-nav a { padding-inline: 0.7rem; } .readers a { padding-inline: 0.6rem; } .readers-label { display: none; } }
    """

  static let forms = """
    button, .button { font: 550 0.95rem var(--sans); display: inline-block; color: var(--ink); background: var(--paper); border: 1px solid var(--field); border-radius: 8px; padding: 0.5rem 1rem; min-height: 2.6rem; cursor: pointer; text-decoration: none; }
    button:hover, .button:hover { border-color: var(--accent); background: var(--accent-soft); color: var(--ink); }
    button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); padding-inline: 1.4rem; } button.primary:hover { background: var(--accent-strong); border-color: var(--accent-strong); color: var(--on-accent); }
    button.quiet, .button.quiet { font-weight: 500; font-size: 0.88rem; min-height: 2.1rem; padding: 0.3rem 0.8rem; } [aria-disabled="true"] { opacity: 0.65; cursor: progress; }
    input, select, textarea { font: 1rem/1.5 var(--sans); color: var(--ink); background: var(--paper); border: 1px solid var(--field); border-radius: 8px; padding: 0.5rem 0.7rem; width: 100%; min-width: 0; accent-color: var(--accent); } textarea { resize: vertical; }
    input:focus-visible, select:focus-visible, textarea:focus-visible { outline-offset: 0; border-color: var(--accent); } ::placeholder { color: var(--soft); opacity: 1; }
    input[type="radio"], input[type="checkbox"] { width: 1.1rem; height: 1.1rem; margin: 0; flex: none; } textarea.code { font: 0.88rem/1.5 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; tab-size: 2; }
    label { font-weight: 550; font-size: 0.93rem; } fieldset { border: 0; padding: 0; margin: 0 0 0.9rem; min-width: 0; } legend { padding: 0; font-weight: 550; font-size: 0.93rem; margin-bottom: 0.35rem; }
    .stack { display: flex; flex-direction: column; gap: 0.35rem; } .stack > label { margin-top: 0.5rem; } .stack > button { align-self: flex-start; margin-top: 0.8rem; } .stack fieldset { margin-top: 0.6rem; }
    .inline > .button { display: inline-flex; align-items: center; } .inline { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; } .inline > input:not([type="hidden"]) { flex: 1 1 14rem; } .inline select { width: auto; } td .inline { flex-wrap: nowrap; } td .inline > input:not([type="hidden"]) { flex: 1 1 8rem; min-width: 8rem; }
    .status { color: var(--soft); font-size: 0.9rem; margin: 0.4rem 0 0; } .status:empty { display: none; }
    .ask { background: var(--paper); border: 1px solid var(--hair); border-radius: 16px; padding: clamp(0.9rem, 2.5vw, 1.4rem); box-shadow: var(--shadow); }
    .ask textarea { font-size: 1.1rem; border-radius: 10px; min-height: 5.4rem; } .ask-row { display: flex; gap: 0.8rem 1.2rem; align-items: flex-end; justify-content: space-between; margin-top: 0.9rem; } .ask-row .choices { flex: 1; } @media (max-width: 44rem) { .ask-row { flex-direction: column; align-items: stretch; } }
    .choices { display: flex; flex-wrap: wrap; gap: 0.4rem; margin: 0; } .choices legend { float: left; width: 100%; color: var(--soft); font-size: 0.86rem; font-weight: 400; margin-bottom: 0.3rem; }
    .choice { display: inline-flex; align-items: center; gap: 0.45rem; font-weight: 500; font-size: 0.9rem; border: 1px solid var(--line); border-radius: 2rem; padding: 0.3rem 0.8rem 0.3rem 0.55rem; cursor: pointer; } .choice:has(input:checked) { border-color: var(--accent); background: var(--accent-soft); } .choice:has(:focus-visible) { outline: 3px solid var(--focus); outline-offset: 2px; }
    .follow { box-shadow: none; padding: 1rem 1.1rem; } .follow label { display: block; margin-bottom: 0.4rem; color: var(--soft); font-weight: 500; }
    .chips { list-style: none; display: flex; flex-wrap: wrap; gap: 0.5rem; padding: 0; margin: 0.8rem 0 0; } .chips a { display: block; border: 1px solid var(--line); border-radius: 2rem; padding: 0.3rem 0.9rem; text-decoration: none; font-size: 0.92rem; background: var(--paper); } .chips a:hover { border-color: var(--accent); background: var(--accent-soft); }
    details { font-size: 0.95rem; } summary { cursor: pointer; font-weight: 600; color: var(--accent); padding: 0.2rem 0; } details[open] > summary { margin-bottom: 0.7rem; }
    .scenario-form fieldset input { margin-bottom: 0.35rem; } .pairs { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 8.5rem), 1fr)); gap: 0.5rem 0.7rem; align-items: end; } .pairs legend { grid-column: 1 / -1; } .pairs label { font-weight: 500; font-size: 0.84rem; color: var(--soft); display: block; } .pairs input, .pairs select { margin-top: 0.15rem; font-size: 0.92rem; padding: 0.4rem 0.5rem; }
    .search-form { max-width: 44rem; margin-bottom: 1.4rem; } .search-form label { display: block; margin-bottom: 0.3rem; }
    """
}
