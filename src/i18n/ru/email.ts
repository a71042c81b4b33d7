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
    what: 'Вы или кто-то другой, указав ваш адрес электронной почты, подписали эту петицию:',
    todo: 'Подпись будет учтена, как только вы её подтвердите.',
    button: 'Подтвердить подпись',
    valid: (days) => `Ссылка действует ${number(days)} ${plural(days, DAYS)}.`,
    notYou:
      'Если это были не вы, просто не обращайте внимания на это письмо: без подтверждения подпись не учитывается. Её можно и сразу отозвать:',
  },
  alreadySigned: {
    subject: (title) => `Вы уже подписали петицию: ${title}`,
    neutralSubject: 'Ничего делать не нужно',
    what: 'Вы или кто-то другой, указав ваш адрес электронной почты, пытались ещё раз подписать эту петицию:',
    todo: 'Ваша подпись уже учтена, а повторная не считается. Делать ничего не нужно.',
    button: 'Перейти к петиции',
    notYou: 'Если это были не вы, не беспокойтесь: ваша подпись остаётся в силе. Отозвать её можно в любой момент:',
  },
  withdraw: 'Отозвать подпись',
  startedBy: (starter) => `Автор: ${starter}`,
  sentBy: (operator) =>
    `Владелец сайта: ${operator}. Вы получили это письмо, потому что под петицией указали ваш адрес электронной почты.`,
}
