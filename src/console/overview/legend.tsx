/** What the signs of the chart mean: those that are in it. */
import type { Geometry } from './geometry.ts'
import { UPDATE_RADIUS_PX } from './shapes.tsx'
import type { ChartWords } from './words.ts'

interface Props {
  geometry: Geometry
  needed: { perDay: number; goal: number } | null
  words: ChartWords
}

export function Legend({ geometry, needed, words }: Props) {
  const { milestones, updates, bars } = geometry
  return (
    <ul class="legend">
      {milestones.length > 0 && (
        <li>
          <Sign>
            <line class="m" x1="9" x2="9" y1="0" y2="12" />
          </Sign>
          {words.milestone}
        </li>
      )}
      {updates.length > 0 && (
        <li>
          <Sign>
            <circle class="u" cx="9" cy="6" r={UPDATE_RADIUS_PX} />
          </Sign>
          {words.update}
        </li>
      )}
      {needed !== null && geometry.needed !== null && (
        <li>
          <Sign>
            <line class="need" x1="0" x2="18" y1="6" y2="6" />
          </Sign>
          {words.needed(needed.perDay, needed.goal)}
        </li>
      )}
      {bars.some(({ soFar }) => soFar) && (
        <li>
          <Sign>
            <rect class="today" x="3" y="1" width="11" height="10" />
          </Sign>
          {words.soFar}
        </li>
      )}
    </ul>
  )
}

const Sign = ({ children }: { children: unknown }) => (
  <svg class="chart" width="18" height="12" aria-hidden="true">
    {children}
  </svg>
)
