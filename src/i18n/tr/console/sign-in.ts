/** Signing in, and the account. */
import type { ConsoleWords } from '../../en/console.ts'
import { number } from './numbers.ts'

export const signIn: ConsoleWords['signIn'] = {
  title: 'Kampanyalarınıza giriş yapın',
  lead: 'Parola yok. Size e-postayla bir bağlantı göndeririz ya da varsa geçiş anahtarınızı kullanırsınız.',
  email: 'E-posta adresiniz',
  emailHint: 'Kampanya başlatırken kullandığınız veya davetin geldiği adres.',
  send: 'Bana bağlantı gönder',
  passkey: 'Geçiş anahtarı kullan',
  passkeyTitle: 'Veya geçiş anahtarıyla',
  passkeyText:
    'Telefonunuz veya bilgisayarınız geçiş anahtarını parmak izinizle, yüzünüzle veya PIN kodunuzla açar. Sahte bir sayfa onu çalamaz.',
  passkeyFailed: 'Geçiş anahtarı kabul edilmedi. Yeniden deneyin veya e-postayla bağlantı isteyin.',
  newHere: 'Burada yeni misiniz? E-posta adresinizi yukarıya girin. Aynı bağlantıyla kampanya da başlatabilirsiniz.',
  sentTitle: 'E-postanıza bakın',
  sentText: (address) =>
    `${address} adresiyle burada giriş yapılabiliyorsa bağlantı yolda. Bağlantı bir kez kullanılabilir ve 15 dakika geçerlidir.`,
  sentNone: 'E-posta gelmedi mi? Spam (istenmeyen) klasörünüze bakın. Birkaç dakika sürebilir.',
  sentMost: (n: number) => `Her adrese günde en fazla ${number(n)} bağlantı gönderilir.`,
  sentSame: 'Bu sayfa her e-posta adresi için aynıdır; kimin kampanya yürüttüğü buradan öğrenilemez.',
  again: 'Yeniden gönder',
  other: 'Başka bir e-posta adresi kullan',
  linkTitle: 'Giriş yapın',
  linkText: 'Bu cihazda giriş yapmak için düğmeye basın.',
  linkOperator: 'Bu siteyi siz işleteceksiniz. Kendi e-posta adresinizi girin: bundan sonra onunla giriş yapacaksınız.',
  linkInvited: (role, title) => `“${title}” kampanyasına davet edildiniz. Rolünüz: ${role}.`,
  linkEmail: 'Hesabınızda bundan sonra bu e-posta adresini kullanmak için düğmeye basın.',
  linkButton: 'Giriş yap',
  acceptButton: 'Daveti kabul et',
  emailButton: 'Bu e-posta adresini kullan',
  linkUndo:
    'Değişikliği geri almak için düğmeye basın: hesabınız yeniden bu e-posta adresini kullanır. Her yerde oturum kapatılır, hesabın geçiş anahtarları kaldırılır.',
  undoButton: 'Değişikliği geri al',
  firstTitle: 'Önce hesabınıza giriş yapın',
  firstText:
    'Bu bağlantı bir hesabın e-posta adresini değiştirir. Bağlantının istendiği hesaba giriş yapın, sonra bağlantıyı yeniden açın. Siz istemediyseniz bir şey yapmayın, hiçbir şey değişmez.',
  takenTitle: 'Bu e-posta adresi kullanılıyor',
  takenText: 'Adres başka bir hesaba ait. Önce o hesabı silin veya başka bir e-posta adresi kullanın.',
  operatorKnown:
    'Bu e-posta adresine ait bir hesap var. O hesaba giriş yapıp bu bağlantıyı yeniden açın veya başka bir e-posta adresi kullanın.',
  goneTitle: 'Bu bağlantı artık çalışmıyor',
  goneText: 'Bağlantılar bir kez kullanılabilir ve 15 dakika geçerlidir. Yenisini isteyin: bir dakika sürer.',
  goneOf: {
    invitation:
      'Davet bir kez kullanılabilir ve birkaç gün geçerlidir. İptal edildiğinde veya yenisi gönderildiğinde de geçersiz olur. Daveti kabul ettiyseniz giriş yapın. Etmediyseniz yenisini isteyin.',
    'email-change':
      'Bu bağlantı bir kez kullanılabilir ve bir gün geçerlidir. Başka bir bağlantı istendiğinde de geçersiz olur. Hesabınız hangi e-posta adresine sahip olduğunu gösterir: yeni adres değilse orada yeniden değiştirin.',
    'email-undo':
      'Bu bağlantı bir kez kullanılabilir ve birkaç gün geçerlidir. Hesabınız hangi e-posta adresine sahip olduğunu gösterir. Artık giriş yapamıyorsanız bize ulaşın.',
    operator:
      'Bu bağlantı bir kez kullanılabilir ve kısa bir süre geçerlidir. Yenisi sunucuda aynı komutla oluşturulur.',
  },
  goneButton: 'Yeni bağlantı iste',
  tooMany: (minutes) => `Çok fazla bağlantı istendi. ${number(minutes)} dakika bekleyip yeniden deneyin.`,
  signedOut: 'Çıkış yaptınız.',
  needed: 'Bu sayfayı görmek için giriş yapın. Ardından bu sayfaya dönersiniz.',
}

