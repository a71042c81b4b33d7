/** The script of the page that opens contacts, and of the list to print that the page makes: that one has a button alone. */
import { enableContacts } from './contacts/panel.ts'

document.querySelector('[data-act=print]')?.addEventListener('click', () => print())
enableContacts(document)
