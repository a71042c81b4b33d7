/**
 * What a script uses of the web platform and the language that a browser lacks, by MDN's compatibility data.
 *
 * Limitations: members are known by their name alone, except after the name of an interface or one of the global objects in
 * GLOBALS. One that a newer interface shares with an older one is taken for the older. Elements, attributes, CSS and the options
 * of calls are not looked at.
 */
import data from '@mdn/browser-compat-data' with { type: 'json' }
import type { CompatStatement, Identifier, SimpleSupportStatement } from '@mdn/browser-compat-data'

/** What a feature says of itself; all its other members are features. */
const COMPAT = '__compat'

/** Whose members are asked for by name, and their interfaces. */
const GLOBALS: Record<string, string> = {
  crypto: 'Crypto',
  document: 'Document',
  history: 'History',
  location: 'Location',
  navigator: 'Navigator',
  performance: 'Performance',
  window: 'Window',
}

/** As esbuild names it: `safari15.4`. */
interface Target {
  browser: 'chrome' | 'firefox' | 'safari'
  version: number
}

export function targetOf(name: string): Target {
  const [, browser, version] = /^(chrome|firefox|safari)([\d.]+)$/u.exec(name) ?? []
  if (browser !== 'chrome' && browser !== 'firefox' && browser !== 'safari') throw new Error(`unknown browser ${name}`)
  return { browser, version: Number(version) }
}

/** The uses in `code`, a bundle of esbuild that is not minified, that are newer than one of `targets`. Sorted. */
export function tooNew(code: string, targets: readonly Target[]): string[] {
  const isNew = (feature: Identifier | undefined): boolean =>
    feature !== undefined && targets.some((target) => !supports(feature[COMPAT], target))
  const text = code.replaceAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/gu, '""')
  const found = new Set<string>()
  for (const [, owner, member] of text.matchAll(/(?<![.\w$])([A-Za-z]\w*)\??\.(\w+)/gu)) {
    const feature = membersOf(GLOBALS[owner ?? ''] ?? owner ?? '')?.get(member ?? '')
    if (isNew(feature)) found.add(`${owner}.${member}`)
  }
  for (const [, name] of text.matchAll(/\.(\w+)/gu)) {
    const features = MEMBERS.get(name ?? '') ?? []
    if (features.length > 0 && features.every(isNew)) found.add(`.${name}`)
  }
  for (const [, isConstructor, name = '', isCall] of text.matchAll(/(?<![.\w$])(new )?([A-Za-z]\w*)\b(\()?/gu)) {
    const owner = OWNERS.get(name)
    if (isConstructor && isNew(owner?.[name])) found.add(`new ${name}`)
    // A function of a small letter is also the name of many a variable.
    if ((isCall !== undefined || /^[A-Z]/u.test(name)) && isNew(owner)) found.add(name)
  }
  return [...found].toSorted()
}

const BUILTINS = data.javascript['builtins'] ?? {}
const OWNERS = new Map<string, Identifier>(
  [...Object.entries(data.api), ...Object.entries(BUILTINS), ...Object.entries(BUILTINS['Intl'] ?? {})].filter(
    (entry): entry is [string, Identifier] => entry[0] !== COMPAT,
  ),
)

/** The features of each member's name, in any interface. */
const MEMBERS = new Map<string, Identifier[]>()
for (const owner of OWNERS.keys()) {
  for (const [name, feature] of membersOf(owner) ?? []) MEMBERS.set(name, [...(MEMBERS.get(name) ?? []), feature])
}

function membersOf(owner: string): Map<string, Identifier> | undefined {
  const members = OWNERS.get(owner)
  return members === undefined
    ? undefined
    : new Map(
        Object.keys(members).flatMap((name): [string, Identifier][] => {
          const feature = members[name]
          return feature === undefined || name === COMPAT ? [] : [[name.replace(/_static$/u, ''), feature]]
        }),
      )
}

function supports(compat: CompatStatement | undefined, { browser, version }: Target): boolean {
  const statement = compat?.support[browser]
  if (statement === undefined) return true
  const statements: readonly SimpleSupportStatement[] = Array.isArray(statement) ? statement : [statement]
  return statements.some(
    ({ version_added: added, version_removed: removed, flags, prefix, alternative_name: otherName }) =>
      typeof added === 'string' &&
      Number(added.replace('≤', '')) <= version &&
      removed === undefined &&
      flags === undefined &&
      prefix === undefined &&
      otherName === undefined,
  )
}