export const account: ConsoleWords['account'] = {
  title: 'Hesabınız',
  name: 'Adınız',
  nameHint: 'Ekibiniz bu adı görür.',
  language: 'Dil',
  save: 'Kaydet',
  saved: 'Kaydedildi.',
  email: 'E-posta adresi',
  emailNow: (address) => `${address} adresiyle giriş yapıyorsunuz.`,
  emailNew: 'Yeni e-posta adresi',
  emailButton: 'E-posta adresini değiştir',
  emailSent:
    'Yeni e-posta adresine bir bağlantı gönderdik. Bağlantıyı giriş yaptığınız bir tarayıcıda açana kadar hiçbir şey değişmez.',
  emailChanged:
    'E-posta adresi değiştirildi, diğer cihazların hepsinde oturumunuz kapatıldı. Geçiş anahtarlarınıza bakın: size ait olmayanları kaldırın.',
  emailUndone: 'Değişiklik geri alındı. E-posta adresinizle giriş yapın.',
  passkeys: 'Geçiş anahtarları',
  passkeysText: 'Geçiş anahtarıyla e-posta olmadan giriş yaparsınız; e-posta hesabınızı kaybetseniz bile.',
  passkeyAdd: 'Geçiş anahtarı ekle',
  passkeyName: 'Bu geçiş anahtarının adı',
  passkeyAdded: 'Geçiş anahtarı eklendi.',
  passkeyRemove: (name) => `Kaldır: ${name}`,
  passkeyRemoved: 'Geçiş anahtarı kaldırıldı.',
  passkeyNone: 'Geçiş anahtarınız yok.',
  passkeyScript: 'Geçiş anahtarları için JavaScript gerekir.',
  sessions: 'Giriş yaptığınız cihazlar',
  thisOne: 'bu cihaz',
  sessionUsed: (when) => `son kullanım: ${when}`,
  end: 'Oradan çıkış yap',
  endAll: 'Her yerden çıkış yap',
  ended: 'Çıkış yapıldı.',
  delete: 'Hesabınızı silin',
  deleteText: 'Adınız, e-posta adresiniz ve geçiş anahtarlarınız silinir. Kampanyalar diğer sahiplerinde kalır.',
  deleteOnly: (titles) =>
    `Tek sahibi olduğunuz kampanyalar: ${titles}. Önce başka birini sahip yapın veya kampanyayı sona erdirin.`,
  deleteOperator: 'Bu siteyi sizden başka işleten yok. Önce başka birine de bu yetkiyi verin.',
  deleteConfirm: 'Evet, hesabımı sil',
  deleted: 'Hesabınız silindi.',
}
