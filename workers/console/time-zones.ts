/** The time zones to choose from. The runtime knows them by their names in the IANA database. */
import type { Options } from '../../src/console/parts/form.tsx'

let options: Options | undefined

/** UTC first. */
export const timeZones = (): Options =>
  (options ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/'))].map(
    (zone) => [zone, zone.replaceAll('_', ' ')] as const,
  ))
