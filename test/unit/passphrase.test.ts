/** Passphrases of key files: random ones, those that are too weak, how they are compared, and how a terminal asks for them. */
import { PassThrough } from 'node:stream'

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { newPassphrase, passphrasesFrom } from '../../src/cli/passphrase.ts'
import { normalised, randomPassphrase, weakness } from '../../src/key-file/passphrase.ts'
import { WORDS } from '../../src/key-file/words.ts'
import { PASSPHRASE_MAX_CHARS, PASSPHRASE_MIN_CHARS } from '../../src/limits.ts'

describe('the words', () => {
  test('are 1,296, in order, short and without signs', () => {
    expect(WORDS).toHaveLength(6 ** 4)
    expect(WORDS).toEqual([...new Set(WORDS)].toSorted())
    expect(WORDS.filter((word) => !/^[a-z]{4,8}$/.test(word))).toEqual([])
  })

  test('are told from each other by four letters, and by any mistake in typing', () => {
    expect(new Set(WORDS.map((word) => word.slice(0, 4))).size).toBe(WORDS.length)
    // Two words are one letter apart, more, less or other, exactly if they are the same without some letter of each.
    const without = (word: string): string[] => Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))
    const seen = new Map<string, string>()
    const near: string[] = []
    for (const word of WORDS) {
      for (const part of new Set([word, ...without(word)])) {
        const other = seen.get(part)
        if (other !== undefined) near.push(`${other} ${word}`)
        seen.set(part, word)
      }
    }
    const apart = (pair: string): boolean => {
      const [a = '', b = ''] = pair.split(' ')
      let at = 0
      while (a[at] === b[at]) at++
      const rest = (word: string, skip: number): string => word.slice(at + skip)
      return rest(a, 1) !== rest(b, 1) && rest(a, 1) !== rest(b, 0) && rest(a, 0) !== rest(b, 1)
    }
    expect(near.filter((pair) => !apart(pair))).toEqual([])
  })
})

describe('a random passphrase', () => {
  /** Numbers as if at random. */
  const drawing =
    (...numbers: number[]) =>
    (drawn: Uint32Array) =>
      drawn.set([numbers.shift() ?? 0])

  test('is six words or five groups of four digits, and good enough', () => {
    for (let n = 0; n < 200; n++) {
      const [words, digits] = [randomPassphrase('words'), randomPassphrase('digits')]
      expect(words.split(' ').map((word) => WORDS.includes(word))).toEqual(Array(6).fill(true))
      expect(digits).toMatch(/^\d{4}(?: \d{4}){4}$/)
      expect([weakness(words), normalised(words), normalised(digits)]).toEqual([null, words, digits])
    }
  })

  test('can begin and end with every word, and favours none', () => {
    const last = WORDS.length - 1
    expect(randomPassphrase('words', drawing(0, last, WORDS.length, 1))).toMatch(
      new RegExp(`^${WORDS[0]} ${WORDS[last]} ${WORDS[0]} ${WORDS[1]} `),
    )
    // The last numbers of 32 bits would make the first words more likely than the others: they are drawn again.
    const unfair = 2 ** 32 - (2 ** 32 % WORDS.length)
    expect(randomPassphrase('words', drawing(unfair - 1, unfair, 2 ** 32 - 1, 7))).toMatch(
      new RegExp(`^${WORDS[last]} ${WORDS[7]} `),
    )
    expect(randomPassphrase('digits', drawing(7, 9_999, 10_000))).toMatch(/^0007 9999 0000 /)
  })
})

describe('a passphrase', () => {
  test('is the same however it is typed', () => {
    const same: [string, string][] = [
      ['  Lemon\tHARVEST\u00A0stitch \n', 'lemon harvest stitch'],
      ['ｌｅｍｏｎ　１２', 'lemon 12'],
      ['cafe\u0301', 'caf\u00E9'],
      ['٤٨٢١ ۹۰۳۵', '4821 9035'],
      ['BİBER ısı', 'biber isi'],
    ]
    for (const [typed, meant] of same) expect(normalised(typed)).toBe(normalised(meant))
    expect(normalised('Lemon  1')).toBe('lemon 1')
  })

  test('stays the same when it is written down as it is encrypted with', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (passphrase) => {
        expect(normalised(normalised(passphrase))).toBe(normalised(passphrase))
      }),
    )
  })

  test('of another word, order or punctuation is another', () => {
    const all = ['lemon harvest', 'harvest lemon', 'lemonharvest', 'lemon-harvest', 'lemon harvests', 'limon harvest']
    expect(new Set(all.map(normalised)).size).toBe(all.length)
  })

  test('is too short, too long or too uniform for a new file', () => {
    expect(weakness('')).toBe('too-short')
    expect(weakness(`${'ab cdefg'.repeat(1)}${' '.repeat(20)}`)).toBe('too-short')
    expect(weakness('a1b2c3d4e5f6g7'.slice(0, PASSPHRASE_MIN_CHARS - 1))).toBe('too-short')
    expect(weakness('a1b2c3d4e5f6g7')).toBe(null)
    expect(weakness('чайка летит')).toBe('too-short')
    expect(weakness('чайка летит домой')).toBe(null)
    expect(weakness('aaaa aaaa aaaa aaaa')).toBe('too-uniform')
    expect(weakness('1212 1212 1212 1212')).toBe('too-uniform')
    expect(weakness('ab'.repeat(PASSPHRASE_MAX_CHARS))).toBe('too-long')
  })
})

describe('a terminal', () => {
  function terminal(typed: string) {
    const [input, output] = [new PassThrough(), new PassThrough()]
    let shown = ''
    output.on('data', (chunk: Buffer) => (shown += chunk.toString()))
    input.write(typed)
    return { input, output, isTTY: true, shown: () => shown }
  }

  test('does not show what is typed', async () => {
    const there = terminal('lemon harvest\n')
    expect(await passphrasesFrom({}, there).ask('Passphrase: ')).toBe('lemon harvest')
    expect(there.shown()).toBe('Passphrase: \n')
  })

  test('says so when nothing is typed', async () => {
    const there = terminal('')
    const asked = passphrasesFrom({}, there).ask('Passphrase: ')
    there.input.end()
    await expect(asked).rejects.toThrow('No passphrase was given.')
  })

  test('is not asked where the environment has one', async () => {
    const passphrases = passphrasesFrom({ CAMPAIGN_KEY_PASSPHRASE: 'of the environment' }, terminal('typed\n'))
    expect([passphrases.typed, await passphrases.ask('')]).toEqual([false, 'of the environment'])
    const nowhere = { ...terminal(''), isTTY: false }
    await expect(passphrasesFrom({ CAMPAIGN_KEY_PASSPHRASE: '' }, nowhere).ask('')).rejects.toThrow('in a terminal')
  })

  test('asks for a new one until it is good, and twice the same', async () => {
    const typed = ['short', 'lemon harvest stitch', 'lemon harvest', 'lemon harvest stitch', ' Lemon harvest  stitch']
    const said: string[] = []
    const passphrases = { typed: true, ask: () => Promise.resolve(typed.shift() ?? '') }
    expect(await newPassphrase(passphrases, (text) => said.push(text))).toBe('lemon harvest stitch')
    expect(typed).toEqual([])
    expect(said).toEqual([
      expect.stringMatching(/ {2}[a-z]+(?: [a-z]+){5}\n/),
      `This passphrase has fewer than ${PASSPHRASE_MIN_CHARS} characters.`,
      'The two are not the same.',
    ])
  })
})
