/** What holds of the sentences in every language. */
import { describe, expect, test } from 'vitest'

import { type Locale, LOCALES } from '../../schema/locales.ts'
import { entriesOf, sentencesOf, type Words, wordsOf } from './sentences.ts'

/** One of each kind that a language may tell apart. */
const COUNTS = [0, 1, 2, 5, 11, 21, 101, 1_000_000]

/** The sentences around a number. */
const COUNTED: Record<string, (words: Words, n: number) => string> = {
  'petition.count': (words, n) => words.petition.count(n),
  'petition.lately': (words, n) => words.petition.lately(n),
  'petition.gathered': (words, n) => words.petition.gathered(n),
  'petition.countOnYou': (words, n) => words.petition.countOnYou('Ali', n),
  'petition.daysLeft': (words, n) => words.petition.daysLeft(n),
  'petition.organisationCounts': (words, n) => words.petition.organisationCounts('Acme', n),
  'petition.nextGoal': (words, n) => words.petition.nextGoal(n),
  'versions.version': (words, n) => words.versions.version(n),
  'after.signedWith': (words, n) => words.after.signedWith(n),
  'after.missing': (words, n) => words.after.missing(n, 10_000_000),
  'form.retrying': (words, n) => words.form.retrying(n),
  'form.busy': (words, n) => words.form.busy(n),
  'feed.milestoneText': (words, n) => words.feed.milestoneText(n),
  'email.confirm.valid': (words, n) => words.email.confirm.valid(n),
  'email.account.signIn.valid': (words, n) => words.email.account.signIn.valid(n),
  'problem.deleted': (words, n) => words.problem.deleted('12.5.', n),
  'problem.tooLarge': (words, n) => words.problem.tooLarge(n),
  'problem.tooManyRequests': (words, n) => words.problem.tooManyRequests(n),
  'problem.unavailable': (words, n) => words.problem.unavailable(n),
}

/** Sentences that contain the words of others. */
const QUOTING: Record<string, (words: Words, text: string) => string> = {
  labelled: (words, text) => words.labelled(text, '1'),
  sentences: (words, text) => words.sentences(text, '1'),
  'home.to': (words, text) => words.home.to(text),
  'listing.found': (words, text) => words.listing.found(text),
  'listing.notFound': (words, text) => words.listing.notFound(text),
  'petition.organisationCounts': (words, text) => words.petition.organisationCounts(text, 2),
  'petition.writtenIn': (words, text) => words.petition.writtenIn(text),
  'petition.countOnYou': (words, text) => words.petition.countOnYou(text, 2),
  'petition.endedOn': (words, text) => words.petition.endedOn(text),
  'share.by': (words, text) => words.share.by(text),
  'print.handTo': (words, text) => words.print.handTo(text),
  'versions.changedOn': (words, text) => words.versions.changedOn(text),
  'versions.originalIn': (words, text) => words.versions.originalIn(text),
  'form.optional': (words, text) => words.form.optional(text),
  'after.message': (words, text) => words.after.message(text),
  'links.shownAs': (words, text) => words.links.shownAs(text),
  'form.countryGuessed': (words, text) => words.form.countryGuessed(text),
  'form.didYouMean': (words, text) => words.form.didYouMean(text),
  'form.sentTo': (words, text) => words.form.sentTo(text),
  'embed.code': (words, text) => words.embed.code(text),
  'embed.frameTitle': (words, text) => words.embed.frameTitle(text),
  'embed.signFormTitle': (words, text) => words.embed.signFormTitle(text),
  'feed.title': (words, text) => words.feed.title(text),
  'trust.runBy': (words, text) => words.trust.runBy(text),
  'trust.count.asOf': (words, text) => words.trust.count.asOf(text, text),
  'trust.count.collectedUntil': (words, text) => words.trust.count.collectedUntil(text),
  'email.startedBy': (words, text) => words.email.startedBy(text),
  'email.sentBy': (words, text) => words.email.sentBy(text),
  'email.confirm.subject': (words, text) => words.email.confirm.subject(text),
  'email.alreadySigned.subject': (words, text) => words.email.alreadySigned.subject(text),
  'email.links.subject': (words, text) => words.email.links.subject(text),
  'email.reminder.subject': (words, text) => words.email.reminder.subject(text),
  'email.account.invitation.subject': (words, text) => words.email.account.invitation.subject(text),
  'email.account.invitation.what': (words, text) => words.email.account.invitation.what(text),
  'email.account.emailChanged.notYou': (words, text) => words.email.account.emailChanged.notYou(text),
  'email.account.ownerInvited.subject': (words, text) => words.email.account.ownerInvited.subject(text),
  'email.account.approved.subject': (words, text) => words.email.account.approved.subject(text),
  'email.account.approvedLater.subject': (words, text) => words.email.account.approvedLater.subject(text),
  'email.account.changeAsked.subject': (words, text) => words.email.account.changeAsked.subject(text),
  'email.account.declined.subject': (words, text) => words.email.account.declined.subject(text),
  'email.account.takenDown.subject': (words, text) => words.email.account.takenDown.subject(text),
  'email.account.putBack.subject': (words, text) => words.email.account.putBack.subject(text),
  'email.account.keptDown.subject': (words, text) => words.email.account.keptDown.subject(text),
  'email.account.ownersAsked.subject': (words, text) => words.email.account.ownersAsked.subject(text),
  'email.account.reportDecided.sentBy': (words, text) => words.email.account.reportDecided.sentBy(text),
  'email.account.contact': (words, text) => words.email.account.contact(text),
  'email.account.sentBy': (words, text) => words.email.account.sentBy(text),
  'problem.scopeMissing': (words, text) => words.problem.scopeMissing(text),
  'problem.takenDown': (words, text) => words.problem.takenDown(text, text),
  'problem.methodNotAllowed': (words, text) => words.problem.methodNotAllowed(text),
}

