/** What is around every page of the console, and the pages that say why something was not done. */
import type { ConsoleWords } from '../../en/console.ts'
import { number } from './numbers.ts'

export const frame: ConsoleWords['frame'] = {
  petitions: 'Kampanyalar',
  site: 'Bu site',
  account: 'Hesap',
  help: 'Yardım',
  menu: 'Menü',
  seePage: 'Sayfayı gör',
  signOut: 'Çıkış yap',
  back: (place) => `Geri: ${place}`,
  asOf: (time) => `Son durum: ${time}`,
  refresh: 'Yenile',
  change: 'Değiştir',
  cancel: 'Vazgeç',
  optional: 'isteğe bağlı',
  error: (title) => `Hata: ${title}`,
  errors: (n) => `Düzeltilmesi gereken ${number(n)} nokta var`,
  now: 'şimdi',
  today: (time) => `bugün ${time}`,
  yesterday: (time) => `dün ${time}`,
  people: (n) => `${number(n)} kişi`,
  signatures: (n) => `${number(n)} imza`,
  days: (n) => `${number(n)} gün`,
  confirm: {
    understood: 'Ne olacağını anlıyorum.',
    tick: (n) => `Bunun ${number(n)} kişiyi etkilediğini anlıyorum.`,
    tickNeeded: 'Ne olacağını anlıyorsanız kutuyu işaretleyin.',
    type: 'Onaylamak için bunun kaç kişiyi etkilediğini yazın',
    typeWrong: (n) => `Sayı uyuşmuyor. Bu, ${number(n)} kişiyi etkiliyor.`,
  },
}

export const places: ConsoleWords['places'] = {
  groups: { petition: 'Kampanya', people: 'Kişiler', reach: 'Yayma', manage: 'Yönetim' },
  overview: 'Genel bakış',
  text: 'Metin',
  updates: 'Gelişmeler ve sonuç',
  signers: 'İmzacılar ve nedenler',
  review: 'İncelemede',
  contacts: 'İletişim bilgileri',
  paper: 'Kâğıt ve içe aktarma',
  share: 'Paylaşım ve ortaklar',
  team: 'Ekip ve erişim',
  settings: 'Ayarlar',
  states: {
    draft: 'Taslak',
    submitted: 'Onay bekliyor',
    scheduled: 'Açılışı planlandı',
    open: 'İmzaya açık',
    closed: 'Sona erdi',
    victory: 'Başarıya ulaştı',
    'taken-down': 'Yayından kaldırıldı',
    deleted: 'Silindi',
  },
}

export const roles: ConsoleWords['roles'] = {
  owner: 'Sahip',
  editor: 'Editör',
  moderator: 'Moderatör',
  you: { owner: 'Rolünüz: sahip', editor: 'Rolünüz: editör', moderator: 'Rolünüz: moderatör' },
}

export const problems: ConsoleWords['problems'] = {
  notFound: 'Böyle bir sayfa yok',
  notFoundText: 'Ya da bu sayfayı görme yetkiniz yok. Web adresini kontrol edin veya kampanyalarınıza gidin.',
  forbidden: 'Bunu yapamazsınız',
  forbiddenText: (role) => `Bunun için gereken rol: ${role}. Kampanyanın bir sahibine başvurun.`,
  busy: 'Henüz kaydedilmedi',
  busyText: 'Bizim tarafımızda bir sorun oldu. Gönderdikleriniz hâlâ burada: yeniden gönderin.',
  signedOut: 'Oturumunuz kapandı',
  signedOutText:
    'Hiçbir şey kaydedilmedi, ama hiçbir şey de kaybolmadı. Başka bir sayfada giriş yapın, sonra buradan yeniden gönderin.',
  signInFirst: 'Başka bir sayfada giriş yap',
  sendAgain: 'Yeniden gönder',
  failed: 'Bu sayfa şu anda gösterilemiyor',
  failedText: 'Bizim tarafımızda bir sorun oldu. Bir dakika sonra yeniden deneyin.',
  tryAgain: 'Yeniden dene',
  typed: 'Yazdıklarınız',
  typedText: 'Kaydedilmedi. Hâlâ gerekiyorsa kopyalayın.',
  crossSite: 'Bu istek başka bir siteden geldi',
  crossSiteText: 'Hiçbir şey yapılmadı. Kampanyalarınıza gidin ve işlemi orada yapın.',
}
