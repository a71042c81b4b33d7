/** English. Its shape is the type of every catalogue: a language that lacks a sentence does not compile. */
import type { TakeDownGround } from '../../../schema/account.ts'
import type { FieldError } from '../../../schema/text.ts'
import { COMMENT_MAX_CHARS, IMAGE_SIDE_MAX_PIXELS, NAME_MAX_CHARS, PARTNER_CODE_MAX_CHARS } from '../../limits.ts'
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
  skip: 'Skip to main content',
  number,
  date,
  /** What something is and its value, on one line: punctuation and spaces as the language has them. */
  labelled: (label: string, value: string) => `${label}: ${value}`,
  /** Two sentences, one after the other. */
  sentences: (first: string, second: string) => `${first} ${second}`,
  /** A heading or label; beside a number it is `petition.signatures`. */
  signatures: 'Signatures',

  home: {
    title: 'Petitions',
    lead: 'Every signature counts once. Your contact details are encrypted, so only the campaign team can read them.',
    to: (addressee: string) => `To ${addressee}`,
    openNow: 'Open petitions',
    none: 'There are no open petitions right now.',
  },

  /** The lists on the home page, and the search in titles. */
  listing: {
    search: 'Search petitions',
    submit: 'Search',
    found: (query: string) => `Search results for “${query}”`,
    notFound: (query: string) => `We found no petitions for “${query}”.`,
    notFoundText: 'Check the spelling or use fewer words. Only titles are searched.',
    /** When only the newest petitions have been searched. */
    notFoundYet: 'No match so far. You can search older petitions too.',
    searchMore: 'Search older petitions',
    victories: 'Victories',
    closed: 'Closed petitions',
    allVictories: 'All victories',
    allClosed: 'All closed petitions',
    more: 'More petitions',
    newest: 'Back to the newest petitions',
  },

  petition: {
    to: 'To',
    startedBy: 'Started by',
    writtenIn: (language: string) => `The petition is written in ${language}.`,
    /** The noun alone, beside a number that is printed large. */
    signatures: (n: number) => plural(n, SIGNATURES),
    /** The number and its noun. */
    count: (n: number) => `${number(n)} ${plural(n, SIGNATURES)}`,
    lately: (n: number) => `${number(n)} signed in the last 24 hours`,
    gathered: (n: number) => `This petition gathered ${number(n)} ${plural(n, { one: 'signer', other: 'signers' })}.`,
    countOnYou: (starter: string, others: number) =>
      others < 1
        ? `${starter} is counting on you today.`
        : `${starter} and ${number(others)} ${plural(others, { one: 'other', other: 'others' })} are counting on you today.`,
    nextGoal: (n: number) => `Next goal: ${number(n)}`,
    closed: 'Petition closed',
    closedText: 'This petition is no longer accepting signatures. Thank you to everyone who signed.',
    victory: 'Victory',
    victoryText: 'The campaign says its demand has been met. Thank you to everyone who signed.',
    endedOn: (day: string) => `The petition ended on ${day}.`,
    outcome: 'Outcome',
    recent: 'Recent signers',
    toForm: 'Sign this petition',
    updates: 'Updates',
    allUpdates: 'All updates',
    olderUpdates: 'Older updates',
    feed: 'Subscribe to updates (feed)',
    embed: 'Add this counter to your site',
    toPetition: 'Go to the petition',
    opened: 'Published',
    signUntil: 'Sign until',
    /** In place of how many days are left, on the last one. */
    lastDay: 'Last day to sign',
    daysLeft: (n: number) => `${number(n)} ${plural(n, { one: 'day', other: 'days' })} left`,
    /** An organisation has not signed: the number is of all signers. */
    organisationCounts: (organisation: string, signers: number) =>
      `${organisation} and ${number(signers)} ${plural(signers, { one: 'signer', other: 'signers' })} are counting on you today.`,
  },

  share: {
    title: 'Share this petition',
    text: 'Know someone who would sign? Send them this petition.',
    device: 'Share…',
    by: (name: string) => `Share via ${name}`,
    email: 'Email',
    copyLink: 'Copy link',
    copied: 'Link copied',
    qr: 'QR code',
    qrText: 'Opens this petition when scanned. Use it on posters and leaflets.',
  },

  /** On paper: the petition’s page when it is printed, and the sheet on which signatures are collected. */
  print: {
    title: 'Signature sheet',
    link: 'Signature sheet to print',
    how: 'Print this page from your browser’s menu, on A4 or Letter paper.',
    declaration: 'By signing, I support this petition.',
    fullText: 'The full text is on the petition’s page.',
    name: 'Name',
    place: 'Town or city, country',
    signature: 'Signature',
    online: 'This petition online',
    poster: 'Poster',
    posterLink: 'Poster to print',
    scan: 'Sign with your phone: scan the code or type the address.',
    handTo: (starter: string) => `Hand this sheet to ${starter}. The details on it are used for this petition only.`,
  },

  /** Versions of the text: the note on the petition’s page, the page of changes, and translations. */
  versions: {
    changedOn: (day: string) => `The text of this petition was changed on ${day}.`,
    /** What kind of change it was. */
    kinds: { correction: 'Correction', facts: 'New facts', demand: 'Different demand' },
    see: 'See what changed',
    title: 'What changed',
    first: 'First version',
    read: 'Read this version',
    /** Before a number. */
    signedThis: 'Signatures for this version',
    /** Before words that were added or removed, for anyone who does not see how they are marked. */
    added: 'added',
    removed: 'removed',
    /** Before a number. */
    unchanged: 'Paragraphs without changes',
    petitionTitle: 'Title',
    changedMind: 'Did you sign an earlier version and no longer agree? You can withdraw your signature at any time.',
    translation: 'Translation',
    translations: 'Translations',
    version: (n: number) => `Version ${number(n)}`,
    old: 'This is an earlier version of the text.',
    originalIn: (language: string) => `This is a translation. The original is in ${language}.`,
    toOriginal: 'Read the original',
    toTranslation: 'Read the translation',
    behind: 'The original has changed since this translation was made.',
  },

  /** The line of the form behind which the country and the display of the name are chosen. */
  choices: {
    /** After the label of the country. */
    detected: 'detected',
    anonymous: 'Name not shown',
    initials: 'Initials shown',
    full: 'Full name shown',
    change: 'Change',
  },

  form: {
    title: 'Sign this petition',
    name: 'Your name',
    email: 'Email address',
    emailHint: 'Never shown. We encrypt it straight away, so only the campaign team can read it.',
    emailHintConfirm:
      'Never shown. We’ll email you a link to confirm. After that, only the campaign team can read your email address.',
    updates: 'Yes, the campaign team can email me updates about this petition',
    country: 'Country',
    countryAuto: 'Detect from my connection',
    countryGuessed: (country: string) => `${country} (detected)`,
    countryHint: 'Used for statistics and seen by the campaign team. Never shown with your name.',
    comment: 'Why are you signing?',
    more: 'Add a reason',
    optional: (label: string) => `${label} (optional)`,
    commentHint: 'The campaign team can read it. It appears on this page only if you show your name or initials.',
    showName: 'Your name on this page',
    showNameChecked: 'The campaign team looks at names before they appear.',
    showFull: 'Full name',
    showInitials: 'Initials only',
    showAnonymous: 'Not shown',
    submit: 'Sign now',
    trap: 'Leave this field empty',
    consent:
      'By signing, you agree that we count your signature and give the details on this form to the campaign team. We give them to no one else, apart from your email address to the service that delivers our emails. Only what you choose to show is public.',
    consentConfirm:
      'By signing, you agree that we count your signature and give the details on this form to the campaign team. We give them to no one else, apart from your email address to the service that delivers our emails. Only what you choose to show is public. Every email from us has a link to withdraw your signature.',
    working: 'Checking you’re not a bot and sending your signature…',
    thanks: 'Thank you for signing!',
    thanksText: 'We’ve got your signature. It will be counted in a few seconds.',
    thanksConfirm: 'One more step: check your email',
    thanksConfirmText:
      'We’re sending you an email. Open the link in it to confirm your signature. No email? Check your spam folder, or sign again.',
    /** Under an email address whose domain looks mistyped. */
    didYouMean: (address: string) => `Did you mean ${address}?`,
    useSuggestion: 'Use this address',
    sentTo: (address: string) => `Sent to ${address}`,
    changeEmail: 'Change email address',
    sendAgain: 'Send the email again',
    retrying: (seconds: number) =>
      `That didn’t go through. Keep this page open: we’ll try again in ${number(seconds)} ${plural(seconds, { one: 'second', other: 'seconds' })}.`,
    busy: (minutes: number) =>
      `Sorry, we could not add your signature. Your details are still here. Please try again in ${number(minutes)} ${plural(minutes, { one: 'minute', other: 'minutes' })}.`,
    offline: 'You seem to be offline. Your details are still here. Try again when you’re back online.',
    fix: 'There’s a problem. Please check the fields marked with an error.',
    noScript:
      'JavaScript is off in your browser. You can still sign: we’ll email you a link to confirm your signature.',
  },

  /** After signing: how many have signed, sharing, and the link to withdraw. */
  after: {
    signedWith: (others: number) =>
      others < 1
        ? 'You are the first to sign.'
        : `You and ${number(others)} ${plural(others, { one: 'other', other: 'others' })} have signed.`,
    missing: (n: number, goal: number) => `${number(n)} more to reach ${number(goal)}.`,
    sendTitle: 'Now send it to one person',
    sendText: 'Think of one person who cares about this, and write to them.',
    messageLabel: 'What you could write',
    messageHint: 'The link to the petition is added at the end.',
    /** From the signer to a friend. */
    message: (title: string) => `I’ve just signed “${title}”. Will you sign it too?`,
    copyText: 'Copy text and link',
    textCopied: 'Text and link copied',
    changedMind: 'If you change your mind',
    keepLink:
      'Keep or print this link: it withdraws your signature, and you need no email for it. It does not withdraw a signature given earlier with the same email address.',
    keepUnconfirmed:
      'Keep or print this link: it deletes what you have just entered, as long as it is not confirmed. After that, or if you had signed before, use the link in our emails.',
    keepConfirmed: 'Keep or print this link: it withdraws your signature. Every email from us has one, too.',
  },

  links: {
    confirm: {
      title: 'Confirm your signature',
      text: 'Your signature counts as soon as you confirm it.',
      button: 'Confirm my signature',
      done: 'Thank you. Your signature is confirmed.',
      doneText: 'The count will update in a few seconds.',
    },
    withdraw: {
      title: 'Withdraw your signature?',
      text: 'We’ll delete your signature and the details you gave with it. If it was counted, the count goes down by one. You can sign again later.',
      button: 'Withdraw my signature',
      done: 'Your signature has been withdrawn.',
      doneText: 'We’ll delete it in a few seconds. We never say whose it was.',
    },
    notShown: 'Your name will not be shown.',
    shownAs: (name: string) => `The petition page will show you as ${name}`,
    notYours:
      'Not what you wrote? Do not confirm it. Sign the petition yourself, and your own details will replace this.',
  },

  /** Asking for the links of a signature again. */
  lost: {
    open: 'Lost your email? Get your links again',
    title: 'Send me my links again',
    text: 'Enter the email address you signed with. We’ll email you the links to confirm or withdraw your signature.',
    same: 'This page shows the same result for every email address, so no one can use it to find out who has signed.',
    button: 'Send my links',
    sent: 'Check your email',
    sentText:
      'If this email address has signed the petition, an email with its links is on the way. It can take a few minutes.',
    none: 'No email? Check your spam folder and the spelling of the email address. If it has not signed, we send nothing. We send each email address only a few emails a day.',
    other: 'Try another email address',
    check: 'We couldn’t check that a person sent this form. Wait a few seconds, then press the button again.',
  },

  /** Who runs this site, how the count is kept, and reporting a petition. */
  trust: {
    about:
      'Undersigned counts every signature once and encrypts contact details, so that only the campaign team can read them.',
    runBy: (name: string) => `Run by ${name}`,
    privacy: 'Privacy',
    terms: 'Terms',
    imprint: 'Imprint',
    contact: 'Contact',
    keep: 'Keep my signature',

    count: {
      title: 'How this count is kept',
      asOf: (day: string, time: string) => `As of ${day}, ${time} UTC`,
      data: 'The count as data (JSON)',
      signed: 'Signed here',
      signedConfirmed: 'Signed here and confirmed by email',
      claimed: 'From paper and earlier lists',
      claimedText:
        'The campaign team states how many signed on paper or in earlier lists. We have not checked that number.',
      claimKinds: { paper: 'On paper', list: 'Earlier list', import: 'Imported from an earlier list' },
      collectedUntil: (day: string) => `collected until ${day}`,
      whatCounts: 'What counts',
      once: 'One signature per email address, however it is written.',
      confirmed: 'A signature counts once the signer has confirmed it by email.',
      unconfirmed:
        'A signature counts straight away. From a browser without JavaScript, it counts once it is confirmed by email.',
      withdrawing: 'Anyone can withdraw their signature at any time. We delete it, and the count goes down by one.',
      taken: 'What was taken out',
      takenText:
        'When very many signatures come from one place at once, or look automated, they are held until the campaign team has checked them. The count above has none of them.',
      heldNow: 'Held for review now',
      withdrawn: 'Withdrawn by signers',
      quarantined: 'Held for review',
      released: 'Checked and let in',
      removed: 'Checked and removed',
      byDay: 'By day',
      day: 'Day',
      what: 'What happened',
      removals: 'All days as data (JSON)',
      who: 'Who can see who signed',
      whoText:
        'Names and email addresses are encrypted to a key that only the campaign team has. The people who run this site cannot read them. They can see how many signed, when and from which countries. A name is public only if the signer chose to show it.',
    },

    report: {
      title: 'Report this petition',
      text: 'Tell us what is wrong with this petition. Your report goes only to the people who run this site, not to the campaign team.',
      /** The link beside what a signer or an update says, and above the form what it is about. */
      link: 'Report',
      aboutSigner: 'You are reporting this name and reason:',
      aboutUpdate: 'You are reporting this update:',
      aboutText:
        'Tell us what is wrong with it. The campaign team sees that it was reported, and on which ground, but neither your words nor your email address.',
      ground: 'What is wrong?',
      grounds: {
        illegal: 'It breaks the law',
        hateful: 'It insults or threatens people',
        false: 'It is untrue or misleading',
        'personal-data': 'It reveals someone’s personal data',
        spam: 'It is spam or a scam',
        other: 'Something else',
      },
      details: 'What exactly, and why?',
      detailsHint: 'Quote the words that you mean. If it breaks the law, say which law if you know it.',
      emailHint: 'To send you our decision. We encrypt it straight away and delete it after that.',
      faith: 'By sending this report, you confirm that what you say is true to the best of your knowledge.',
      send: 'Send report',
      again: 'Please check your report and send it once more.',
      done: 'Thank you for your report',
      doneText: 'We’ll look at it and decide. If you gave your email address, we’ll tell you what we decided.',
      elsewhere: 'To report this petition, use this page of the people who run this site:',
    },
  },

  /** The embed page. */
  embed: {
    title: 'Add the counter to your site',
    lead: 'Choose how it looks, copy one line of code and paste it into your page. It sets no cookies, tracks no one and loads nothing from other services.',
    setUp: 'Options',
    theme: 'Colour theme',
    themes: { auto: 'Match my page', light: 'Light', dark: 'Dark' },
    size: 'Size',
    sizes: { small: 'Small', medium: 'Medium', large: 'Large' },
    language: 'Language',
    asMyPage: 'Match my page',
    goal: 'Goal',
    goals: { next: 'Next goal', none: 'No goal' },
    signLink: 'Show the Sign button',
    partner: 'Partner code',
    partnerHint: 'Letters, numbers, hyphens and underscores. Signatures from your site are credited to this code.',
    apply: 'Update preview',
    copy: 'Copy',
    copied: 'Copied',
    code: (form: string) => `Embed code: ${form}`,
    element: 'Web component',
    elementText: 'Updates live, inside your page. The best choice if you can add a script.',
    pinned: 'Web component, fixed version',
    pinnedText: 'The same counter in a version that never changes. Browsers verify it before running it.',
    frame: 'Iframe',
    frameText:
      'Updates live, in its own frame. The second tag is a script that adjusts the height. Leave it out if your site does not allow third-party scripts.',
    frameTitle: (title: string) => `Signature count: ${title}`,
    signForm: 'Sign form',
    signFormText:
      'People sign without leaving your site. In its own frame, without cookies; it opens in each reader’s language. The script adjusts the height.',
    signFormTitle: (title: string) => `Sign: ${title}`,
    oembed: 'Web address (oEmbed)',
    oembedText: 'WordPress and other tools that support oEmbed turn the petition’s web address into a counter.',
    badge: 'Badge',
    badgeText: 'An image with the count, for README files, forums and newsletters.',
    link: 'Text link',
    linkText: 'Plain HTML, no scripts or images. The count is as fresh as your server’s last fetch.',
    image: 'Social media image',
    imageText: 'The image social networks show for this petition, with a recent count.',
    data: 'Count as JSON',
    dataText: 'For building your own display.',
  },

  /** The feed. */
  feed: {
    title: (title: string) => `Updates: ${title}`,
    milestoneText: (n: number) => `The petition has reached ${number(n)} ${plural(n, SIGNATURES)}.`,
  },

  /** The counter on other sites. */
  counter: {
    signed: SIGNATURES,
    first: 'Be the first to sign',
    goal: 'Next goal: {n}',
    lately: '{n} signed in the last 24 hours',
    sign: 'Sign',
    closed: 'Petition closed',
    victory: 'Victory',
  } satisfies CounterWords,

  fieldErrors: {
    required: 'Fill in this field.',
    'not-text': 'This must be a string.',
    'not-a-choice': 'Choose one of the options.',
    'not-a-number': 'This must be a whole number within the allowed range.',
    'not-a-list': 'This must be an array.',
    'too-long': 'This is too long. Make it shorter.',
    'hidden-characters': 'This contains hidden characters. Type it instead of pasting it.',
    'too-many-marks': 'This has too many accents on one letter. Type it without decoration.',
    'link-in-name': 'A name cannot contain a web address.',
    'email-in-name': 'Enter your name here, not your email address.',
    'no-letters': 'A name must contain at least one letter or number.',
    'not-an-email': 'Enter an email address in the right format, like name@example.org.',
    'not-a-country': 'Use a two-letter country code (ISO 3166-1), such as UZ or DE.',
    'not-a-slug': 'Use only the letters a to z, numbers and hyphens.',
    'not-a-partner-code': `Use up to ${number(PARTNER_CODE_MAX_CHARS)} letters (a to z), numbers, hyphens or underscores. Start with a letter or number.`,
    'not-a-url': 'Use a public https:// web address.',
    'not-a-time': 'Use a time with its offset from UTC, such as 2026-12-31T23:59:00Z or 2026-12-31T23:59:00+01:00.',
    'not-a-time-zone': 'Use a time zone name such as Europe/Berlin or Asia/Tashkent.',
    'not-a-language': 'Use a language tag such as en, ru or sr-Latn.',
    'in-the-past': 'This time is in the past. Choose a future time.',
    'before-opening': 'This must be after the opening of the petition.',
    'not-a-cursor': 'This cursor is not valid. Use the cursor from the previous response, or leave it out.',
    'not-a-key': 'Use an X25519 public key in base64url. To create a key pair, run: npm run keygen',
    'no-key':
      'Add a public key before opening the petition, so that only the campaign team can read its contacts. To create a key pair, run: npm run keygen',
    'unknown-field': 'Unknown field. Check the spelling.',
    'cannot-change': 'This cannot be changed here.',
    'no-such-version': 'There is no version with this number. Reload the page and try again.',
  } satisfies Record<FieldError, string>,

  /** Errors of single fields, more exact than the general sentence. */
  fieldErrorsByPath: {
    'name/required': 'Enter your name.',
    'email/required': 'Enter your email address.',
    'country/not-a-country': 'Choose a country from the list.',
    'showName/not-a-choice': 'Choose how your name appears.',
    'name/too-long': `Your name must be ${number(NAME_MAX_CHARS)} characters or fewer.`,
    'comment/too-long': `Your reason must be ${number(COMMENT_MAX_CHARS)} characters or fewer.`,
  } as Partial<Record<string, string>>,

  problem: {
    title: {
      malformed: 'The request could not be read',
      unauthorized: 'Token missing or not valid',
      'scope-missing': 'This token may not do that',
      'bot-check-failed': 'The bot check failed',
      'petition-not-found': 'Petition not found',
      'taken-down': 'This petition was taken down',
      deleted: 'This petition was deleted',
      'not-found': 'Page not found',
      'link-broken': 'This link is incomplete',
      'link-expired': 'This link has expired',
      'signature-gone': 'This signature no longer exists',
      'method-not-allowed': 'Method not allowed',
      'petition-closed': 'This petition is closed',
      conflict: 'Not possible in the current state',
      'changed-meanwhile': 'Someone else has changed it',
      'too-large': 'The request is too large',
      'unsupported-type': 'Content type not supported',
      'invalid-signature': 'There’s a problem with your signature',
      'invalid-petition': 'There’s a problem with the petition',
      'invalid-webhook': 'There’s a problem with the webhook',
      'invalid-query': 'The query is not valid',
      'invalid-condition': 'The condition is not valid',
      'invalid-update': 'There’s a problem with the update',
      'invalid-image': 'There’s a problem with the image',
      'unsupported-format': 'Format not supported',
      'too-many-requests': 'Too many requests from your network',
      unavailable: 'Sorry, that didn’t work',
    } satisfies Record<RefusalCode, string>,

    malformed: {
      'not-utf-8': 'The body is not valid UTF-8. Encode it as UTF-8 and send it again.',
      'not-json': 'The body is not valid JSON. Send one JSON object.',
      'not-an-object': 'The body must be a single JSON object.',
      'too-deep': 'The JSON is nested too deeply.',
      'too-slow': 'The body did not arrive in time. Nothing was saved. Send it again.',
      'cut-off': 'The body was cut off. Nothing was saved. Send it again.',
    } satisfies Record<Extract<Refusal, { code: 'malformed' }>['why'], string>,

    botCheck: {
      missing: 'The bot check is missing. Get a challenge, solve it and send the solution as “proof”.',
      wrong: 'The bot check was for another petition. Reload the page and sign again.',
      expired: 'The page was open too long and the bot check expired. Sign again: a new check runs automatically.',
      used: 'This bot check has already been used. Reload the page and sign again.',
    } satisfies Record<BotCheckFailure, string>,

    conflict: {
      'slug-taken': 'Another petition already uses this slug. Choose a different one.',
      'not-open': 'The petition is not open.',
      'not-closed': 'The petition is not closed.',
      'too-late': 'The petition was closed more than 30 days ago. It can no longer be reopened.',
      'slug-changed-often': 'The web address was changed three times within 30 days. Wait before you change it again.',
      'no-key':
        'The petition has no public key, so no one could read its contacts. Add one first: PATCH {"publicKeys": ["…"]}.',
      'needs-approval': 'Petitions open here once the operator has approved them. Send it for approval in the console.',
      'too-many-webhooks': 'This petition has the maximum number of webhooks. Delete one first.',
      'too-many-rotations':
        'The secret was replaced too often in the last 24 hours. Receivers may still use the earlier ones. Try again later.',
      'too-many-updates': 'This petition has the maximum number of updates. Delete one first.',
      'delivery-pending': 'This delivery is still in progress. You can retry it once it has failed.',
      'group-changed': 'The number of matching signatures has changed. Nothing was done. Check again, then decide.',
      'decision-under-way':
        'Another decision is being carried out. Nothing was done. Try again in a few minutes, once it is done.',
      'not-published': 'The petition is still a draft. Publish it first.',
      'too-many-versions': 'The text has the maximum number of versions.',
    } satisfies Record<Extract<Refusal, { code: 'conflict' }>['why'], string>,

    image: {
      'not-an-image': 'Send one complete JPEG, PNG or WebP image.',
      'too-many-pixels': `Each side can be up to ${number(IMAGE_SIDE_MAX_PIXELS)} pixels. Use a smaller image.`,
    } satisfies Record<Extract<Refusal, { code: 'invalid-image' }>['why'], string>,

    unauthorized: 'Send the petition’s token, or the operator’s, as “Authorization: Bearer …”.',
    petitionNotFound: 'Check the web address for typos. The petition may have been renamed or not published yet.',
    notFound: 'Check the web address for typos, or see all petitions.',
    linkBroken: 'Copy the whole link from the email and paste it into your browser’s address bar. Nothing has changed.',
    linkExpired: 'Sign the petition again and we’ll email you a new link. Nothing has changed.',
    signatureGone: 'It was withdrawn or deleted, so there is nothing to confirm. You can sign the petition again.',
    scopeMissing: (scope: string) =>
      `It needs the scope “${scope}” or “all”. The campaign team can make a token that has it.`,
    /** `ground` is one of those below; `reason` is text of the operator. */
    deleted: (day: string, n: number) =>
      `The people who started it deleted it on ${day}. It had ${number(n)} ${plural(n, SIGNATURES)} then.`,
    takenDown: (ground: string, reason: string) =>
      `The people who run this site have taken it down, so it can’t be read or signed. ${ground}. Their reason: ${reason}`,
    takenDownGround: {
      illegal: 'It breaks the law here',
      danger: 'It puts people in danger',
      rules: 'It breaks the rules of this site',
      order: 'A court or an authority ordered it',
    } satisfies Record<TakeDownGround, string>,
    methodNotAllowed: (allow: string) => `Use ${allow}.`,
    changedMeanwhile:
      'The petition was changed after you read it. Nothing was saved. “current” has the text as it is now.',
    petitionClosed: 'This petition is no longer accepting signatures. Yours was not saved.',
    tooLarge: (maxBytes: number) =>
      `The request must be ${number(maxBytes)} ${plural(maxBytes, { one: 'byte', other: 'bytes' })} or less.`,
    unsupportedType: 'Send application/json. HTML forms can send application/x-www-form-urlencoded.',
    unsupportedFormat: 'Use format=json or format=xml.',
    invalid: 'Correct the fields listed in “errors” and try again. Nothing was saved.',
    tooManyRequests: (seconds: number) =>
      `We’ve had a lot of requests from your network. Wait ${number(seconds)} ${plural(seconds, { one: 'second', other: 'seconds' })} and try again. Nothing is lost.`,
    unavailable: (seconds: number) =>
      `Nothing was saved. Please try again in ${number(seconds)} ${plural(seconds, { one: 'second', other: 'seconds' })}.`,
    home: 'See all petitions',
  },
}

export type Catalogue = typeof en
