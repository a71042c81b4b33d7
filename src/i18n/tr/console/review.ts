import type { ConsoleWords } from '../../en/console.ts'
import { number } from './numbers.ts'

export const review: ConsoleWords['review'] = {
  /** What the signatures of a group have in common, after their number. */
  of: {
    network: 'tek bir ağdan',
    'email-domain': 'tek bir e-posta alan adından',
    disposable: 'geçici e-posta adresleriyle',
    signals: 'otomatik görünenler',
    surge: 'ani bir artıştan',
  },
  lead: 'Bu imzalar bir sahte imza akınının parçasına benziyor. Siz karar verene kadar sayılmazlar ve onlara e-posta gönderilmez.',
  none: 'İncelemede hiçbir şey yok.',
  inGroups: (n: number) => `${number(n)} grupta`,
  until: (day: string) =>
    `Şu günden önce karar verin: ${day}. Sonra bekleyen e-postalar silinir ve bu kişiler artık onaylayamaz.`,
  why: {
    network: ({ networkPerHour }) => `Tek bir ağdan bir saatte ${number(networkPerHour)} imzadan fazlası geldi.`,
    'email-domain': ({ emailDomainPerHour }) =>
      `Tek bir e-posta alan adından bir saatte ${number(emailDomainPerHour)} imzadan fazlası geldi.`,
    disposable: ({ disposablePerHour }) =>
      `Geçici e-posta adresleriyle bir saatte ${number(disposablePerHour)} imzadan fazlası geldi.`,
    signals: () =>
      'Gizli bir alan doldurulmuş, ad bir hakaret ya da form doldurulabileceğinden daha hızlı gönderilmiş.',
    surge: ({ surgePerMinute }) =>
      `Bir dakikada ${number(surgePerMinute)} imzadan fazlası geldi ve bunlar ayrıca otomatik görünüyor.`,
  },
  confirmed: 'E-postayla onaylanan',
  ofAll: (n: number, all: number) => `${number(n)} / ${number(all)}`,
  within: 'Geliş süresi',
  disposable: 'Geçici adresler',
  names: 'Sayfa için adlar',
  noNames: 'yok',
  likely: { people: 'İnsanlara benziyor', flood: 'Sahte akına benziyor', unclear: 'Söylemesi zor' },
  check: 'Bu grubu incele',
  record: 'Bu sayım nasıl tutuluyor: bu sayılar da herkese açık',
  expecting: 'Tek bir yerden çok imza mı bekliyorsunuz?',
  expectingText:
    'Okul, fabrika ya da ofis gibi tek bir yerden çok kişinin imzalayacağı bir günden önce saat başına daha fazlasına izin verin.',
  underWay: { release: 'Kabul ediliyor:', remove: 'Kaldırılıyor:', undo: 'Yeniden incelemeye alınıyor:' },
  continues: 'Bu sayfayı kapatsanız da kendiliğinden sürer. Bitene kadar başka karar verilemez.',
  partly:
    'İncelemede bu sayıların gösterdiğinden fazla imza var. Bunlar hakkında karar verdiğinizde sonrakiler gösterilir.',
  decided: 'Daha önce karar verilenler',
  which: 'Hangileri',
  when: 'Ne zaman',
  undoUntil: (moment: string) => `Şu ana kadar geri alınabilir: ${moment}`,
  since: (moment: string) => `Şu andan beri incelemede: ${moment}. Siz seçene kadar hiçbir şey olmaz.`,
  changed: (was: number, now: number) =>
    `Bu arada sayı değişti: ${number(was)} idi, şimdi ${number(now)}. Hiçbir şey yapılmadı. Lütfen yeni sayıları kontrol edin.`,
  clues: 'Görünenler',
  clue: 'İpucu',
  group: 'Bu grup',
  suggestsTitle: 'Neye işaret ediyor',
  suggests: { people: 'İnsanlara', flood: 'Sahte akına', either: 'İkisine de' },
  countries: 'Ülkeler',
  unknownCountry: 'bilinmiyor',
  signals: {
    trap: 'Gizli alan doldurulmuş',
    'no-render-time': 'Sayfa açılmadan gönderilmiş',
    'too-fast': 'Çok hızlı gönderilmiş',
    'abusive-name': 'Ad yerine hakaret',
  },
  noTrace: 'Ağlar ve e-posta alan adları, kimsenin çözemeyeceği kodlar olarak ve en çok 30 gün saklanır.',
  narrow: 'Daralt',
  country: 'Ülke',
  all: 'Tümü',
  onlyWith: 'Yalnızca olanlar',
  onlyWithout: 'Yalnızca olmayanlar',
  signal: 'Otomasyon belirtisi',
  update: 'Sayıları güncelle',
  letInTitle: (n: number) => `${number(n)} imzayı kabul ederseniz`,
  rises: (now: number, then: number) => `Sayı hemen ${number(now)} sayısından ${number(then)} sayısına çıkar.`,
  countsAtOnce: (n: number) => `${number(n)} imza hemen sayılır.`,
  getsEmail: (n: number) => `${number(n)} imzanın e-postası şimdi gönderilir, onaylanınca sayılır.`,
  staysHeld: (n: number) => `${number(n)} imza daha incelemede kalır.`,
  heldAgain: 'Benzerleri yeniden incelemeye alınabilir. İnsanlarsa sınırı da yükseltin.',
  final: 'Bu geri alınamaz.',
  letIn: (n: number) => `${number(n)} imzayı kabul et`,
  removeTitle: (n: number) => `${number(n)} imzayı kaldırırsanız`,
  stays: (n: number) => `Sayı ${number(n)} olarak kalır.`,
  deleted:
    'Adlar, nedenler, iletişim bilgileri ve e-postalar 24 saat sonra kalıcı olarak silinir. O zamana kadar bunu geri alabilirsiniz.',
  neverAgain: 'Bu adreslerle artık bu dilekçe imzalanamaz, gerçek sahipleri bile imzalayamaz.',
  publicRecord: (n: number) =>
    `Herkese açık kayıt kaç imzanın kaldırıldığını (${number(n)}) söyler, kimlerin olduğunu asla.`,
  remove: (n: number) => `${number(n)} imzayı kaldır`,
  unsure: 'Emin değil misiniz? İncelemede bırakın.',
  done: {
    released: (n: number) => `${number(n)} imza kabul edildi.`,
    removed: (n: number) => `${number(n)} imza kaldırıldı.`,
    undone: (n: number) => `${number(n)} imza yeniden incelemede.`,
    meanwhile: 'Bunlar hakkında zaten karar verilmişti. Şimdi hiçbir şey yapılmadı.',
    tooLate: 'Bu artık geri alınamaz.',
  },
  number,
}
