/**
 * Brings the part of a page for sharing to life. Without it the links still share, and the buttons, which could do
 * nothing, stay hidden.
 */
import { copyText } from './copy.ts'

/** The device's own sharing first, where there is one; and a button that copies the link. */
export function enableShare(root: ParentNode): void {
  for (const part of root.querySelectorAll<HTMLElement>('.share')) {
    const status = part.querySelector('[role="status"]')
    const device = part.querySelector<HTMLButtonElement>('button[data-share-url]')
    if (device !== null && typeof navigator.share === 'function') {
      const { shareTitle = '', shareUrl = '' } = device.dataset
      device.hidden = false
      // Who closes the device's dialog has changed their mind: nothing went wrong.
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
        // Emptied first: the same words a second time would not be read aloud.
        status.textContent = ''
        requestAnimationFrame(() => {
          status.textContent = copied
        })
      })
    })
  }
}
