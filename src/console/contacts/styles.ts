/** The page that opens contacts, and the list to print that it makes. */
export const CONTACTS_STYLES = `
.drop { padding: 1rem; border: 2px dashed var(--edge); border-radius: 10px; background: var(--sunk); }
.split { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: .25rem 1rem; margin-block-end: .75rem; }
[data-part=opened] > h2 { margin-block-end: 1rem; } .message { margin-block: 1rem 0; min-block-size: 1.5em; }
.list-links:empty { display: none; } .list-links { padding: 0; margin: 1rem 0 0; list-style: none; } .list-links a { display: inline-flex; align-items: center; min-block-size: 2.75rem; }
.handover main { inline-size: 100%; max-inline-size: 52rem; margin-inline: auto; padding-inline: 1rem; }
.handover header { margin-block-end: 1.5rem; } .handover header p { margin: .25rem 0; } .handover h1 { font-size: 1.6rem; }
.handover .paper { padding-block: 1.5rem; border-block-end: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 72rem; } .handover .paper > h2 { margin-block-end: .5rem; }
.handover .table :is(th, td) { padding-block: .3rem; font-size: .875rem; } .handover .table tbody th { font-weight: 400; } .handover .note { margin-block-start: .75rem; font-size: .8125rem; }
@page { margin: 14mm; }
@media print {
  .handover .acts { display: none; } .handover main { max-inline-size: none; padding: 0; }
  .handover .paper { content-visibility: visible; break-after: page; border: 0; padding: 0; } .handover .paper:last-child { break-after: auto; }
  .handover tr { break-inside: avoid; } .handover .table :is(th, td) { font-size: 9.5pt; padding-block: 1mm; }
}
`
