/** The parts of the page that imports a list, by name. */

export type Parts = NonNullable<ReturnType<typeof partsOf>>

/** Null if the page lacks one of them. */
export function partsOf(panel: HTMLElement) {
  const part = (name: string): HTMLElement | null => panel.querySelector<HTMLElement>(`[data-part=${name}]`)
  const act = (name: string): HTMLButtonElement | null => panel.querySelector<HTMLButtonElement>(`[data-act=${name}]`)
  const input = (id: string): HTMLInputElement | null => panel.querySelector<HTMLInputElement>(`#${id}`)
  const select = (id: string): HTMLSelectElement | null => panel.querySelector<HTMLSelectElement>(`#${id}`)
  const all = {
    file: input('file'),
    encoding: select('encoding'),
    dates: select('dates'),
    source: input('source'),
    collected: input('collected'),
    evidence: input('evidence'),
    note: input('note'),
    lawful: input('lawful'),
    bar: panel.querySelector('progress'),
    drop: part('drop'),
    choosing: part('choosing'),
    columns: part('columns'),
    sample: part('sample'),
    working: part('working'),
    progress: part('progress'),
    state: part('state'),
    result: part('result'),
    before: part('before'),
    few: part('few'),
    becomes: part('becomes'),
    unreadable: part('unreadable'),
    bad: part('bad'),
    more: part('more'),
    test: act('test'),
    go: act('go'),
    stop: act('stop'),
    add: act('add'),
    discard: act('discard'),
    save: act('save'),
  }
  if (!isWhole(all)) return null
  return {
    ...all,
    columnOf: [...panel.querySelectorAll<HTMLSelectElement>('[data-column]')],
    sumOf: (line: string): HTMLElement | null => panel.querySelector<HTMLElement>(`[data-sum=${line}]`),
    lineOf: (line: string): HTMLElement | null => panel.querySelector<HTMLElement>(`[data-line=${line}]`),
    errorOf: (field: string): HTMLElement | null => panel.querySelector<HTMLElement>(`#${field}-error`),
    controlOf: (field: string): HTMLElement | null => panel.querySelector<HTMLElement>(`#${field}`),
  }
}

/** Whether none of them is missing. */
const isWhole = <T extends object>(parts: T): parts is { [Name in keyof T]: NonNullable<T[Name]> } =>
  Object.values(parts).every((part) => part !== null)
