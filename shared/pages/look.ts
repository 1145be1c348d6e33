/**
 * What the pages add to the styles of GOV.UK Frontend: the body's colour, tables that stack on a telephone, a timeline,
 * paper. Classes begin with `app-`. The typeface is Arial and the header generic: this is no gov.uk service.
 */

/** On white: the body's colour 8.4, quiet text 8.4, tags as the package has them. */
export const look = `
:root{--govuk-brand-colour:#1d4f7c;--govuk-link-colour:#1d4f7c;--govuk-link-hover-colour:#0f2c46;--govuk-template-background-colour:#f3f5f7;--govuk-surface-background-colour:#f3f5f7;--govuk-surface-border-colour:#b9c6d3}
.govuk-template__body{display:flex;flex-direction:column;min-height:100vh}
.app-page{flex:1 0 auto}
.govuk-width-container{max-width:1080px}
.app-page .govuk-main-wrapper{padding-top:25px}
.govuk-main-wrapper{overflow-wrap:anywhere}
.app-header{background:#1d4f7c;color:#fff}
.app-header__inner{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:5px 20px;padding:12px 0}
.app-header__name{font-weight:700;font-size:1.1875rem;line-height:1.3}
.app-header__name:link,.app-header__name:visited{color:#fff;text-decoration:none}
.app-header__name:hover{text-decoration:underline}
.app-header__name:focus{color:#0b0c0c}
.app-header .app-header__who{color:#fff}
.app-header__who{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 15px;margin:0;font-size:1rem;line-height:1.5}
.app-header__who form{margin:0}
.app-header__out{padding:0;border:0;background:none;color:#fff;font:inherit;text-decoration:underline;cursor:pointer}
.app-header__out:focus{outline:3px solid transparent;background:#fd0;color:#0b0c0c;box-shadow:0 -2px #fd0,0 4px #0b0c0c;text-decoration:none}
.app-clock{padding:8px 0;background:#fff1d6;border-bottom:1px solid #e0b45c}
.app-clock p{margin:0}
.app-footer{flex-shrink:0;margin-top:40px;padding:15px 0 20px;border-top:1px solid #b9c6d3;background:#f3f5f7}
.app-whole{white-space:nowrap}
.app-whole .govuk-tag{max-width:none}
.app-quiet{color:#484949}
.app-mail{max-height:40em;margin-bottom:30px;padding:15px;overflow:auto;border:1px solid #b9c6d3;background:#fff;font-family:arial,sans-serif;font-size:1rem;line-height:1.5;white-space:pre-wrap}
.app-list-inline{display:flex;flex-wrap:wrap;gap:5px 20px;margin:0 0 20px;padding:0;list-style:none}
.app-columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr));gap:0 40px}
.app-columns .govuk-summary-list__row{padding-bottom:0}
.app-actions{display:flex;flex-wrap:wrap;gap:0 15px;margin-bottom:10px;padding:0;list-style:none}
.app-actions .govuk-button{margin-bottom:15px}
.app-filters{margin-bottom:25px;padding:15px 15px 5px;background:#f3f5f7;border:1px solid #b9c6d3}
.app-filters__fields{display:grid;align-items:end;grid-template-columns:repeat(auto-fill,minmax(min(100%,185px),1fr));gap:0 20px}
.app-filters .govuk-form-group{margin-bottom:15px}
.app-filters .govuk-input,.app-filters .govuk-select{width:100%!important;min-width:0;max-width:none}
.app-filters .govuk-tag{max-width:none}
.app-filters .govuk-button--secondary{background:#fff}
.app-filters .govuk-button--secondary:hover{background:#e4e9ee}
.app-filters__buttons{display:flex;flex-wrap:wrap;align-items:center;gap:0 20px}
.app-filters__buttons .govuk-button{margin-bottom:10px}
.app-filters__buttons p{margin-bottom:10px}
.app-find__line{display:flex;gap:10px;max-width:560px;margin-bottom:15px}
.app-find .govuk-button{flex:none;width:auto;margin-bottom:2px}
.app-figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,215px),1fr));gap:15px;margin:0 0 30px;padding:0;list-style:none}
.app-figure{position:relative;padding:12px 15px 15px;border:1px solid #b9c6d3;border-top:4px solid #1d4f7c;background:#fff}
.app-figure--none{border-top-color:#b9c6d3}
.app-figure--act{border-top-color:#ca3535}
.app-figure__number{display:block;font-size:2.25rem;line-height:1.2;font-weight:700}
.app-figure__meaning{display:block;font-size:1rem;line-height:1.4;color:#484949}
.app-chart{margin:0 0 20px}
.app-chart__drawing{position:relative}
.app-chart__drawing svg{display:block;width:100%;height:auto}
.app-chart .app-chart__links{position:absolute;inset:0}
.app-chart__links a:hover rect{fill:#1d4f7c;fill-opacity:.12}
.app-narrow-only{display:none}
.app-chart figcaption{margin:5px 0 0}
.app-key{margin-right:15px;white-space:nowrap}
.app-figure a:after{content:'';position:absolute;inset:0}
.app-table,.app-table .govuk-body,.app-table .govuk-list,.app-table .govuk-tag,.app-table .govuk-details__summary{font-size:1rem;line-height:1.4}
.app-table .govuk-table__cell,.app-table .govuk-table__header{padding:7px 18px 7px 0}
.app-table .govuk-body{margin-bottom:4px}
.app-table .govuk-details{margin-bottom:4px}
.app-table .govuk-details__summary{overflow-wrap:normal}
.app-lines{white-space:pre-line}
.app-table .govuk-table__cell:last-child,.app-table .govuk-table__header:last-child{padding-right:0}
.app-table td,.app-table th{min-width:5em;vertical-align:top}
.app-table .govuk-tag{white-space:nowrap}
.app-table .govuk-table__cell p:last-child{margin-bottom:0}
.app-small{display:block;margin-top:3px;font-size:1rem;line-height:1.4}
.app-small:empty{display:none}
.app-wide{overflow-x:auto;margin-bottom:20px}
.app-wide td{min-width:9em}
.app-timeline{margin:0 0 20px;padding:0;list-style:none;border-left:3px solid #b9c6d3}
.app-timeline__entry{position:relative;margin:0;padding:0 0 8px 18px}
.app-timeline__entry:before{content:'';position:absolute;top:7px;left:-7px;width:9px;height:9px;border:1px solid #fff;border-radius:50%;background:#1d4f7c}
.app-timeline__entry p{margin:0}
.app-timeline__day{margin:0 0 5px;font-size:1rem}
.app-tree{margin:0 0 20px;padding:0 0 0 18px;list-style:none;border-left:1px solid #b9c6d3}
.app-tree .app-tree{margin:5px 0 0;}
.app-tree__fold{margin:5px 0 0}
.app-tree__fold .govuk-details__summary{margin-bottom:5px}
.app-tree+.app-list-inline{margin-top:10px}
.app-tree li{margin:0 0 8px}
.app-raws{margin:0 0 20px;padding:0;list-style:none}
.app-raws li{margin-bottom:15px}
.app-follow{display:flex;flex-wrap:wrap;align-items:center;gap:0 20px;margin-bottom:15px}
.app-follow .govuk-button,.app-follow .govuk-body{width:auto;margin-bottom:0}
.app-follow [hidden]{display:none!important}
.app-new{background:#e8f1fa}
.app-written{margin:0 0 20px;padding:10px 15px;border-left:4px solid #b9c6d3;background:#f3f5f7;font-family:arial,sans-serif;font-size:1rem;line-height:1.5;white-space:pre-wrap;overflow-wrap:anywhere}
.app-written+.govuk-heading-m{margin-top:30px}
.app-raw{margin:0;padding:15px;overflow:auto;background:#f3f5f7;border:1px solid #b9c6d3;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.875rem;line-height:1.5;white-space:pre-wrap;overflow-wrap:anywhere}
.app-letter{max-width:640px;margin-bottom:20px;padding:20px;border:1px solid #b9c6d3;border-top:6px solid #1d4f7c}
.app-letter p{margin:0 0 15px;white-space:pre-wrap}
.app-letter p:last-child{margin:0}
.app-frames{display:flex;flex-wrap:wrap;gap:20px;margin-bottom:20px}
.app-frames__one{margin:0;max-width:100%}
.app-frame{max-width:100%;border:1px solid #b9c6d3;background:#fff}
.app-public{max-width:640px}
.app-sign{display:inline-block;min-width:1em;font-weight:700}
.app-legend{display:flex;flex-wrap:wrap;gap:2px 20px}
.app-scroll{margin-bottom:20px;overflow-x:auto;overflow-wrap:normal}
.app-scroll:focus{outline:3px solid #fd0;outline-offset:2px}
.app-matrix{width:auto;min-width:60%;margin-bottom:5px}
.app-matrix td,.app-matrix thead th{white-space:nowrap}
.app-matrix td,.app-matrix th:not(:first-child){padding-left:12px}
.app-matrix th[scope=row]{min-width:9em;max-width:18em;font-weight:400}
.app-matrix th:first-child{position:sticky;left:0;background:#fff;border-right:1px solid #b9c6d3}
.app-matrix__kind{display:block;font-weight:400}
.app-register{margin:0 0 20px;padding:0;list-style:none;border-top:1px solid #b9c6d3}
.app-register__school{display:grid;grid-template-columns:minmax(0,1fr) auto;align-items:center;gap:0 20px;margin:0;padding:4px 0;border-bottom:1px solid #b9c6d3}
.app-register__school--wrong{padding-left:12px;border-left:5px solid #ca3535}
.app-register__school .govuk-radios{display:flex;gap:0 22px;margin:0}
.app-register__school .govuk-radios__item{margin:0}
.app-register__school .govuk-radios__label{padding-right:0;overflow-wrap:normal;white-space:nowrap}
.app-register__name{margin:0}
.app-tick{display:block;width:24px;height:24px;margin:0;accent-color:#1d4f7c;cursor:pointer}
.app-tick:focus{outline:3px solid #fd0;outline-offset:0;box-shadow:0 0 0 5px #0b0c0c}
.app-table .app-ticks{width:1%;min-width:0}
.app-several{display:flex;flex-wrap:wrap;align-items:end;gap:0 15px}
.app-several .govuk-button{margin-bottom:15px}
.app-filters>.govuk-body-s{margin-bottom:10px}
.app-paper-only{display:none}
@media (min-width:40.0625em) and (max-width:1140px){
.govuk-width-container{margin-right:30px;margin-left:30px}
}
@media (max-width:48em){
.app-wide-only{display:none}
div.app-narrow-only{display:block;max-width:480px}
span.app-narrow-only{display:inline}
}
@media (max-width:40.0525em){
.app-figure{display:flex;align-items:center;gap:15px;padding:8px 15px}
.app-figures{gap:10px;margin-bottom:20px}
.app-figure__number{min-width:1.2em}
.app-actions .govuk-button{width:auto;margin-bottom:10px}
.app-table td,.app-table th{min-width:0}
.govuk-heading-xl{font-size:1.75rem}
.govuk-service-navigation__list{display:flex;flex-wrap:wrap;column-gap:20px;margin:0;padding:0 0 8px}
.govuk-service-navigation__item,.govuk-service-navigation__item:not(:last-child){margin:5px 0 0;padding:3px 0}
.govuk-service-navigation__item--active{padding-left:0;border-left-width:0;border-bottom-width:3px}
.app-table,.app-table tbody,.app-table tr,.app-table td,.app-table tbody th,.app-table caption{display:block;width:auto}
.app-table thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.app-table tr{padding:10px 0;border-bottom:1px solid #b9c6d3}
.app-table tbody tr:first-child{border-top:1px solid #b9c6d3}
.app-table .govuk-table__cell,.app-table tbody .govuk-table__header{padding:2px 0;border:0}
.app-table td[data-head]:before{content:attr(data-head) ': ';color:#484949}
.app-table td:empty{display:none}
.app-table td.app-ticks{display:flex;align-items:center;gap:8px;width:auto}
.app-table td[data-head] p:first-of-type{display:inline}
.app-register__school{grid-template-columns:1fr;padding:8px 0}
.app-register__school .govuk-radios{flex-wrap:wrap;gap:6px;margin:4px 0}
.app-register__school .govuk-radios__item{flex:1 1 auto;flex-wrap:nowrap;padding:0 5px 0 8px;border:1px solid #b9c6d3}
.app-register__school .govuk-radios__label{flex:1;margin-left:-8px;padding-left:3px;font-size:1rem}
.app-register__school .govuk-radios__label:before{left:8px}
.app-register__school .govuk-radios__label:after{left:15px}
.app-matrix th[scope=row]{min-width:6.5em;max-width:8em;font-size:1rem}
.app-matrix td,.app-matrix thead th{font-size:1rem}
}
@media print{
.app-header,.app-clock,.govuk-service-navigation,.govuk-skip-link,.govuk-breadcrumbs,.app-filters,.app-actions,.govuk-pagination,.app-footer,.app-screen-only,.govuk-notification-banner{display:none!important}
.app-paper-only{display:block}
.govuk-template__body{display:block;font-size:10.5pt}
.govuk-main-wrapper{padding:0!important}
.govuk-width-container{margin:0!important;max-width:none}
.govuk-link:after{content:none!important}
.govuk-link:link,.govuk-link:visited{color:#000;text-decoration:none}
.govuk-table,.govuk-summary-list,.govuk-body,.govuk-tag,.govuk-list,.govuk-inset-text,.app-written{font-size:10pt!important}
.govuk-body-s{font-size:9pt!important}
.govuk-heading-l{font-size:18pt;margin-bottom:8pt}
.govuk-heading-m{font-size:13pt;margin-bottom:4pt}
.govuk-heading-s{font-size:11pt;margin-bottom:2pt}
.govuk-list{margin-bottom:8pt}
.app-written{padding:4pt 8pt;margin-bottom:8pt;background:none}
.govuk-caption-l{font-size:11pt}
.govuk-table,.govuk-summary-list{margin-bottom:12pt}
.app-table td,.app-table th{min-width:4.5em}
.app-figures{grid-template-columns:repeat(4,1fr);gap:6pt;margin-bottom:12pt}
.app-figure{padding:4pt 6pt;border-top-width:2pt;break-inside:avoid}
.app-figure__number{font-size:16pt}
.app-figure__meaning,.app-small,.app-chart figcaption{font-size:8.5pt}
.app-chart{break-inside:avoid}
.govuk-table__caption--m{font-size:11pt;margin-bottom:2pt}
.govuk-details:not([open]){display:none}
.app-timeline{margin-left:8px}
.app-timeline__day{font-size:10pt}
.app-timeline__entry{padding-bottom:3pt}
.app-columns{grid-template-columns:1fr 1fr}
.govuk-template{background:none}
.govuk-table__cell,.govuk-table__header,.govuk-summary-list__key,.govuk-summary-list__value{padding-top:3pt;padding-bottom:3pt}
.govuk-tag{padding:0;background:none!important;color:#000!important}
h2{break-after:avoid}
tr,.app-timeline__entry,.govuk-summary-list__row{break-inside:avoid}
}
`
