import { formatter } from '../format.ts'
import type { EmailCatalogue } from '../en/email.ts'

const { number } = formatter('tr')

export const tr: EmailCatalogue = {
  direction: 'ltr',
  greeting: 'Merhaba,',
  confirm: {
    subject: (title) => `İmzanızı onaylayın: ${title}`,
    neutralSubject: 'E-posta adresinizi onaylayın',
    what: 'Siz veya e-posta adresinizi kullanan biri bu kampanyayı imzaladı:',
    todo: 'İmzanızın sayılması için lütfen onaylayın.',
    button: 'İmzamı onayla',
    valid: (days) => `Bağlantı ${number(days)} gün geçerlidir.`,
    notYou:
      'Siz imzalamadıysanız bu e-postayı dikkate almayın: onaylanmayan imza sayılmaz. İmzayı hemen geri çekmek de mümkün:',
  },
  alreadySigned: {
    subject: (title) => `Bu kampanyayı zaten imzaladınız: ${title}`,
    neutralSubject: 'Bir şey yapmanız gerekmiyor',
    what: 'Siz veya e-posta adresinizi kullanan biri bu kampanyayı yeniden imzalamak istedi:',
    todo: 'İmzanız zaten sayıldı. Yapmanız gereken bir şey yok.',
    button: 'Kampanyaya git',
    notYou:
      'Siz değilseniz endişelenmeyin: kendi imzanız geçerliliğini koruyor. İstediğiniz zaman geri çekebilirsiniz:',
  },
  links: {
    subject: (title) => `Bağlantılarınız: ${title}`,
    neutralSubject: 'İstediğiniz bağlantılar',
    what: 'Siz veya e-posta adresinizi kullanan biri, imzanıza ait bağlantıları istedi. İmza şu kampanyada:',
    toConfirm: 'İmzanız henüz onaylanmadı. Sayılması için lütfen onaylayın.',
    counted: 'İmzanız onaylandı ve sayıldı.',
  },
  reminder: {
    subject: (title) => `İmzanız henüz sayılmadı: ${title}`,
    what: 'Siz veya e-posta adresinizi kullanan biri bu kampanyayı imzaladı, ancak imza onaylanmadı:',
    todo: 'İmzanızın sayılması için lütfen onaylayın. Bir daha hatırlatma göndermeyeceğiz.',
  },
  withdraw: 'İmzayı geri çek',
  startedBy: (starter) => `Kampanyayı başlatan: ${starter}`,
  sentBy: (operator) =>
    `Siteyi işleten: ${operator}. Bu e-postayı, e-posta adresiniz bir imza kampanyasında yazıldığı için aldınız.`,
}
