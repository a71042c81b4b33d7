/** Waiting that is visible: the seconds that are left, and a button that ends them. */

/** As `src/pages/countdown.ts` writes it: `of` has, for each number from 1, the index of its sentence in base 36. */
interface CountedTexts {
  texts: string[]
  of: string
}

/** The sentence for `n`, or for the highest number that there is one for. */
export function counted(json: string | undefined, n: number): string {
  const { texts, of }: CountedTexts = JSON.parse(json ?? '{"texts":[],"of":""}')
  const shown = Math.max(1, Math.min(Math.ceil(n), of.length))
  return (texts[parseInt(of[shown - 1] ?? '', 36)] ?? '').replace('{n}', String(shown))
}

/** Calls `show` with the seconds that are left, every second; resolves at the end, or as soon as `skip` does. */
export async function countDown(seconds: number, show: (left: number) => void, skip: Promise<true>): Promise<void> {
  // A clock that is set to another time does not change it, nor do the slow timers of a page in the background.
  const end = performance.now() + seconds * 1000
  for (let left = seconds; left > 0; left = (end - performance.now()) / 1000) {
    show(Math.ceil(left))
    // Timers cut off what is less than a millisecond.
    const pause = Math.ceil(Math.min(left, 1) * 1000)
    const tick = new Promise<false>((resolve) => setTimeout(() => resolve(false), pause))
    if (await Promise.race([skip, tick])) return
  }
}
