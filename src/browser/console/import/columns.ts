/** Which column is what, by its name in any of our languages and by what is in it. A guess, which the reader can change. */
import { parseEmail } from '../../../../schema/email-address.ts'
import type { DateOrder, ImportColumn } from '../../../contacts/import-setup.ts'
import type { Columns } from './messages.ts'
import { partsOfDate } from './dates.ts'

/** The first that fits: a column “email updates” is about updates. */
const NAMES: readonly (readonly [ImportColumn, RegExp])[] = [
  [
    'consent',
    /consent|opt.?in|updates|newsletter|соглас|новост|рассыл|згод|новин|розсил|rozi|yangilik|noved|bolet|nouvelles|infolettre|einwillig|zustimm|neuigkeit|موافق|مستجد|izin|onay|haber|同意|订阅/iu,
  ],
  ['email', /e-?mail|почт|пошт|pochta|correo|courriel|e-?posta|البريد|بريد|邮箱|邮件|电邮/iu],
  [
    'date',
    /date|signed|created|time|datum|дата|время|(?<!\p{L})час(?!\p{L})|sana|vaqt|fecha|tarih|zaman|تاريخ|日期|时间/iu,
  ],
  ['country', /countr|land|страна|країна|mamlakat|davlat|pa[ií]s|pays|ülke|البلد|بلد|دولة|国家|国籍/iu],
  ['name', /name|signer|имя|фио|ф\.и\.о|ім.?я|піб|ism|nombre|nom\b|الاسم|اسم|isim|姓名|名字/iu],
]

const isEmail = (cell: string): boolean => parseEmail(cell) !== null

export function columnsOf(header: readonly string[] | null, sample: readonly (readonly string[])[]): Columns {
  const columns: Columns = { name: null, email: null, country: null, date: null, consent: null }
  for (const [column, pattern] of NAMES) {
    const at = (header ?? []).findIndex(
      (name, at) => pattern.test(name) && !Object.values(columns).some((taken) => taken === at),
    )
    if (at >= 0) columns[column] = at
  }
  const width = Math.max(0, ...sample.map(({ length }) => length))
  const share = (at: number, is: (cell: string) => boolean): number =>
    sample.filter((cells) => is(cells[at] ?? '')).length / Math.max(1, sample.length)
  if (columns.email === null || share(columns.email, isEmail) < 0.5) {
    columns.email = bestOf(width, (at) => share(at, isEmail)) ?? columns.email
  }
  return columns
}

/** The number of the column that fits the most, if it fits half of the rows. */
function bestOf(width: number, share: (at: number) => number): number | null {
  let best: number | null = null
  for (let at = 0; at < width; at++) if (share(at) > (best === null ? 0.5 : share(best))) best = at
  return best
}

/** A row like the others has an email address. */
export const isHeader = (cells: readonly string[]): boolean => !cells.some(isEmail)

/** The order in which all dates of the sample can be read. */
export function dateOrderOf(sample: readonly (readonly string[])[], at: number | null): DateOrder {
  const dates = at === null ? [] : sample.map((cells) => partsOfDate(cells[at] ?? '')).filter((parts) => parts !== null)
  if (dates.length > 0 && dates.every(([first]) => first > 31)) return 'ymd'
  return dates.some(([, second]) => second > 12) && dates.every(([first]) => first <= 12) ? 'mdy' : 'dmy'
}
