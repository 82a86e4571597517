/** The style of the onboarding page. No flex gaps, no newer colour functions: iOS 12 and Android 7 browsers must show it. */
export const onboardingStyle = `
:root { --page: #f4f5f7; --card: #fff; --text: #16191d; --soft: #565d66; --line: #d9dde2; --accent: #0b57c2; --accent-text: #fff;
  --good: #0d6b35; --good-back: #e5f5eb; --bad: #9c2216; --bad-back: #fdecea; --wait-back: #eef1f5; --code: #eef1f5; }
@media (prefers-color-scheme: dark) {
  :root { --page: #111418; --card: #1b2026; --text: #eceff3; --soft: #a3acb8; --line: #343c46; --accent: #7fb2ff; --accent-text: #0c1a2e;
    --good: #7fdca4; --good-back: #14301f; --bad: #ff9d92; --bad-back: #3a1a17; --wait-back: #252c34; --code: #262d35; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--text); font: 17px/1.5 -apple-system, system-ui, "Segoe UI", Roboto, sans-serif; }
header, main, footer { max-width: 44rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 2rem; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; letter-spacing: -0.01em; }
h2 { margin: 0 0 .5rem; font-size: 1.2rem; }
p { margin: .5rem 0; }
.lead, .soft, footer { color: var(--soft); }
section, details { margin: 1rem 0; padding: 1.1rem 1.2rem; background: var(--card); border: 1px solid var(--line); border-radius: 14px; }
summary { cursor: pointer; font-weight: 600; min-height: 1.5rem; }
details[open] summary { margin-bottom: .75rem; }
ol { margin: .5rem 0; padding-left: 1.4rem; }
li { margin: .4rem 0; }
code, pre { font: .88em/1.45 ui-monospace, Menlo, Consolas, "Roboto Mono", monospace; background: var(--code); border-radius: 6px; }
code { padding: .1em .35em; overflow-wrap: anywhere; word-break: break-word; }
pre { margin: .6rem 0; padding: .8rem; overflow-x: auto; }
pre code { padding: 0; background: none; word-break: normal; overflow-wrap: normal; }
a { color: var(--accent); }
.button { display: inline-block; min-height: 48px; margin: .4rem .5rem .4rem 0; padding: .65rem 1.2rem; border: 1px solid var(--accent); border-radius: 10px;
  background: var(--accent); color: var(--accent-text); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; -webkit-appearance: none; }
.button.plain { background: transparent; color: var(--accent); }
.button[disabled] { opacity: .55; cursor: default; }
a:focus, button:focus, summary:focus { outline: 3px solid var(--accent); outline-offset: 2px; }
#check { border-left: 6px solid var(--line); background: var(--wait-back); }
#check[data-state="ready"] { border-left-color: var(--good); background: var(--good-back); }
#check[data-state="untrusted"], #check[data-state="unproxied"] { border-left-color: var(--bad); background: var(--bad-back); }
#check [data-for] { display: none; }
#check[data-state="checking"] [data-for="checking"], #check[data-state="ready"] [data-for="ready"],
#check[data-state="untrusted"] [data-for="untrusted"], #check[data-state="unproxied"] [data-for="unproxied"] { display: block; }
#leaked { min-height: 1.5rem; font-weight: 600; }
footer { padding-bottom: 3rem; font-size: .88rem; }
`;
