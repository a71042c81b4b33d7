/** Enables the share section of a page. Without this script the links still work, and the buttons stay hidden. */
import { copyText } from './copy.ts'

/** Enables the button for the device's share dialog, if there is one, and the button that copies the link. */
export function enableShare(root: ParentNode): void {
  for (const part of root.querySelectorAll<HTMLElement>('.share')) {
    const status = part.querySelector('[role="status"]')
    const device = part.querySelector<HTMLButtonElement>('button[data-share-url]')
    if (device !== null && typeof navigator.share === 'function') {
      const { shareTitle = '', shareUrl = '' } = device.dataset
      device.hidden = false
      // A dialog that the user closes rejects too, and is not an error.
      device.addEventListener('click', () => {
        navigator.share({ title: shareTitle, url: shareUrl }).catch(() => undefined)
      })
    }
    const copy = part.querySelector<HTMLButtonElement>('button[data-share-copy]')
    if (copy === null) continue
    const { shareCopy = '', copied = '' } = copy.dataset
    copy.hidden = false
    copy.addEventListener('click', () => {
      void copyText(shareCopy).then((done) => {
        if (!done || status === null) return
        copy.textContent = copied
        // Cleared first: screen readers do not announce the same text twice.
        status.textContent = ''
        requestAnimationFrame(() => {
          status.textContent = copied
        })
      })
    })
  }
}
