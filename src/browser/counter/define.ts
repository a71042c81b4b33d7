/** Registers `<petition-counter>`. */
import { PetitionCounter } from './petition-counter.ts'
import { prepareStyles } from './view.ts'

try {
  prepareStyles()
  customElements.define('petition-counter', PetitionCounter)
} catch {
  // Another copy has already registered it, or something is missing: custom elements, as on a server, or constructable style
  // sheets. The content of the element stays visible then.
}
