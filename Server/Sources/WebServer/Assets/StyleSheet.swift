/// The style sheet of all pages: calm, light or dark, wide or narrow, screen or paper.
///
/// The colours are those of the simulation report; curves have Okabe and Ito's, which people with any colour vision tell apart.
enum StyleSheet {
  static let text = [
    colours, base, StyleSheetParts.frame, StyleSheetParts.forms, StyleSheetPages.answer, StyleSheetPages.article,
    StyleSheetPages.tables, StyleSheetPages.print,
  ]
  .joined(separator: "\n")

  private static let colours = """
    :root { color-scheme: light dark;
      --paper: #ffffff; --ground: #f4f6f8; --ink: #18222c; --soft: #4c5a67; --line: #c9d2da; --hair: #e3e9ee; --field: #76838f;
      --accent: #0b5c96; --accent-strong: #084a7a; --accent-soft: #e6f0f8; --on-accent: #ffffff; --focus: #0b5c96;
      --red: #9b1c1c; --red-soft: #fcebea; --amber: #7a4b00; --amber-soft: #fdf3e0; --grey-soft: #eef1f4;
      --green: #0b5d45; --green-soft: #e4f4ee; --violet: #5b3a86; --violet-soft: #f1ebf9;
      --s0: #0072b2; --s1: #d55e00; --s2: #00805f; --s3: #b3568c; --s4: #5f5f5f; --s5: #8a6d00; --published: #46535f;
      --shadow: 0 1px 2px rgb(24 34 44 / 5%), 0 6px 20px rgb(24 34 44 / 5%);
      --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", Charter, "Source Serif 4", Cambria, Georgia, "Liberation Serif", serif;
      --sans: ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; }
    @media (prefers-color-scheme: dark) { :root {
      --paper: #151c23; --ground: #0e1419; --ink: #e6ecf1; --soft: #a9b7c4; --line: #35434f; --hair: #26313b; --field: #7d8b98;
      --accent: #7cc0ee; --accent-strong: #a6d5f5; --accent-soft: #162a3a; --on-accent: #08131c; --focus: #9bd0f5;
      --red: #ffb3ac; --red-soft: #3a1b1b; --amber: #f5c97a; --amber-soft: #33270f; --grey-soft: #222c35;
      --green: #86d9bd; --green-soft: #12302a; --violet: #cdb4f2; --violet-soft: #2a2140;
      --s0: #56b4e9; --s1: #f0894a; --s2: #35c49a; --s3: #e293bf; --s4: #b9c1c8; --s5: #e5c94b; --published: #b6c1cb;
      --shadow: 0 1px 2px rgb(0 0 0 / 30%); } }
    """

  private static let base = """
    *, *::before, *::after { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; scroll-padding-top: 1rem; }
    @media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } *, *::before, *::after { animation: none !important; transition: none !important; } }
    body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.6 var(--sans);
      font-variant-numeric: lining-nums; overflow-wrap: break-word; min-height: 100vh; display: flex; flex-direction: column; }
    .site-head, main, .site-foot { width: 100%; max-width: 76rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2.5rem); }
    main { flex: 1; padding-block: 1.5rem 3rem; } main:focus { outline: none; }
    h1, h2, h3 { line-height: 1.22; text-wrap: balance; margin: 0 0 0.8rem; }
    h1 { font: 600 clamp(1.75rem, 1.3rem + 1.7vw, 2.5rem)/1.18 var(--serif); letter-spacing: -0.012em; }
    h2 { font-size: 1.2rem; font-weight: 650; letter-spacing: -0.008em; }
    h3 { font-size: 1rem; font-weight: 650; margin-top: 1.4rem; }
    p { margin: 0 0 0.75rem; max-width: 44rem; } ul, ol { margin: 0 0 0.75rem; }
    a { color: var(--accent); text-underline-offset: 0.2em; text-decoration-thickness: 0.06em; } a:hover { color: var(--accent-strong); text-decoration-thickness: 0.12em; }
    :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
    code { font: 0.88em ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
    q { quotes: "\\201C" "\\201D"; }
    .skip { position: absolute; left: -99rem; top: 0.5rem; z-index: 9; background: var(--paper); padding: 0.5rem 1rem; border-radius: 6px; } .skip:focus { left: 0.5rem; }
    .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .fine { color: var(--soft); font-size: 0.87rem; } .eyebrow { color: var(--soft); font-size: 0.82rem; letter-spacing: 0.02em; margin-bottom: 0.3rem; }
    .lead { font-size: clamp(1.05rem, 1rem + 0.3vw, 1.2rem); line-height: 1.55; color: var(--soft); max-width: 46rem; }
    .narrow { max-width: 44rem; margin-inline: auto; } .prose { max-width: 46rem; margin-inline: auto; } .prose h2 { margin-top: 2rem; }
    .pre { white-space: pre-line; }
    [hidden] { display: none !important; }
    """
}
