/** Registers `<petition-counter>`. */
import { PetitionCounter } from './petition-counter.ts'

try {
  customElements.define('petition-counter', PetitionCounter)
} catch {
  // Another copy has already registered it, or there are no custom elements, as on a server.
}
