/** Small drawings beside words, never instead of them. */
const PATHS = {
  tick: 'M4 12l5 5L20 6',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 2',
  warning: 'M12 4L2.5 20h19zM12 10v4M12 17v.5',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6M12 7v.5',
  back: 'M15 5l-7 7 7 7',
  menu: 'M4 6h16M4 12h16M4 18h16',
  pen: 'M4 20l1-4L16 5l3 3L8 19z',
  closed: 'M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.5 2.5-6 6.5-6s6.5 2.5 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2.3 .8 3.5 2.8 3.5 5.5',
  share: 'M12 15V4M8 7.5L12 3.5l4 4M5 12v8h14v-8',
} as const
export type IconName = keyof typeof PATHS

/** `points`: it points somewhere, and turns around on pages from right to left. */
export function Icon({ name, points = false }: { name: IconName; points?: boolean }) {
  return (
    <svg class={points ? 'icon points' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}
