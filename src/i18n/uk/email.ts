import { formatter, type PluralForms } from '../format.ts'
import type { EmailCatalogue } from '../en/email.ts'

const { number, plural } = formatter('uk')

const DAYS: PluralForms = { one: 'день', few: 'дні', many: 'днів', other: 'дня' }

export const uk: EmailCatalogue = {
  direction: 'ltr',
  greeting: 'Добрий день!',
  confirm: {
    subject: (title) => `Підтвердьте свій підпис: ${title}`,
    neutralSubject: 'Підтвердьте свою адресу електронної пошти',
    what: 'Ви або хтось інший, вказавши вашу адресу електронної пошти, підписали цю петицію:',
    todo: 'Підпис буде враховано, щойно ви його підтвердите.',
    button: 'Підтвердити підпис',
    valid: (days) => `Посилання діє ${number(days)} ${plural(days, DAYS)}.`,
    notYou:
      'Якщо це були не ви, просто не зважайте на цей лист: без підтвердження підпис не враховується. Його можна й одразу відкликати:',
  },
  alreadySigned: {
    subject: (title) => `Ви вже підписали петицію: ${title}`,
    neutralSubject: 'Нічого робити не потрібно',
    what: 'Ви або хтось інший, вказавши вашу адресу електронної пошти, намагалися ще раз підписати цю петицію:',
    todo: 'Ваш підпис уже враховано, а повторний не рахується. Робити нічого не потрібно.',
    button: 'Перейти до петиції',
    notYou: 'Якщо це були не ви, не хвилюйтеся: ваш підпис лишається чинним. Відкликати його можна будь-коли:',
  },
  withdraw: 'Відкликати підпис',
  startedBy: (starter) => `Автор: ${starter}`,
  sentBy: (operator) =>
    `Власник сайту: ${operator}. Ви отримали цей лист, бо під петицією вказали вашу адресу електронної пошти.`,
}
