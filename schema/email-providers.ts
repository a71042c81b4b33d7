/**
 * The spellings that lead to one mailbox, for each provider, with its page that says so. Where no page documents tags, this is
 * said: no other mailbox can have such a name, because the provider allows no plus in one.
 */

export interface Provider {
  /** The domains that share one mailbox, the canonical one first. */
  domains: readonly [string, ...string[]]
  /** Characters that the provider ignores in the local part. */
  ignores?: RegExp
  /** The beginning of a tag that the provider ignores. */
  tag?: string
  /** Whether `anything@user.domain` is delivered to `user@domain`. */
  subdomains?: true
}

/** Each domain has mailboxes of its own. */
const each = (domains: readonly string[], rest: Omit<Provider, 'domains'>): Provider[] =>
  domains.map((domain) => ({ domains: [domain], ...rest }))

const withEndings = (name: string, endings: string): string[] => endings.split(' ').map((ending) => `${name}.${ending}`)

/** Domains of Outlook.com. `ada@hotmail.com` and `ada@outlook.com` may be two people. */
const MICROSOFT = [
  'msn.com',
  'windowslive.com',
  'passport.com',
  ...withEndings(
    'outlook',
    'com at be cl cz de dk es fr hu ie in it jp kr lv my ph pt sa sg sk co.id co.il co.th com.ar com.au com.br com.gr com.tr com.vn',
  ),
  ...withEndings(
    'hotmail',
    'com be ca ch cl cz de dk es fi fr gr hu it lt lv my nl no ph rs se sg sk co.id co.il co.in co.jp co.kr co.nz co.th co.uk ' +
      'co.za com.ar com.au com.br com.hk com.tr com.tw com.vn',
  ),
  ...withEndings(
    'live',
    'com at be ca ch cl cn de dk fi fr hk ie in it jp nl no ru se co.kr co.uk co.za com.ar com.au com.mx com.my com.ph com.pt ' +
      'com.sg',
  ),
]

export const PROVIDERS: readonly Provider[] = [
  // https://support.google.com/mail/answer/7436150 (dots), https://support.google.com/mail/answer/22370 (tags)
  { domains: ['gmail.com', 'googlemail.com'], ignores: /\./g, tag: '+' },
  // https://proton.me/support/addresses-and-aliases (domains, tags), https://proton.me/support/change-username (dots, hyphens,
  // underscores)
  { domains: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'], ignores: /[._-]/g, tag: '+' },
  // https://support.apple.com/118230 (domains). No page documents tags.
  { domains: ['icloud.com', 'me.com', 'mac.com'], tag: '+' },
  // Documented for Exchange Online, which Outlook.com runs on: https://learn.microsoft.com/exchange/recipients-in-exchange-online/plus-addressing-in-exchange-online
  ...each(MICROSOFT, { tag: '+' }),
  // https://www.fastmail.help/hc/en-us/articles/360060591053
  ...each(withEndings('fastmail', 'com fm cn co.uk com.au de es fr im in jp mx net nl org se to tw uk us'), {
    tag: '+',
    subdomains: true,
  }),
  // Only the owner of a name may use it at the other domains: https://posteo.de/blog, "Jetzt Neu: posteo.com und weitere
  // Posteo-Domains", 14 December 2023; https://posteo.de/en/help/how-do-i-add-or-delete-an-email-alias. No page documents tags.
  {
    domains: [
      'posteo.de',
      ...withEndings(
        'posteo',
        'net com af at be ca ch cl co cr cz dk ee es eu fi gl gr hn hr hu ie in is it jp la li lt lu me mx my nl no nz org pe pl ' +
          'pm pt ro ru se sg si tn uk us co.uk com.br',
      ),
    ],
    tag: '+',
  },
  // All domains belong to one mailbox: https://yandex.com/support/domain/additional/mailbox-alias.xml. No page documents tags.
  {
    domains: [
      'yandex.ru',
      'ya.ru',
      ...withEndings('yandex', 'com by kz ua uz az ee fr kg lt lv md tj tm co.il com.am com.ge com.tr'),
    ],
    tag: '+',
  },
  // No page documents tags.
  { domains: ['mail.ru'], tag: '+' },
  { domains: ['zoho.com'], tag: '+' },
]
