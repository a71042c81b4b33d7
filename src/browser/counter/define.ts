/** Registers the element. */
import { PetitionCounter } from './petition-counter.ts'

try {
  customElements.define('petition-counter', PetitionCounter)
} catch {
  // Another copy of it came first, or there are no elements here, as on a server.
}