const NO_SENTENCES = ['number', 'date', 'petition.signatures']

/** Words that a language may share with English: a name is a name, and some travelled. */
const SHARED_WITH_ENGLISH: Partial<Record<string, readonly string[]>> = {
  uz: ['embed.element'],
  fr: [
    'versions.kinds.correction',
    'share.email',
    'print.signature',
    'signatures',
    'embed.setUp',
    'embed.frame',
    'embed.badge',
  ],
  de: ['print.name', 'embed.frame', 'embed.badge'],
  es: ['embed.frame'],
}

describe.for(LOCALES)('the catalogue in %s', (locale) => {
  const words = wordsOf(locale)
  const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories

  test('has the same entries as the English one, of the same kind', () => {
    const kinds = (of: Words) => Object.fromEntries(entriesOf(of).map(([path, value]) => [path, typeof value]))
    expect(kinds(words)).toEqual(kinds(wordsOf('en')))
  })

  test('has no sentence that is empty, padded or contains a line break', () => {
    const told = [
      ...sentencesOf(locale).values(),
      ...Object.values(COUNTED).map((tell) => tell(words, 5)),
      ...Object.values(QUOTING).map((tell) => tell(words, 'Ali Feruz')),
    ]
    expect(told.filter((sentence) => !/^\S(?:.*\S)?$/u.test(sentence))).toEqual([])
  })

  test('leaves commands and machine-readable names untranslated', () => {
    const code =
      /npm run keygen|PATCH \{.*\}|Authorization: Bearer …|application\/[\w-]+|format=\w+|[\d-]+T[\d:]+(?:Z|\+[\d:]+)/g
    const codeOf = (of: Locale) =>
      new Map([...sentencesOf(of)].map(([path, sentence]) => [path, (sentence.match(code) ?? []).toSorted()]))
    expect(codeOf(locale)).toEqual(codeOf('en'))
    expect(words.problem.invalid).toContain('errors')
    expect(words.problem.botCheck.missing).toContain('proof')
    expect(words.fieldErrors['not-a-cursor']).toContain('cursor')
  })

  test('puts every number into its sentence, formatted for the language', () => {
    const numbers = new Intl.NumberFormat(locale)
    // Where a noun has a form for two of it, a sentence may say «two seconds» in one word, and «one second» as well.
    const inWords = (n: number) => n <= 2 && categories.includes('two')
    const silent = Object.entries(COUNTED).flatMap(([path, tell]) =>
      [...COUNTS, 70_438]
        .filter((n) => !tell(words, n).includes(numbers.format(n)))
        // The starter or the signer alone.
        .filter((n) => n > 0 || !['petition.countOnYou', 'after.signedWith'].includes(path))
        .filter((n) => !inWords(n) || tell(words, n) === tell(words, 3 - n))
        .map((n) => `${path} ${n}`),
    )
    expect(silent).toEqual([])
  })

  test('agrees with every number: read the file when it changes', async () => {
    const lines = Object.entries(COUNTED).flatMap(([path, tell]) =>
      [path].concat(COUNTS.map((n) => `  ${tell(words, n)}`)),
    )
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`counted/${locale}.txt`)
  })

  test('leaves names, titles and dates as they are', () => {
    for (const text of ['Ali Feruz', '<b>&"«»', '{n} $& %s', 'حرية', '\u202Eabc\u200B']) {
      const harmed = Object.entries(QUOTING).filter(([, tell]) => !tell(words, text).includes(text))
      expect(harmed.map(([path]) => path)).toEqual([])
      expect(words.petition.countOnYou(text, 0)).toContain(text)
    }
  })

  test('has no function that these tests do not call', () => {
    const functions = entriesOf(words).filter(([, value]) => typeof value === 'function')
    const known = new Set([...NO_SENTENCES, ...Object.keys(COUNTED), ...Object.keys(QUOTING)])
    expect(new Set(functions.map(([path]) => path))).toEqual(known)
  })

  test('has a noun for every plural category of the language', () => {
    // French and Spanish count millions with a form of their own, which for this noun is the general one.
    const mayLack = ['fr', 'es'].includes(locale) ? ['many'] : []
    const forms = Object.keys(words.counter.signed)
    expect(categories).toEqual(expect.arrayContaining(forms))
    expect(categories.filter((category) => !forms.includes(category) && !mayLack.includes(category))).toEqual([])
    for (const n of [...COUNTS, 100, 70_438]) {
      const category = new Intl.PluralRules(locale).select(n)
      expect(words.petition.signatures(n)).toBe(words.counter.signed[category] ?? words.counter.signed.other)
      expect(words.petition.signatures(n)).toMatch(/\S/)
    }
  })

  test('keeps the placeholders for numbers in the words of the counter', () => {
    for (const template of [words.counter.goal, words.counter.lately]) expect(template.match(/\{n\}/g)).toHaveLength(1)
    expect(words.counter.goal.replace('{n}', words.number(5))).toBe(words.petition.nextGoal(5))
    expect(words.counter.lately.replace('{n}', words.number(5))).toBe(words.petition.lately(5))
  })
})

test.for(LOCALES.filter((locale) => locale !== 'en'))('the catalogue in %s has nothing left in English', (locale) => {
  const english = sentencesOf('en')
  const same = [...sentencesOf(locale)].filter(([path, sentence]) => sentence === english.get(path))
  const allowed = new Set(['direction', 'email.direction', ...(SHARED_WITH_ENGLISH[locale] ?? [])])
  expect(same.map(([path]) => path).filter((path) => !allowed.has(path))).toEqual([])
})

test('no two languages have the same name, or the same sentence for a refusal', () => {
  const catalogues = LOCALES.map(wordsOf)
  expect(new Set(catalogues.map(({ name }) => name)).size).toBe(LOCALES.length)
  for (const code of Object.keys(wordsOf('en').problem.title)) {
    const told = catalogues.map(({ problem }): unknown => Reflect.get(problem.title, code))
    expect(new Set(told).size).toBe(LOCALES.length)
  }
})
