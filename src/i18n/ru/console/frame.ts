/** What is around every page of the console, and the pages that say why something was not done. */
import type { ConsoleWords } from '../../en/console.ts'
import { counted, OF_PEOPLE, PEOPLE, SIGNATURES } from './numbers.ts'

export const frame: ConsoleWords['frame'] = {
  petitions: 'Петиции',
  site: 'Этот сайт',
  account: 'Аккаунт',
  help: 'Помощь',
  menu: 'Меню',
  seePage: 'Открыть страницу',
  signOut: 'Выйти',
  back: (place) => `Назад: ${place}`,
  asOf: (time) => `По состоянию на ${time}`,
  refresh: 'Обновить',
  change: 'Изменить',
  cancel: 'Отмена',
  optional: 'необязательно',
  error: (title) => `Ошибка: ${title}`,
  errors: (n) =>
    counted(n, {
      one: 'Исправьте {n} ошибку',
      few: 'Исправьте {n} ошибки',
      many: 'Исправьте {n} ошибок',
      other: 'Исправьте {n} ошибки',
    }),
  now: 'только что',
  today: (time) => `сегодня, ${time}`,
  yesterday: (time) => `вчера, ${time}`,
  people: (n) => counted(n, PEOPLE),
  signatures: (n) => counted(n, SIGNATURES),
  days: (n) => counted(n, { one: '{n} день', few: '{n} дня', many: '{n} дней', other: '{n} дня' }),
  confirm: {
    understood: 'Я понимаю, что произойдёт.',
    tick: (n) => `Я понимаю, что это коснётся ${counted(n, OF_PEOPLE)}.`,
    tickNeeded: 'Отметьте это поле, если вам понятно, что произойдёт.',
    type: 'Для подтверждения введите, скольких людей это коснётся',
    typeWrong: (n) => `Число не совпадает. Это коснётся ${counted(n, OF_PEOPLE)}.`,
  },
}

export const places: ConsoleWords['places'] = {
  groups: { petition: 'Петиция', people: 'Люди', reach: 'Охват', manage: 'Управление' },
  overview: 'Обзор',
  text: 'Текст',
  updates: 'Новости и итог',
  signers: 'Имена и причины',
  review: 'На проверке',
  contacts: 'Контакты',
  paper: 'Бумага и импорт',
  share: 'Распространение',
  team: 'Команда и доступ',
  settings: 'Настройки',
  states: {
    draft: 'Черновик',
    submitted: 'Ждёт одобрения',
    scheduled: 'Откроется в назначенный день',
    open: 'Открыта',
    closed: 'Закрыта',
    victory: 'Победа',
    'taken-down': 'Снята с публикации',
    deleted: 'Удалена',
  },
}

export const roles: ConsoleWords['roles'] = {
  owner: 'Владелец',
  editor: 'Редактор',
  moderator: 'Модератор',
  you: { owner: 'Ваша роль: владелец', editor: 'Ваша роль: редактор', moderator: 'Ваша роль: модератор' },
}

export const problems: ConsoleWords['problems'] = {
  notFound: 'Такой страницы нет',
  notFoundText: 'Или у вас нет права её видеть. Проверьте адрес или перейдите к своим петициям.',
  forbidden: 'У вас нет на это прав',
  forbiddenText: (role) => `Для этого нужна роль: ${role}. Обратитесь к владельцу петиции.`,
  busy: 'Ещё не сохранено',
  busyText: 'У нас что-то не сработало. Всё, что вы отправили, ещё здесь: отправьте ещё раз.',
  signedOut: 'Вы больше не в системе',
  signedOutText:
    'Ничего не сохранено, но ничего и не потеряно. Войдите на другой странице, а потом отправьте всё отсюда ещё раз.',
  signInFirst: 'Войти на другой странице',
  sendAgain: 'Отправить ещё раз',
  failed: 'Сейчас эту страницу показать нельзя',
  failedText: 'У нас что-то не сработало. Попробуйте ещё раз через минуту.',
  tryAgain: 'Попробовать ещё раз',
  typed: 'Что вы ввели',
  typedText: 'Это не сохранено. Скопируйте текст, если он вам ещё нужен.',
  crossSite: 'Этот запрос пришёл с другого сайта',
  crossSiteText: 'Ничего не сделано. Перейдите к своим петициям и сделайте это там.',
}
