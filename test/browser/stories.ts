/** What people write in the console, in three languages. None of them exists. */
import type { Locale } from '../../schema/locales.ts'
import type { Story } from './campaigner.ts'

export const STORIES = {
  en: {
    title: 'Build a safe crossing at Mill Lane School',
    addressee: 'The council of Lower Lanternmouth',
    starter: 'Parents of Mill Lane',
    body: 'Every morning three hundred children cross Mill Lane.\n\nWe ask the council for a **raised crossing**.',
    slug: 'mill-lane',
    signer: 'Ada Lind',
  },
  ru: {
    title: 'Верните ночной автобус на Речную улицу',
    addressee: 'Администрация Нижнего Фонарного',
    starter: 'Жители Речной улицы',
    body: 'После девяти вечера домой можно дойти только пешком.\n\nМы просим вернуть **последний рейс**.',
    slug: 'nochnoy-avtobus',
    signer: 'Вера Ким',
  },
  ar: {
    title: 'أبقوا مكتبة الحي مفتوحة أيام الجمعة',
    addressee: 'بلدية المدينة',
    starter: 'أصدقاء المكتبة',
    body: 'المكتبة هي المكان الهادئ الوحيد في الحي.\n\nنطالب البلدية **بفتحها يوم الجمعة**.',
    slug: 'maktabat-alhay',
    signer: 'ليلى حداد',
  },
} satisfies Partial<Record<Locale, Story & { signer: string }>>
