/** The parts of the chart, as SVG. Their looks are classes of styles.ts. */
import { type Bar, BOTTOM_PX, type Direction, type Geometry, type Milestone } from './geometry.ts'
import type { Tick } from './labels.ts'

const TICK_Y_PX = 215
const TEXT_DROP_PX = 4
const AXIS_GAP_PX = 8
export const UPDATE_RADIUS_PX = 4
/** A label this near to an end of the axis begins or ends there, so that it is not cut off. */
const EDGE_PERCENT = 8

export function Grid({
  geometry,
  direction,
  number,
}: {
  geometry: Geometry
  direction: Direction
  number: (n: number) => string
}) {
  const side = direction === 'rtl' ? { x: '100%', dx: AXIS_GAP_PX } : { x: '0%', dx: -AXIS_GAP_PX }
  return (
    <>
      {geometry.grid.map(({ y, n }) => (
        <>
          <line class={n === 0 ? 'axis' : 'g'} x1="0%" x2="100%" y1={px(y)} y2={px(y)} />
          <text {...side} y={px(y + TEXT_DROP_PX)} text-anchor="end">
            {number(n)}
          </text>
        </>
      ))}
    </>
  )
}

export const BarShape = ({ bar: { x, y, width, height, soFar }, title }: { bar: Bar; title: string }) => (
  <rect class={soFar ? 'today' : 'b'} x={percent(x)} y={px(y)} width={percent(width)} height={px(height)}>
    <title>{title}</title>
  </rect>
)

export function Ticks({ ticks, geometry, direction }: { ticks: Tick[]; geometry: Geometry; direction: Direction }) {
  return (
    <>
      {ticks.map(({ index, text, minor }) => (
        <text
          class={minor ? 'minor' : undefined}
          {...anchored(geometry.bars[index]?.middle ?? 0, direction)}
          y={TICK_Y_PX}
        >
          {text}
        </text>
      ))}
    </>
  )
}

export function MilestoneShape({
  milestone: { x, threshold, labelY },
  direction,
  number,
}: {
  milestone: Milestone
  direction: Direction
  number: (n: number) => string
}) {
  return (
    <>
      <line class="m" x1={percent(x)} x2={percent(x)} y1={(labelY ?? 0) + TEXT_DROP_PX} y2={BOTTOM_PX} />
      {labelY !== null && (
        <text class="ml" {...anchored(x, direction)} y={labelY}>
          {number(threshold)}
        </text>
      )}
    </>
  )
}

export const NeededLine = ({ x1, x2, y }: NonNullable<Geometry['needed']>) => (
  <line class="need" x1={percent(x1)} x2={percent(x2)} y1={px(y)} y2={px(y)} />
)

export const UpdateShape = ({ x }: { x: number }) => (
  <circle class="u" cx={percent(x)} cy={BOTTOM_PX} r={UPDATE_RADIUS_PX} />
)

/** In SVG `start` is where text begins: on the right if it runs from right to left. */
function anchored(x: number, direction: Direction): { x: string; 'text-anchor': 'start' | 'middle' | 'end' } {
  const [left, right] = direction === 'rtl' ? (['end', 'start'] as const) : (['start', 'end'] as const)
  if (x < EDGE_PERCENT) return { x: '0%', 'text-anchor': left }
  if (x > 100 - EDGE_PERCENT) return { x: '100%', 'text-anchor': right }
  return { x: percent(x), 'text-anchor': 'middle' }
}

const percent = (x: number): string => `${x.toFixed(2)}%`
const px = (y: number): string => y.toFixed(1)
