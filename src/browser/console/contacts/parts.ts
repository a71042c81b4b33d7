/** The parts of the page that opens contacts, by name. */

export type Parts = NonNullable<ReturnType<typeof partsOf>>

/** Null if the page lacks one of them. */
export function partsOf(panel: HTMLElement) {
  const part = (name: string): HTMLElement | null => panel.querySelector<HTMLElement>(`[data-part=${name}]`)
  const act = (name: string): HTMLButtonElement | null => panel.querySelector<HTMLButtonElement>(`[data-act=${name}]`)
  const all = {
    file: panel.querySelector<HTMLInputElement>('#key-file'),
    passphrase: panel.querySelector<HTMLInputElement>('#passphrase'),
    all: panel.querySelector<HTMLInputElement>('#all'),
    fileError: panel.querySelector<HTMLElement>('#key-file-error'),
    passphraseError: panel.querySelector<HTMLElement>('#passphrase-error'),
    bar: panel.querySelector('progress'),
    order: panel.querySelector<HTMLSelectElement>('#order'),
    drop: part('drop'),
    chooseAll: part('choose-all'),
    unlockTitle: part('unlock-title'),
    unlocking: part('unlocking'),
    working: part('working'),
    title: part('title'),
    progress: part('progress'),
    state: part('state'),
    opened: part('opened'),
    notice: part('notice'),
    unopened: part('unopened'),
    choices: part('choices'),
    counted: part('counted'),
    agreed: part('agreed'),
    rows: part('rows'),
    message: part('message'),
    documents: part('documents'),
    unlock: act('unlock'),
    go: act('go'),
    stop: act('stop'),
    newsletter: act('newsletter'),
    everything: act('everything'),
    list: act('list'),
  }
  if (!isWhole(all)) return null
  return {
    ...all,
    lock: [...panel.querySelectorAll<HTMLButtonElement>('[data-act=lock]')],
    columns: [...panel.querySelectorAll<HTMLInputElement>('[data-column]')],
    byVersion: panel.querySelector<HTMLInputElement>('#by-version'),
  }
}

/** Whether none of them is missing. */
const isWhole = <T extends object>(parts: T): parts is { [Name in keyof T]: NonNullable<T[Name]> } =>
  Object.values(parts).every((part) => part !== null)
