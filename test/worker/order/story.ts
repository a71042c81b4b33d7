/** Stories: what a few signers and the campaign of one petition do, and how its messages are delivered. */
import * as fc from 'fast-check'

export const SIGNERS = 3

const signer = fc.nat(SIGNERS - 1)
const pick = fc.nat(7)
/** How many signatures a transaction of a decision takes: all, or some, and then the others have to wait. */
const rows = fc.constantFrom(1, SIGNERS)
const event = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('sign' as const),
      signer,
      proven: fc.boolean(),
      suspicious: fc.nat(5),
      // Which version the signer saw, of those that there are; or none is named.
      saw: fc.option(pick, { nil: null }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('confirm' as const), pick }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), pick, byEmail: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('close' as const, 'reopen' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('hold' as const, 'release' as const, 'remove' as const), rows }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), pick, rows }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('carry-on' as const), rows }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('hide' as const),
      signer,
      hidden: fc.constantFrom('reason' as const, 'both' as const, null),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('import' as const),
      signers: fc.uniqueArray(signer, { minLength: 1, maxLength: SIGNERS }),
      sent: fc.constantFrom(1, 2),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo-import' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('retention' as const, 'forget' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('text' as const), isTranslation: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('deliver' as const),
      picks: fc.array(pick, { minLength: 1, maxLength: 4 }),
      how: fc.constantFrom('once' as const, 'twice' as const),
    }),
  },
)
export type Event = typeof event extends fc.Arbitrary<infer E> ? E : never

export const story = fc.record({
  confirmation: fc.constantFrom('none' as const, 'email' as const),
  events: fc.array(event, { minLength: 3, maxLength: 14 }),
  /** The order in which what is left is delivered at the end, and what is delivered again. */
  rest: fc.array(pick, { minLength: 12, maxLength: 12 }),
})
export type Story = typeof story extends fc.Arbitrary<infer S> ? S : never

/** What goes wrong with a batch. */
export const fault = fc.constantFrom(
  'none' as const,
  'none' as const,
  'before-commit' as const,
  'after-commit' as const,
  'two-consumers' as const,
)
export type Fault = typeof fault extends fc.Arbitrary<infer F> ? F : never

/** How many are played at once. */
export const SIDE_BY_SIDE = 60

const held = (signer: number): Event => ({ kind: 'sign', signer, proven: true, suspicious: 0, saw: null })
/**
 * Two are held, and a decision takes one of them. Before it takes the other, that one is withdrawn, and a third is held: random stories
 * seldom have that.
 */
export const HELD_MEANWHILE: Story = {
  confirmation: 'none',
  events: [
    held(0),
    held(1),
    { kind: 'deliver', picks: [0, 0], how: 'once' },
    { kind: 'release', rows: 1 },
    { kind: 'withdraw', pick: 1, byEmail: false },
    held(2),
    { kind: 'deliver', picks: [0, 0], how: 'once' },
    { kind: 'carry-on', rows: SIGNERS },
  ],
  rest: Array.from({ length: 12 }, () => 0),
}
