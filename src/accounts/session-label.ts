/**
 * The browser and the system of a session, as the list of sessions names them: `Firefox, Android`. Names are the same in every
 * language, and nothing finer than that is stored of a User-Agent.
 */
const BROWSERS = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
] as const

const SYSTEMS = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
] as const

const USER_AGENT_MAX_UNITS = 500

/** Empty for one that names neither. */
export function sessionLabel(userAgent: string | null | undefined): string {
  const text = (userAgent ?? '').slice(0, USER_AGENT_MAX_UNITS)
  const names = [BROWSERS, SYSTEMS].flatMap((list) => list.find(([, pattern]) => pattern.test(text))?.[0] ?? [])
  return names.join(', ')
}
