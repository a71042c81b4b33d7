import { formatter, type PluralForms } from '../format.ts'
import type { EmailCatalogue } from '../en/email.ts'

const { number, plural } = formatter('uk')

const DAYS: PluralForms = { one: 'день', few: 'дні', many: 'днів', other: 'дня' }

export const uk: EmailCatalogue = {
  direction: 'ltr',
  greeting: 'Вітаємо!',
  confirm: {
    subject: (title) => `Підтвердьте свій підпис: ${title}`,
    neutralSubject: 'Підтвердьте свою адресу електронної пошти',
    what: 'Цю петицію підписали з вашої адреси. Найімовірніше, це були ви:',
    todo: 'Підпис буде враховано, щойно ви його підтвердите.',
    button: 'Підтвердити підпис',
    valid: (days) => `Посилання діє ${number(days)} ${plural(days, DAYS)}.`,
    notYou: 'Якщо це були не ви, нічого робити не треба: без вас підпис не врахують. Його можна й одразу відкликати:',
  },
  alreadySigned: {
    subject: (title) => `Ви вже підписали: ${title}`,
    neutralSubject: 'Нічого робити не потрібно',
    what: 'Цю петицію ще раз підписали з вашої адреси. Найімовірніше, це були ви:',
    todo: 'Ваш підпис уже враховано, і лише один раз. Робити нічого не треба.',
    button: 'Відкрити петицію',
    notYou: 'Якщо це були не ви, ваш власний підпис лишається чинним. Відкликати його можна будь-коли:',
  },
  withdraw: 'Відкликати підпис',
}
