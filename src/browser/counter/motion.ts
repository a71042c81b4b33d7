/** The number's way from one true value to the next. */

/**
 * Gives back what moves: whole numbers are shown from the last one on to `count`, frame by frame and none beyond it, at
 * `perMinute`; when that is no number or too slow to arrive within `withinMs`, just fast enough. It jumps where there is no way
 * up, no time (0), or no wish for motion.
 */
export function motion(show: (n: number) => void): (count: number, perMinute: number, withinMs: number) => void {
  let from: number
  let to: number
  let shown: number
  let perMs: number
  let start: number
  const step = (now: number): void => {
    start ||= now
    // Before its first frame nothing has a time.
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
