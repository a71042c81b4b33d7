/** The progress on stderr: a bar in a terminal, otherwise a line at intervals. */
export interface Totals {
  accepted: number
  counted: number
}

export interface Progress {
  stop: () => void
}

const BAR_INTERVAL_MS = 200
const LINE_INTERVAL_MS = 5_000
const BAR_WIDTH_CHARS = 30

const grouped = (n: number): string => Math.round(n).toLocaleString('en').replaceAll(',', ' ')

export function showProgress(total: number, read: () => Totals): Progress {
  const { stderr } = process
  const interval = stderr.isTTY ? BAR_INTERVAL_MS : LINE_INTERVAL_MS
  const startedAt = performance.now()
  let before = { at: startedAt, counted: 0 }

  const show = (): void => {
    const now = performance.now()
    const { accepted, counted } = read()
    const perSecond = ((counted - before.counted) / Math.max(1, now - before.at)) * 1000
    before = { at: now, counted }
    const text = `${grouped(counted)} of ${grouped(total)} counted, ${grouped(perSecond)}/s, ${grouped(accepted - counted)} not counted yet`
    if (!stderr.isTTY) {
      stderr.write(`${text}\n`)
      return
    }
    const filled = Math.min(BAR_WIDTH_CHARS, Math.floor((counted / total) * BAR_WIDTH_CHARS))
    stderr.write(`\r\u001B[K${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH_CHARS - filled)} ${text}`)
  }

  const timer = setInterval(show, interval)
  timer.unref()
  return {
    stop() {
      clearInterval(timer)
      if (!stderr.isTTY) return
      show()
      stderr.write('\n')
    },
  }
}
