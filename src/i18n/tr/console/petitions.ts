/** The list of petitions. */
import type { ConsoleWords } from '../../en/console.ts'
import { number } from './numbers.ts'

export const petitions: ConsoleWords['petitions'] = {
  title: 'Kampanyalarınız',
  start: 'Kampanya başlat',
  todo: (n) => `Yapılacak ${number(n)} iş`,
  of: (count, goal) => `${number(count)} / ${number(goal)} imza`,
  closes: (day) => `${day} tarihinde sona eriyor`,
  ended: (day) => `${day} tarihinde sona erdi`,
  changed: (when) => `son değişiklik: ${when}`,
  continueAt: (step) => `${number(step)}. adımla devam edin (toplam 3 adım)`,
  emptyTitle: 'Henüz kampanyanız yok',
  emptyText: 'Yaklaşık beş dakika sürer. Gerekenler:',
  needs: [
    'kimin ne yapması gerektiğini söyleyen bir başlık',
    'neyin yanlış olduğunu ve ne istediğinizi anlatan birkaç paragraf',
    'tek bir dosya için güvenli bir yer: imzalayanların iletişim bilgilerini açan anahtar',
  ],
  invited: 'Bir kampanyaya davet mi edildiniz? Kampanyayı buraya eklemek için davetteki bağlantıyı açın.',
  claim: 'Belirteçle (token) başlatılmış bir kampanyayı ekle',
  claimHint:
    'Kampanyanın belirtecini yapıştırın. Kampanyanın sahibi olursunuz. Belirteç, siz geçersiz kılana kadar çalışmaya devam eder.',
  token: 'Kampanya belirteci (token)',
  claimButton: 'Kampanyayı ekle',
  claimWrong: 'Bu belirtece sahip bir kampanya yok. Tamamının kopyalandığını kontrol edin.',
  claimOwned: 'Bu kampanyanın zaten bir sahibi var. Sizi davet etmesini isteyin.',
  claimed: 'Kampanya artık sizin.',
}
