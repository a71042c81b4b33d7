/** The list of petitions. */
import type { ConsoleWords } from '../../en/console.ts'
import { number, counted, OF_SIGNATURES } from './numbers.ts'

export const petitions: ConsoleWords['petitions'] = {
  title: 'Ваші петиції',
  start: 'Створити петицію',
  todo: (n) => counted(n, { one: '{n} завдання', few: '{n} завдання', many: '{n} завдань', other: '{n} завдання' }),
  of: (count, goal) => `${number(count)} з ${counted(goal, OF_SIGNATURES)}`,
  closes: (day) => `збір завершиться ${day}`,
  ended: (day) => `збір завершився ${day}`,
  changed: (when) => `змінено ${when}`,
  continueAt: (step) => `Продовжити з кроку ${number(step)} із 3`,
  emptyTitle: 'У вас поки що немає петицій',
  emptyText: 'Це забере близько п’яти хвилин. Вам знадобляться:',
  needs: [
    'назва, з якої зрозуміло, хто й що має зробити',
    'кілька абзаців про те, що не так і чого ви домагаєтеся',
    'надійне місце для одного файлу — ключа до контактних даних підписантів',
  ],
  invited: 'Вас запросили до команди петиції? Відкрийте посилання із запрошення — і петиція з’явиться тут.',
  claim: 'Додати петицію, створену з токеном',
  claimHint: 'Вставте її токен кампанії. Ви станете власником петиції. Токен діятиме, доки ви його не відкличете.',
  token: 'Токен кампанії',
  claimButton: 'Додати петицію',
  claimWrong: 'Петиції з таким токеном немає. Перевірте, чи його скопійовано повністю.',
  claimOwned: 'Ця петиція вже має власника. Попросіть у нього запрошення.',
  claimed: 'Тепер це ваша петиція.',
}
