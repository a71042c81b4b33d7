/** What the Worker that writes to the bucket does for the others. */
export interface Publisher {
  /** The petition has changed: its static count follows, if it has one. */
  changed: (petitionId: number) => Promise<void>
  /** How many were published again, or ended. Throws when one could not be. */
  renew: () => Promise<number>
}
