/** How a partner wants the counter: what the form of the embed page says, read from its query. */
import { isLocale, type Locale } from '../../schema/locales.ts'
import { partnerCodeOf } from './partner-code.ts'

export const THEMES = ['auto', 'light', 'dark'] as const
export const SIZES = ['small', 'medium', 'large'] as const
export const GOALS = ['next', 'none'] as const

export interface EmbedOptions {
  theme: (typeof THEMES)[number]
  size: (typeof SIZES)[number]
  goal: (typeof GOALS)[number]
  /** Null for that of the page around it. */
  language: Locale | null
  signLink: boolean
  /** Null when nobody is credited, or what was typed is no code. */
  partner: string | null
}

export interface EmbedForm {
  options: EmbedOptions
  /** What was typed as the partner's code, right or wrong. */
  typedPartner: string
  partnerWrong: boolean
}

/** Whatever is not a choice is the default: a form cannot send it, and an old link may. */
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
      // The box sends nothing when it is empty, so a hidden field says `none` before it.
      signLink: query.getAll('sign-link').at(-1) !== 'none',
      partner,
    },
    typedPartner,
    partnerWrong: typedPartner !== '' && partner === null,
  }
}

/** As attributes of the element and parameters of the frame; null where they say what is the default. */
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
