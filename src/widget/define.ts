/** Registers the element; a page that loads the script twice is left alone the second time. */
import { PetitionCounter } from './petition-counter.ts'

if (!customElements.get('petition-counter')) customElements.define('petition-counter', PetitionCounter)
