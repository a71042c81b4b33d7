/** Animates the number from one count to the next. */

/**
 * Returns a function that counts from the last number shown to `count`, frame by frame and never beyond it, at `perMinute`, or
 * faster if that is not a number or would not arrive within `withinMs`. It jumps if the count went down, if `withinMs` is 0, or
 * if the reader prefers reduced motion.
 */
export function motion(show: (n: number) => void): (count: number, perMinute: number, withinMs: number) => void {
  let from: number
  let to: number
  let shown: number
  let perMs: number
  let start: number
  const step = (now: number): void => {
    start ||= now
    // The first call has no time yet: `now` is NaN.
    shown = Math.min(to, from + (Math.floor((now - start) * perMs) || 0))
    show(shown)
    if (shown < to) requestAnimationFrame(step)
  }
  return (count, perMinute, withinMs) => {
    to = count
    from = withinMs && !matchMedia('(prefers-reduced-motion)').matches ? shown : to
    perMs = Math.max(perMinute / 60_000 || 0, (to - from) / withinMs)
    step((start = NaN))
  }
}
