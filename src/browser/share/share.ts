/** Enables the share section of a page. Without this script the links still work, and the buttons stay hidden. */
import { enableCopying } from './copy-button.ts'

/** Enables the button for the device's share dialog, if there is one, those that copy, and the text to send along. */
export function enableShare(root: ParentNode): void {
  for (const part of root.querySelectorAll<HTMLElement>('.share')) {
    const field = part.querySelector('textarea')
    const device = part.querySelector<HTMLButtonElement>('button[data-share-url]')
    if (device !== null && typeof navigator.share === 'function') {
      const { shareTitle: title = '', shareUrl: url = '' } = device.dataset
      device.hidden = false
      // A dialog that the user closes rejects too, and is not an error.
      device.addEventListener('click', () => {
        navigator.share({ title, url, ...(field === null ? {} : { text: field.value }) }).catch(() => undefined)
      })
    }
    enableCopying(part, (url) => (field === null ? url : `${field.value} ${url}`))
    if (field === null) continue
    const follow = (): void => {
      for (const link of part.querySelectorAll<HTMLAnchorElement>('a[data-before]')) {
        const { before = '', after = '', room } = link.dataset
        link.href = before + encodeURIComponent(shortened(field.value, Number(room ?? Infinity))) + after
      }
    }
    field.addEventListener('input', follow)
    follow()
  }
}

/** At most `room` characters, of which the last may be an ellipsis. */
function shortened(text: string, room: number): string {
  // Half of a surrogate pair cannot be encoded. Browsers older than 2024 cannot count what readers call a character: what is
  // counted here is no less.
  const characters = Array.from(text.trim().replace(/\p{Cs}/gu, ''))
  return (characters.length <= room ? characters : [...characters.slice(0, Math.max(room - 1, 0)), '…'])
    .join('')
    .replaceAll('\n', '\r\n')
}
