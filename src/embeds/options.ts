/** How a partner wants the counter: the choices in the form of the embed page, read from its query. */
import { isLocale, type Locale } from '../../schema/locales.ts'
import { partnerCodeOf } from './partner-code.ts'

export const THEMES = ['auto', 'light', 'dark'] as const
export const SIZES = ['small', 'medium', 'large'] as const
export const GOALS = ['next', 'none'] as const

export interface EmbedOptions {
  theme: (typeof THEMES)[number]
  size: (typeof SIZES)[number]
  goal: (typeof GOALS)[number]
  /** Null for the language of the page around it. */
  language: Locale | null
  signLink: boolean
  /** Null when there is none, or it is not a valid partner code. */
  partner: string | null
}

export interface EmbedForm {
  options: EmbedOptions
  /** The partner code as typed, valid or not. */
  typedPartner: string
  partnerWrong: boolean
}

/** Unknown values are replaced by the default: the form cannot send them, but an old link may. */
export function readEmbedForm(query: URLSearchParams): EmbedForm {
  const typedPartner = query.get('partner')?.trim() ?? ''
  const partner = partnerCodeOf(typedPartner)
  const language = query.get('language') ?? ''
  return {
    options: {
      theme: choice(query.get('theme'), THEMES, 'auto'),
      size: choice(query.get('size'), SIZES, 'medium'),
      goal: choice(query.get('goal'), GOALS, 'next'),
      language: isLocale(language) ? language : null,
      // An unchecked box sends nothing, so a hidden field before it sends `none`.
      signLink: query.getAll('sign-link').at(-1) !== 'none',
      partner,
    },
    typedPartner,
    partnerWrong: typedPartner !== '' && partner === null,
  }
}

/** The form as its browser sends it: a query string, in the order of its fields. The partner code is as typed. */
export const formQuery = ({ options, typedPartner }: EmbedForm): string =>
  new URLSearchParams([
    ['theme', options.theme],
    ['size', options.size],
    ['language', options.language ?? ''],
    ['goal', options.goal],
    ['partner', typedPartner],
    ['sign-link', 'none'],
    ...(options.signLink ? [['sign-link', 'shown']] : []),
  ]).toString()

/** As attributes of the counter and parameters of the iframe; null for defaults. */
export const settingsOf = ({ theme, size, goal, language, signLink, partner }: EmbedOptions) => ({
  lang: language,
  theme: theme === 'auto' ? null : theme,
  size: size === 'medium' ? null : size,
  goal: goal === 'next' ? null : goal,
  'sign-link': signLink ? null : 'none',
  partner,
})

const choice = <T extends string>(given: string | null, choices: readonly T[], otherwise: T): T =>
  choices.find((each) => each === given) ?? otherwise
