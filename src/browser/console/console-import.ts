/** The script of the page that imports a list. */
import { enableImport } from './import/panel.ts'

enableImport(document)
