/**
 * The page on which a petition's key is made: choose a passphrase, save the file, prove that it opens. The form is sent with the public
 * key alone: the fields for passphrases and for the file have no name, and this script takes any away.
 *
 * Of the page: `#make-key` and `#agreed` are shown; the former has the slug, the kind of passphrase (`words` or `digits`) and the
 * sentences as JSON; in it are `.passphrase`, `#own-passphrase`, `#key-file`, `#check-passphrase`, a button for each `data-act`
 * (`words`, `save`, `check`), and `[data-part=state]`, where it is said what happened. Of the form: `publicKeys`, a key a line, gets
 * the key as its first line, and `checked` is the key whose file was opened.
 */
import { PASSPHRASE_KINDS, randomPassphrase, weakness } from '../../key-file/passphrase.ts'
import type { KeyFileProblem } from '../../key-file/protect.ts'
import { checkKeyFile, makeKey, saveKeyFile } from './key.ts'

type Failure = KeyFileProblem | 'no-file' | 'unsupported'
type Words = Record<Failure | 'ownShort' | 'checked' | 'notChecked' | 'saveAgain', string>

export function enableKey(page: Document): void {
  const panel = page.querySelector<HTMLElement>('#make-key')
  const form = panel?.closest('form')
  if (!panel || !form) return
  const parts = partsOf(panel, form)
  if (parts === null) return
  for (const field of [parts.own, parts.file, parts.typed]) field.removeAttribute('name')
  const words: Words = JSON.parse(panel.dataset['words'] ?? '{}')
  const making = makeKey()
  /** Whether the key was offered for saving: from then on the file must be of this key. */
  let offered = false
  const saveLabel = parts.save.textContent
  const kind = PASSPHRASE_KINDS.find((kind) => kind === panel.dataset['kind']) ?? 'words'

  const say = (key: keyof Words, field?: HTMLElement): void => {
    parts.state.textContent = words[key]
    field?.focus()
  }

  const draw = (): void => {
    parts.passphrase.textContent = randomPassphrase(kind)
    unsaved()
  }

  /** The file that was saved has another passphrase. */
  const unsaved = (): void => {
    parts.save.textContent = saveLabel
    parts.checked.value = ''
    say('notChecked')
  }

  const save = async (): Promise<void> => {
    const passphrase = parts.own.value === '' ? (parts.passphrase.textContent ?? '') : parts.own.value
    if (weakness(passphrase) !== null) return say('ownShort', parts.own)
    const key = await making
    if (key === null) return say('unsupported')
    await saveKeyFile(key, passphrase, `${panel.dataset['slug'] ?? ''}.campaign-key.json`)
    offered = true
    parts.save.textContent = words.saveAgain
  }

  const check = async (): Promise<void> => {
    const [file] = parts.file.files ?? []
    if (file === undefined) return say('no-file', parts.file)
    const key = await making
    if (key === null) return say('unsupported')
    const result = await checkKeyFile(file, parts.typed.value, offered ? key : null)
    if (typeof result === 'string') {
      parts.checked.value = ''
      return say(result, result === 'wrong-passphrase' ? parts.typed : parts.file)
    }
    const { publicKey } = result
    const others = linesOf(parts.publicKeys).filter((line) => line !== publicKey)
    parts.publicKeys.value = [publicKey, ...others].join('\n')
    parts.checked.value = publicKey
    parts.typed.value = ''
    say('checked')
  }

  parts.own.addEventListener('input', unsaved)
  parts.words.addEventListener('click', draw)
  parts.save.addEventListener('click', once(panel, save))
  parts.check.addEventListener('click', once(panel, check))
  onEnter(parts.own, parts.save)
  onEnter(parts.typed, parts.check)
  draw()
  panel.hidden = false
  const agreed = page.querySelector<HTMLElement>('#agreed')
  if (agreed !== null) agreed.hidden = false
  void making.then((key) => {
    if (key === null) say('unsupported')
  })
}

/** In a form, Enter would press the button that sends it. */
function onEnter(field: HTMLElement, button: HTMLButtonElement): void {
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return
    event.preventDefault()
    button.click()
  })
}

/** Deriving a key takes a phone a second: what is pressed meanwhile is not begun twice. */
function once(panel: HTMLElement, act: () => Promise<void>): () => void {
  let running = false
  return () => {
    if (running) return
    running = true
    panel.setAttribute('aria-busy', 'true')
    void act().finally(() => {
      running = false
      panel.removeAttribute('aria-busy')
    })
  }
}

const linesOf = ({ value }: HTMLTextAreaElement): string[] =>
  value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Null if the page lacks one of them. */
function partsOf(panel: HTMLElement, form: HTMLFormElement) {
  const passphrase = panel.querySelector('.passphrase')
  const own = panel.querySelector<HTMLInputElement>('#own-passphrase')
  const file = panel.querySelector<HTMLInputElement>('#key-file')
  const typed = panel.querySelector<HTMLInputElement>('#check-passphrase')
  const words = panel.querySelector<HTMLButtonElement>('[data-act=words]')
  const save = panel.querySelector<HTMLButtonElement>('[data-act=save]')
  const check = panel.querySelector<HTMLButtonElement>('[data-act=check]')
  const state = panel.querySelector('[data-part=state]')
  const checked = form.querySelector<HTMLInputElement>('[name=checked]')
  const publicKeys = form.querySelector<HTMLTextAreaElement>('[name=publicKeys]')
  const complete = passphrase && own && file && typed && words && save && check && state && checked && publicKeys
  return complete ? { passphrase, own, file, typed, words, save, check, state, checked, publicKeys } : null
}
