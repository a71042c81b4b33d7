/** Before something ends or is deleted: what happens, in numbers. */
import type { ConsoleWords } from '../../en/console.ts'
import { number } from './numbers.ts'

export const ends: ConsoleWords['ends'] = {
  noUndo: 'Bu işlem geri alınamaz.',
  tokens: (n) => `${number(n)} belirteç iptal edilir. Bunları kullanan programlar hemen çalışmaz olur.`,
  invitations: (n) => `${number(n)} açık davet geçersiz olur.`,
  sessions: (n) => `${number(n)} cihazda oturumunuz kapatılır.`,
  teams: (n) => `${number(n)} kampanyanın ekibinden ayrılırsınız.`,
  drafts: (n) => `${number(n)} taslak silinir.`,
  emailLink: 'E-posta adresinizi değiştirecek bir bağlantı varsa geçersiz olur.',
  ifNoOwner: 'Bu kişi artık sahip olmazsa:',
  passkey: {
    title: (name) => `“${name}” geçiş anahtarı kaldırılsın mı?`,
    text: 'Onunla artık giriş yapılamaz.',
    last: 'Başka geçiş anahtarınız yok: bundan sonra yalnızca e-postadaki bağlantıyla giriş yaparsınız.',
    others: (n) => `${number(n)} başka geçiş anahtarınız kalır.`,
  },
  session: {
    title: (label) => `“${label}” oturumu kapatılsın mı?`,
    text: 'O tarayıcıdaki oturum hemen kapatılır. Orada yazılmakta olanlar yeniden giriş yapıldıktan sonra gönderilebilir.',
  },
  everywhere: 'Her yerden çıkış yapılsın mı?',
  invitation: {
    title: (email) => `${email} adresine gönderilen davet iptal edilsin mi?`,
    text: 'E-postadaki bağlantı geçersiz olur. Bu adresi yeniden davet edebilirsiniz.',
  },
  draft: {
    title: 'Bu taslak silinsin mi?',
    text: 'Yazdıklarınız silinir.',
    link: 'Başkalarının taslağı okuduğu bağlantı geçersiz olur.',
    key: 'Onun için kaydettiğiniz anahtar dosyası hiçbir şeyi açmaz.',
  },
  translation: {
    title: (language) => `Çeviri sayfadan kaldırılsın mı: ${language}?`,
    text: 'Okuyanlar onun yerine özgün metni görür.',
    signed: (n) => `Bunu ${number(n)} kişi imzaladı. İmzalar da imzalanan metin de kalır.`,
  },
}
