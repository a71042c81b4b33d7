/**
 * Resolves when nothing is being pressed: what is replaced or moved between a press and its release gets no click. A press that
 * becomes a scroll is cancelled, and has no `mouseup`.
 */
export const released = (): Promise<unknown> =>
  document.documentElement.matches(':active')
    ? new Promise((resolve) => {
        for (const end of ['mouseup', 'pointercancel']) addEventListener(end, () => setTimeout(resolve), { once: true })
      })
    : Promise.resolve()
