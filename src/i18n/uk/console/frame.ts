/** What is around every page of the console, and the pages that say why something was not done. */
import type { ConsoleWords } from '../../en/console.ts'
import { counted, OF_PEOPLE, PEOPLE, SIGNATURES } from './numbers.ts'

export const frame: ConsoleWords['frame'] = {
  petitions: 'Петиції',
  site: 'Цей сайт',
  account: 'Акаунт',
  help: 'Допомога',
  menu: 'Меню',
  seePage: 'Відкрити сторінку',
  signOut: 'Вийти',
  back: (place) => `Назад: ${place}`,
  asOf: (time) => `Станом на ${time}`,
  refresh: 'Оновити',
  change: 'Змінити',
  cancel: 'Скасувати',
  optional: 'необов’язково',
  error: (title) => `Помилка: ${title}`,
  errors: (n) =>
    counted(n, {
      one: 'Виправте {n} помилку',
      few: 'Виправте {n} помилки',
      many: 'Виправте {n} помилок',
      other: 'Виправте {n} помилки',
    }),
  now: 'щойно',
  today: (time) => `сьогодні, ${time}`,
  yesterday: (time) => `учора, ${time}`,
  people: (n) => counted(n, PEOPLE),
  signatures: (n) => counted(n, SIGNATURES),
  days: (n) => counted(n, { one: '{n} день', few: '{n} дні', many: '{n} днів', other: '{n} дня' }),
  confirm: {
    understood: 'Я розумію, що станеться.',
    tick: (n) => `Я розумію, що це стосується ${counted(n, OF_PEOPLE)}.`,
    tickNeeded: 'Поставте позначку, якщо вам зрозуміло, що станеться.',
    type: 'Щоб підтвердити, введіть, скількох людей це стосується',
    typeWrong: (n) => `Число не збігається. Це стосується ${counted(n, OF_PEOPLE)}.`,
  },
}

export const places: ConsoleWords['places'] = {
  groups: { petition: 'Петиція', people: 'Люди', reach: 'Охоплення', manage: 'Керування' },
  overview: 'Огляд',
  text: 'Текст',
  updates: 'Новини й підсумок',
  signers: 'Імена та причини',
  review: 'На перевірці',
  contacts: 'Контакти',
  paper: 'Папір та імпорт',
  share: 'Поширення й партнери',
  team: 'Команда й доступ',
  settings: 'Налаштування',
  states: {
    draft: 'Чернетка',
    submitted: 'Чекає на схвалення',
    scheduled: 'Відкриється у визначений день',
    open: 'Відкрита',
    closed: 'Закрита',
    victory: 'Перемога',
    'taken-down': 'Знята з публікації',
    deleted: 'Видалена',
  },
}

export const roles: ConsoleWords['roles'] = {
  owner: 'Власник',
  editor: 'Редактор',
  moderator: 'Модератор',
  you: { owner: 'Ваша роль: власник', editor: 'Ваша роль: редактор', moderator: 'Ваша роль: модератор' },
}

export const problems: ConsoleWords['problems'] = {
  notFound: 'Такої сторінки немає',
  notFoundText: 'Або ви не маєте права її бачити. Перевірте адресу або перейдіть до своїх петицій.',
  forbidden: 'Ви не маєте на це прав',
  forbiddenText: (role) => `Для цього потрібна роль: ${role}. Зверніться до власника петиції.`,
  busy: 'Ще не збережено',
  busyText: 'У нас щось не спрацювало. Усе, що ви надіслали, ще тут: надішліть ще раз.',
  signedOut: 'Ви більше не в системі',
  signedOutText:
    'Нічого не збережено, але нічого й не втрачено. Увійдіть на іншій сторінці, а потім надішліть усе звідси ще раз.',
  signInFirst: 'Увійти на іншій сторінці',
  sendAgain: 'Надіслати ще раз',
  failed: 'Зараз цю сторінку показати не можна',
  failedText: 'У нас щось не спрацювало. Спробуйте ще раз за хвилину.',
  tryAgain: 'Спробувати ще раз',
  typed: 'Що ви ввели',
  typedText: 'Це не збережено. Скопіюйте текст, якщо він вам ще потрібен.',
  crossSite: 'Цей запит надійшов з іншого сайту',
  crossSiteText: 'Нічого не зроблено. Перейдіть до своїх петицій і зробіть це там.',
}
