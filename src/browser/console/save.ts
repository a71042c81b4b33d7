/** Offers a file for saving. A page does not learn whether and where it is saved. */

/** How long a browser may take to begin a download. */
const DOWNLOAD_MS = 60_000

export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), DOWNLOAD_MS)
}
