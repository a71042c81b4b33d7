/** The URL of a petition as a QR code, for paper. Dark on light in every theme, as scanners expect. */
import { renderSVG } from 'uqr'

import { QR_MODULE_PX, QR_QUIET_ZONE_MODULES } from '../limits.ts'
import { escapeMarkup } from '../markup/element.ts'

/** An SVG. Error correction level M: 15 % of it may be damaged. */
export function qrSvg(url: string, title: string): string {
  const named = escapeMarkup(`${title}: ${url}`)
  return renderSVG(url, {
    ecc: 'M',
    border: QR_QUIET_ZONE_MODULES,
    pixelSize: 1,
    whiteColor: '#fff',
    blackColor: '#000',
  }).replace(/viewBox="0 0 (\d+) (\d+)">/, (viewBox, width: string, height: string) => {
    const size = `width="${Number(width) * QR_MODULE_PX}" height="${Number(height) * QR_MODULE_PX}"`
    return `${size} role="img" aria-label="${named}" shape-rendering="crispEdges" ${viewBox}<title>${named}</title>`
  })
}
