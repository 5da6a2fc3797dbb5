/** Of the report; light and dark, on paper, and on a phone. It is allowed by its hash, so nothing else can be. */
export const STYLE = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1b2330;--mut:#566272;--line:#d7dce4;--soft:#f5f7fa;--create:#0f7043;--update:#855400;--activate:#1257b0;--deactivate:#74389a;--delete:#b02318;--release:#4d5a6b;--manual:#4d5a6b;--high:#855400;--highbg:#fff5e2;--critbg:#fdeeec;--okbg:#eaf6ef}
@media (prefers-color-scheme:dark){:root{--bg:#11151b;--fg:#e6eaf0;--mut:#9fabba;--line:#2c3440;--soft:#181e26;--create:#53c690;--update:#e2aa46;--activate:#74afff;--deactivate:#cb95ec;--delete:#ff8279;--release:#a7b3c2;--manual:#a7b3c2;--high:#e2aa46;--highbg:#2c2415;--critbg:#341b1a;--okbg:#13271d}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.6 system-ui,"Hiragino Sans","Noto Sans CJK JP","Noto Sans JP","Yu Gothic UI",sans-serif;overflow-wrap:anywhere}
main,header,footer{max-width:72rem;margin:0 auto;padding:1rem 1.25rem}header{padding-bottom:0}
h1{font-size:1.45rem;margin:0}h2{font-size:1.15rem;margin:2.2rem 0 .6rem}h3{font-size:1rem;margin:0}
p{margin:.3rem 0}.mut{color:var(--mut)}
code{white-space:nowrap}code,.id{font-family:ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;font-size:.92em}
.skip{position:absolute;left:-99rem}.skip:focus{position:static}
ul.tiles{list-style:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(7.6rem,1fr));gap:.6rem;margin:.2rem 0 1rem;padding:0}
.tiles li{border:1px solid var(--line);border-left:6px solid currentColor;border-radius:6px;padding:.45rem .7rem}
.tiles b{display:block;font-size:1.6rem;line-height:1.2;color:var(--fg)}
.create{color:var(--create)}.update{color:var(--update)}.activate{color:var(--activate)}.deactivate{color:var(--deactivate)}.delete{color:var(--delete)}.release{color:var(--release)}.manual{color:var(--manual)}
.sym{font-family:ui-monospace,Menlo,Consolas,monospace;font-weight:700;white-space:nowrap}
svg{display:block;width:100%;height:auto}svg .create{fill:var(--create)}svg .update{fill:var(--update)}svg .activate{fill:var(--activate)}svg .deactivate{fill:var(--deactivate)}svg .delete{fill:var(--delete)}svg .release{fill:var(--release)}svg .manual{fill:var(--manual)}
svg .now{fill:var(--line)}svg .after{fill:var(--activate)}svg .bad{fill:var(--delete)}svg .track{fill:var(--soft);stroke:var(--line)}
.note{border-left:4px solid var(--mut);border-radius:4px;padding:.45rem .8rem;margin:.45rem 0;background:var(--soft)}
.note.crit{border-color:var(--delete);background:var(--critbg)}.note.warn{border-color:var(--high);background:var(--highbg)}.note.ok{border-color:var(--create);background:var(--okbg)}
.note ul{margin:.2rem 0;padding-left:1.2rem}
.wide{overflow-x:auto;overflow-wrap:break-word}td code,th code{white-space:nowrap}
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid var(--line);padding:.35rem .5rem;text-align:left;vertical-align:top}
th{color:var(--mut);font-weight:600}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}td.n,th{white-space:nowrap}
td.gauge{width:40%;min-width:5rem;vertical-align:middle}svg.bars{height:1.1rem}svg.kinds{height:1rem}
meter{width:100%}
form.filters{display:flex;flex-wrap:wrap;gap:.6rem;align-items:end;margin:.6rem 0;padding:.7rem;background:var(--soft);border:1px solid var(--line);border-radius:6px}
form.filters label{display:flex;flex-direction:column;font-size:.85rem;color:var(--mut);flex:1 1 9rem}
form.filters label:first-child{flex:3 1 16rem}
input,select{font:inherit;color:var(--fg);background:var(--bg);border:1px solid var(--mut);border-radius:5px;padding:.3rem .5rem;width:100%}
:focus-visible{outline:3px solid var(--activate);outline-offset:2px}
section.file{border:1px solid var(--line);border-radius:6px;margin:.7rem 0;content-visibility:auto;contain-intrinsic-size:auto 30rem}
section.file>h3{padding:.5rem .8rem;background:var(--soft);border-bottom:1px solid var(--line);border-radius:6px 6px 0 0;display:flex;flex-wrap:wrap;gap:.2rem .8rem}
.part{content-visibility:auto;contain-intrinsic-size:auto 60rem}article{padding:.6rem .8rem;border-bottom:1px solid var(--line)}.part:last-child>article:last-child{border-bottom:0}
article>p:first-child{display:flex;flex-wrap:wrap;gap:.1rem .7rem;align-items:baseline}
.where{margin-left:auto;color:var(--mut)}
article table{width:auto;margin:.3rem 0 .3rem 1.2rem;font-size:.95em}article th{white-space:normal}article td,article th{padding:.1rem .7rem .1rem 0;border:0}
del{color:var(--delete)}ins{color:var(--create);text-decoration:none}
ul.costs{list-style:none;margin:.3rem 0 .2rem 1.2rem;padding:0}.costs .critical{color:var(--delete)}.costs .high{color:var(--high)}
abbr{text-decoration:none}.costs .sym{display:inline-block;min-width:1.4rem}
.bad{color:var(--delete)}.good{color:var(--create)}
ol.steps{list-style:none;padding:0;margin:0;border-left:3px solid var(--line)}
ol.steps li{padding:.3rem 0 .6rem 1.1rem;position:relative}ol.steps li::before{content:"";position:absolute;left:-.48rem;top:.75rem;width:.8rem;height:.8rem;border-radius:50%;background:var(--bg);border:3px solid var(--mut)}
details{border:1px solid var(--line);border-radius:6px;margin:.4rem 0;padding:.2rem .8rem}summary{cursor:pointer;padding:.25rem 0}
.values{font-size:.92em}#all .part{contain-intrinsic-size:auto 220rem}
[hidden]{display:none!important}
@media (max-width:40rem){.seats .gauge{display:none}main,footer{padding:.8rem}header{padding:.8rem .8rem 0}.where{margin-left:0}article table,ul.costs{margin-left:0}}
@media print{body{font-size:10.5px}form.filters,.skip{display:none}section.file,.part{content-visibility:visible;break-inside:auto}article{break-inside:avoid}details{border:0}h2{break-after:avoid}}
`;
