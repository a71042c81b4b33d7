import type { ConsoleWords } from '../../en/console.ts'
import { number } from './numbers.ts'

export const signers: ConsoleWords['signers'] = {
  /** Why something was hidden. */
  whys: { insult: 'hakaret', private: 'özel bilgi', threat: 'tehdit', spam: 'spam', other: 'başka bir gerekçe' },
  /** What is hidden. */
  hides: { reason: 'neden', both: 'ad ve neden', waiting: 'bekliyor' },
  moderations: { after: 'adlar hemen görünür', before: 'adlar denetimden sonra görünür' },
  lead: 'Adını veya baş harflerini göstermeyi seçenler. Hakaret, tehdit veya özel bilgi içerenleri gizleyin: imza yine sayılır.',
  search: 'Arama',
  find: 'Bul',
  lists: { all: 'Hepsi', reasons: 'Nedeni olanlar', hidden: 'Gizlenenler', waiting: 'Denetim bekleyenler' },
  name: 'Ad',
  reason: 'Neden',
  signed: 'Tarih',
  states: { reason: 'Neden gizli', both: 'Ad ve neden gizli', waiting: 'Denetim bekliyor' },
  none: 'Henüz kimse adını göstermeyi seçmedi.',
  further: 'Aramayı sürdür',
  hide: 'Gizle…',
  showAgain: 'Yeniden göster',
  showIt: 'Göster',
  showAll: (n) => `Bu sayfadakilerin hepsini göster (${number(n)})`,
  hideTitle: 'Sayfadan gizle',
  what: 'Ne gizlensin?',
  why: 'Neden?',
  so: [
    'İmza sayılmaya devam eder.',
    'İmza sahibine bildirilmez.',
    'Kimin neden gizlediği ekibin kayıtlarında görünür.',
    'İstendiği zaman yeniden gösterilebilir.',
  ],
  hideButton: 'Gizle',
  undo: 'Geri al',
  done: {
    reason: 'Neden gizlendi.',
    both: 'Ad ve neden gizlendi.',
    shown: 'Ad yeniden sayfada.',
    shownAll: (n) => `Şimdi sayfada olan yeni adlar: ${number(n)}.`,
    undone: 'Geri alındı.',
    moderation: 'Kaydedildi.',
  },
  moderationTitle: 'Adlar ve nedenler ne zaman görünsün?',
  modes: { after: 'Hemen', before: 'Denetimden sonra' },
  modeHints: {
    after: 'Sayfada olmaması gerekeni siz gizlersiniz.',
    before: 'Ekipten biri bakana kadar hiçbir şey görünmez.',
  },
  /** What happens when it is changed to that. */
  changed: {
    before: ['Şu anda sayfada olan adlar kalır.', 'Yeni adlar ve nedenler, ekipten biri gösterene kadar bekler.'],
    after: ['Bundan sonra adlar ve nedenler hemen görünür.'],
  },
  waits: (n) => `Denetim bekleyen adlar: ${number(n)}.`,
  goOnWaiting: (n) => `Bekleyen adlar (${number(n)}), biri gösterene veya gizleyene kadar beklemeyi sürdürür.`,
}
