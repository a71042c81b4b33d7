/** Text of somebody else within a sentence of ours, where its direction may differ from that of the sentence. */
const RIGHT_TO_LEFT = String.raw`\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFE\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}`

/** Letters of the opposite direction to the text around them. */
const AGAINST = {
  ltr: new RegExp(`[${RIGHT_TO_LEFT}]`, 'v'),
  rtl: new RegExp(String.raw`[\p{L}--[${RIGHT_TO_LEFT}]]`, 'v'),
}

/** Between FSI and PDI (UAX #9) where its direction may differ; elsewhere some programs would show the two characters. */
export const isolated = (title: string, around: keyof typeof AGAINST): string =>
  AGAINST[around].test(title) ? `\u2068${title}\u2069` : title
