import { formatter, type PluralForms } from '../format.ts'
import type { EmailCatalogue } from '../en/email.ts'

const { number, plural } = formatter('ru')

const DAYS: PluralForms = { one: 'день', few: 'дня', many: 'дней', other: 'дня' }

export const ru: EmailCatalogue = {
  direction: 'ltr',
  greeting: 'Здравствуйте!',
  confirm: {
    subject: (title) => `Подтвердите свою подпись: ${title}`,
    neutralSubject: 'Подтвердите свой адрес электронной почты',
    what: 'Эту петицию подписали с вашего адреса. Скорее всего, это были вы:',
    todo: 'Подпись будет учтена, как только вы её подтвердите.',
    button: 'Подтвердить подпись',
    valid: (days) => `Ссылка действует ${number(days)} ${plural(days, DAYS)}.`,
    notYou: 'Если это были не вы, ничего делать не нужно: без вас подпись не учтут. Её можно и сразу отозвать:',
  },
  alreadySigned: {
    subject: (title) => `Вы уже подписали: ${title}`,
    neutralSubject: 'Ничего делать не нужно',
    what: 'Эту петицию ещё раз подписали с вашего адреса. Скорее всего, это были вы:',
    todo: 'Ваша подпись уже учтена, причём один раз. Делать ничего не нужно.',
    button: 'Открыть петицию',
    notYou: 'Если это были не вы, ваша собственная подпись остаётся в силе. Отозвать её можно в любое время:',
  },
  withdraw: 'Отозвать подпись',
}
