import { formatter } from '../format.ts'
import type { EmailCatalogue } from '../en/email.ts'

const { number } = formatter('tr')

export const tr: EmailCatalogue = {
  direction: 'ltr',
  greeting: 'Merhaba,',
  confirm: {
    subject: (title) => `İmzanızı onaylayın: ${title}`,
    neutralSubject: 'E-posta adresinizi onaylayın',
    what: 'Bu kampanya sizin adresinizle imzalandı, büyük olasılıkla sizin tarafınızdan:',
    todo: 'Onayladığınızda imzanız sayılacak.',
    button: 'İmzamı onayla',
    valid: (days) => `Bağlantı ${number(days)} gün geçerlidir.`,
    notYou:
      'Siz değilseniz bu e-postayı dikkate almayın: sizsiz hiçbir şey sayılmaz. İmzayı hemen geri de çekebilirsiniz:',
  },
  alreadySigned: {
    subject: (title) => `Zaten imzaladınız: ${title}`,
    neutralSubject: 'Bir şey yapmanız gerekmiyor',
    what: 'Bu kampanya sizin adresinizle bir kez daha imzalandı, büyük olasılıkla sizin tarafınızdan:',
    todo: 'İmzanız zaten sayıldı; her imza bir kez sayılır. Yapmanız gereken bir şey yok.',
    button: 'Kampanyayı aç',
    notYou: 'Siz değilseniz kendi imzanız geçerliliğini korur. İstediğiniz zaman geri çekebilirsiniz:',
  },
  withdraw: 'İmzayı geri çek',
}
