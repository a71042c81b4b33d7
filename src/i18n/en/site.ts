/** English. Its shape is the type of every catalogue: a language that lacks a sentence does not compile. */
import type { FieldError } from '../../../schema/text.ts'
import { COMMENT_MAX_CHARS, NAME_MAX_CHARS } from '../../limits.ts'
import type { BotCheckFailure, Refusal, RefusalCode } from '../../refusal.ts'
import { formatter, type PluralForms } from '../format.ts'
import type { CounterWords } from '../counter-words.ts'

const { number, plural, date } = formatter('en')

const SIGNATURES: PluralForms = { one: 'signature', other: 'signatures' }

export const en = {
  /** The language's own name. */
  name: 'English',
  direction: 'ltr' as 'ltr' | 'rtl',
  languages: 'Language',
  skip: 'To the content',
  number,
  date,

  home: {
    title: 'Petitions',
    lead: 'Every signature is counted once, and only the campaign can read who gave it.',
    openNow: 'Open now',
    none: 'No petition is open at the moment.',
  },

  petition: {
    to: 'To',
    startedBy: 'Started by',
    writtenIn: (language: string) => `The petition is written in ${language}.`,
    signers: (n: number) => plural(n, SIGNATURES),
    lately: (n: number) => `${number(n)} in the last 24 hours`,
    gathered: (n: number) => `This petition gathered ${number(n)} ${plural(n, { one: 'signer', other: 'signers' })}`,
    countOnYou: (starter: string, others: number) =>
      others < 1
        ? `${starter} is counting on you today.`
        : `${starter} and ${number(others)} ${plural(others, { one: 'other signer', other: 'other signers' })} are counting on you today.`,
    nextGoal: (n: number) => `Next goal: ${number(n)}`,
    closed: 'Petition closed',
    closedText: 'It no longer takes signatures. Thank you to everyone who signed.',
    victory: 'Victory',
    victoryText: 'The campaign has declared that its demand was met.',
    endedOn: (day: string) => `It ended on ${day}.`,
    outcome: 'What came of it',
    recent: 'Recent signers',
    toForm: 'Sign this petition',
    updates: 'Updates',
    allUpdates: 'All updates',
    olderUpdates: 'Older updates',
    feed: 'Follow by feed',
    embed: 'The counter on your site',
    toPetition: 'To the petition',
  },

  share: {
    title: 'Share it',
    text: 'A petition grows by being passed on. Send it to one person.',
    device: 'Share…',
    by: (name: string) => `Share by ${name}`,
    email: 'Email',
    copyLink: 'Copy link',
    copied: 'Link copied',
    qr: 'QR code',
    qrText: 'For posters and leaflets: it leads to this petition.',
  },

  form: {
    title: 'Sign this petition',
    name: 'Your name',
    email: 'Email address',
    emailHint: 'Never shown. It is sealed on arrival, so that only the campaign can read it.',
    emailHintConfirm: 'Never shown. You get one email to confirm with; then only the campaign can read the address.',
    updates: 'The campaign may write to me about how it goes on',
    country: 'Country',
    countryAuto: 'As my connection shows',
    countryGuessed: (country: string) => `${country} (as your connection shows)`,
    countryHint: 'Only counted, never shown with your name.',
    comment: 'Why are you signing?',
    more: 'Give your reason',
    optional: 'optional',
    commentHint: 'Shown on this page if you let your name or initials be shown.',
    showName: 'On this page, show',
    showFull: 'my full name',
    showInitials: 'my initials',
    showAnonymous: 'nothing of my name',
    submit: 'Sign now',
    trap: 'Leave this field empty',
    consent:
      'By signing you agree that your signature is counted and that the campaign of this petition, and nobody else, receives your name and address.',
    consentConfirm:
      'By signing you agree that your signature is counted and that the campaign of this petition, and nobody else, receives your name and address. Each of our emails has a link to withdraw.',
    working: 'Checking that you are a person, and sending…',
    thanks: 'Thank you. Your signature is on its way.',
    thanksText: 'It is safe with us and will be counted within seconds.',
    thanksConfirm: 'One more step: open your email',
    thanksConfirmText:
      'An email with a link is on its way to you. Your signature counts once you have opened the link and pressed its button. Nothing there? Look among the spam, or sign again.',
    retrying: (seconds: number) =>
      `That did not go through just now. Your signature is kept here and sent again in ${number(seconds)} ${plural(seconds, { one: 'second', other: 'seconds' })}.`,
    busy: 'We could not take your signature yet. What you wrote is still here: please try again in a minute.',
    offline: 'There is no connection. What you wrote is still here: try again in a moment.',
    fix: 'Something still needs correcting.',
    noScript:
      'Your browser runs no scripts on this page. You can sign all the same: an email is sent to you, and your signature counts once you have opened its link and pressed the button.',
  },

  links: {
    confirm: {
      title: 'Confirm your signature',
      text: 'One press of the button, and your signature counts.',
      button: 'Yes, count my signature',
      done: 'Thank you. You have confirmed your signature.',
      doneText: 'The number on the page moves within seconds. A petition grows by being passed on.',
    },
    withdraw: {
      title: 'Withdraw your signature?',
      text: 'It is deleted with everything that came with it, and the count goes down by one. You can sign again later.',
      button: 'Withdraw my signature',
      done: 'Your signature is withdrawn.',
      doneText: 'It will be deleted within seconds. Nobody is told that it was yours.',
    },
    notShown: 'Your name will not be shown.',
    shownAs: 'On the page you will be shown as',
    notYours: 'You did not write that? Do not confirm. Sign yourself: your own words then take its place.',
  },

  /** The embed page. */
  embed: {
    title: 'The counter on your site',
    lead: 'Choose how it looks, copy one line, and paste it into your page. It sets no cookies, follows nobody, and loads nothing from anywhere else.',
    setUp: 'Set it up',
    theme: 'Colours',
    themes: { auto: 'As the page around it', light: 'Light', dark: 'Dark' },
    size: 'Size',
    sizes: { small: 'Small', medium: 'Medium', large: 'Large' },
    language: 'Language',
    asMyPage: 'As the page around it',
    goal: 'Goal shown',
    goals: { next: 'The next goal', none: 'None' },
    signLink: 'Show the button to sign',
    partner: 'Your partner code',
    partnerHint: 'Letters, digits and hyphens. Signatures that come through your site are credited to it.',
    partnerWrong: 'Use only letters, digits, hyphens and underscores, 40 at most, and begin with a letter or a digit.',
    apply: 'Show it',
    copy: 'Copy',
    copied: 'Copied',
    code: (form: string) => `Code: ${form}`,
    element: 'The element',
    elementText: 'Live, and part of your page. The best choice where you can paste a script.',
    pinned: 'The element, pinned',
    pinnedText: 'The same in a version that never changes: browsers check its fingerprint before they run it.',
    frame: 'The frame',
    frameText:
      'Live, in a frame of its own. The second tag is a script that fits the height; where no foreign script is let in, leave it out.',
    frameTitle: (title: string) => `Signatures: ${title}`,
    oembed: 'The address alone',
    oembedText: 'WordPress, and whatever else knows oEmbed, makes the counter of the petition’s address by itself.',
    badge: 'The badge',
    badgeText: 'An image with the number. For README files, forums and newsletters.',
    link: 'The link',
    linkText: 'Plain HTML without scripts or images. Its number is that of the moment at which your server fetches it.',
    image: 'The image',
    imageText: 'What social networks show of the petition, with the number of the day.',
    data: 'The number itself',
    dataText: 'JSON, for whatever you build yourself.',
  },

  /** The feed. */
  feed: {
    title: (title: string) => `Updates: ${title}`,
    milestone: (n: number) => `${number(n)} ${plural(n, SIGNATURES)}`,
    milestoneText: (n: number) => `The petition has passed ${number(n)} ${plural(n, SIGNATURES)}.`,
  },

  /** The counter on other sites. */
  counter: {
    signed: SIGNATURES,
    goal: 'Next goal: {n}',
    lately: '{n} in the last 24 hours',
    sign: 'Sign',
    closed: 'Petition closed',
    victory: 'Victory',
  } satisfies CounterWords,

  fieldErrors: {
    required: 'Please fill this in.',
    'not-text': 'This must be text.',
    'not-a-choice': 'Please choose one of the values offered.',
    'not-a-number': 'This must be a whole number in the range allowed.',
    'not-a-list': 'This must be a list.',
    'too-long': 'This is too long. Please shorten it.',
    'hidden-characters': 'This has hidden or control characters in it. Please type it anew instead of pasting.',
    'link-in-name': 'A name cannot have a web address in it.',
    'no-letters': 'A name needs at least one letter.',
    'not-an-email': 'This is not an email address that we can read. Please check it for typing errors.',
    'not-a-country': 'This is not a country code of ISO 3166-1, like UZ or DE.',
    'not-a-slug': 'Use only the letters a to z, digits and hyphens.',
    'not-a-url': 'This must be a public https address.',
    'not-a-time': 'This must be a time in UTC like 2026-12-31T23:59:00Z.',
    'not-a-language': 'This must be a language tag like en, ru or sr-Latn.',
    'in-the-past': 'This time has passed. Choose one that is to come.',
    'not-a-cursor': 'This is not a cursor of this list. Use the cursor of the previous response, or leave it out.',
    'not-a-key': 'This is not an X25519 public key in base64url. Make a key pair with: npm run keygen',
    'no-key':
      'A petition needs a public key before it can be signed, so that only the campaign can read its contacts. Make a key pair with: npm run keygen',
    'unknown-field': 'There is a field in it that is not known here. Look for a typing error.',
  } satisfies Record<FieldError, string>,

  /** Errors of single fields, more exact than the general sentence. */
  fieldErrorsByPath: {
    'name/too-long': `A name can have at most ${number(NAME_MAX_CHARS)} characters.`,
    'comment/too-long': `A reason can have at most ${number(COMMENT_MAX_CHARS)} characters.`,
  } as Partial<Record<string, string>>,

  problem: {
    title: {
      malformed: 'The request could not be read',
      unauthorized: 'Not signed in',
      'bot-check-failed': 'The check against bots did not pass',
      'petition-not-found': 'There is no such petition',
      'not-found': 'There is nothing here',
      'link-broken': 'This link is incomplete',
      'link-expired': 'This link has run out',
      'method-not-allowed': 'This address does not take that method',
      'petition-closed': 'This petition is closed',
      conflict: 'That does not fit the present state',
      'too-large': 'The request is too large',
      'unsupported-type': 'This kind of content is not taken',
      'invalid-signature': 'The signature is not complete',
      'invalid-petition': 'The petition is not complete',
      'invalid-webhook': 'The webhook cannot be used',
      'invalid-query': 'The address asks for something that cannot be',
      'invalid-condition': 'It is not clear which signatures are meant',
      'invalid-update': 'The update is not complete',
      'invalid-image': 'This image cannot be used',
      'unsupported-format': 'This format is not made here',
      'too-many-requests': 'Too many requests from your network',
      unavailable: 'We cannot take it just now',
    } satisfies Record<RefusalCode, string>,

    malformed: {
      'not-utf-8': 'The body is not UTF-8. Send it as UTF-8.',
      'not-json': 'The body is not JSON. Send one JSON object.',
      'not-an-object': 'The body must be one JSON object.',
      'too-deep': 'The JSON is nested too deeply. Every field is a plain value.',
      'too-slow': 'The body did not arrive in time. Nothing was taken; send it again.',
      'cut-off': 'The body broke off. Nothing was taken; send it again.',
    } satisfies Record<Extract<Refusal, { code: 'malformed' }>['why'], string>,

    botCheck: {
      missing: 'The proof is missing. Fetch a challenge, solve it, and send the solution as "proof".',
      wrong: 'The proof does not fit this petition. Reload the page and sign again.',
      expired: 'The page was open for so long that its check ran out. Sign again: a new one is made by itself.',
      used: 'This proof has been used for another signature. Reload the page and sign again.',
    } satisfies Record<BotCheckFailure, string>,

    conflict: {
      'slug-taken': 'Another petition has this slug. Choose another.',
      'not-open': 'The petition is not open.',
      'not-closed': 'The petition is not closed.',
      'no-key':
        'The petition has no public key, so nobody could read its contacts. Give it one first: PATCH {"publicKeys": ["…"]}.',
      'too-many-webhooks': 'This petition has as many webhooks as it may have. Remove one first.',
      'too-many-updates': 'This petition has as many updates as it may have. Remove one first.',
      'delivery-pending': 'This delivery is still under way. It can be retried when it has ended.',
      'group-changed':
        'The number of signatures that fit is no longer the one that you expected. Nothing was done: look again, then decide.',
    } satisfies Record<Extract<Refusal, { code: 'conflict' }>['why'], string>,

    image: {
      'not-an-image': 'Send the bytes of one JPEG, PNG or WebP image that is whole.',
      'too-many-pixels': 'Each side can have at most 4096 pixels. Make the image smaller.',
    } satisfies Record<Extract<Refusal, { code: 'invalid-image' }>['why'], string>,

    unauthorized: 'Send the token of this petition, or the operator’s, as "Authorization: Bearer …".',
    petitionNotFound: 'Check the address. The petition may have been renamed or never published.',
    notFound: 'Check the address.',
    linkBroken: 'Copy the whole link from the email into the address line. Nothing was changed.',
    linkExpired: 'Sign once more: a new email with a new link is sent to you. Nothing was changed.',
    methodNotAllowed: (allow: string) => `Use ${allow}.`,
    petitionClosed: 'It takes no more signatures. Your signature was not stored.',
    tooLarge: (maxBytes: number) => `This request can have at most ${number(maxBytes)} bytes.`,
    unsupportedType: 'Send application/json, or application/x-www-form-urlencoded from a form.',
    unsupportedFormat: 'Ask for format=json or format=xml.',
    invalid: 'Correct the fields named in "errors" and send it again. Nothing was stored.',
    tooManyRequests: (seconds: number) =>
      `Your network has sent many requests in a short time. Wait ${number(seconds)} ${plural(seconds, { one: 'second', other: 'seconds' })} and send it again; nothing is lost.`,
    unavailable: (seconds: number) =>
      `Nothing was stored, so nothing was lost. Send the same request again in ${number(seconds)} ${plural(seconds, { one: 'second', other: 'seconds' })}.`,
    home: 'To the petitions',
  },
}

export type Catalogue = typeof en
