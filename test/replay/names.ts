/**
 * Names to sign with: per language and sex a pool of given and family names from faker, drawn once and combined
 * afterwards. Faker seeded anew for each signer would be as exact and takes 25 times as long.
 */
import type { Faker } from '@faker-js/faker'
import { faker as ar } from '@faker-js/faker/locale/ar'
import { faker as de } from '@faker-js/faker/locale/de'
import { faker as en } from '@faker-js/faker/locale/en'
import { faker as fa } from '@faker-js/faker/locale/fa'
import { faker as fr } from '@faker-js/faker/locale/fr'
import { faker as ja } from '@faker-js/faker/locale/ja'
import { faker as ko } from '@faker-js/faker/locale/ko'
import { faker as pl } from '@faker-js/faker/locale/pl'
import { faker as ru } from '@faker-js/faker/locale/ru'
import { faker as tr } from '@faker-js/faker/locale/tr'
import { faker as uk } from '@faker-js/faker/locale/uk'
import { faker as uz } from '@faker-js/faker/locale/uz_UZ_latin'
import { faker as vi } from '@faker-js/faker/locale/vi'
import { faker as zh } from '@faker-js/faker/locale/zh_CN'

import { pick, type Random } from './random.ts'

type Pool<T> = readonly [T, ...T[]]

interface People {
  countries: Pool<string>
  given: Pool<string>
  family: Pool<string>
  comments: Pool<string>
  /** The separator between the names, and which comes first. */
  compose: (given: string, family: string) => string
}

export interface Person {
  name: string
  given: string
  family: string
  country: string
  comment: string
}

const POOL_NAMES = 100
const POOL_COMMENTS = 30
const WITH_EMOJI = 0.03
const EMOJI: Pool<string> = ['🌻', '🕊️', '✊🏽', '👩🏽‍🚒', '❤️‍🔥', '🏳️‍🌈', '🇺🇿']

const givenFirst = (given: string, family: string): string => `${given} ${family}`
const familyFirst = (given: string, family: string): string => `${family} ${given}`
const together = (given: string, family: string): string => `${family}${given}`

/** As in the seed's campaign, Cyrillic names are the most frequent. */
const LANGUAGES: readonly [Faker, Pool<string>, People['compose'], weight: number][] = [
  [ru, ['RU', 'RU', 'RU', 'BY', 'KZ', 'LV'], givenFirst, 34],
  [uk, ['UA'], givenFirst, 8],
  [en, ['GB', 'US', 'CA', 'IE', 'AU'], givenFirst, 14],
  [de, ['DE', 'AT', 'CH'], givenFirst, 9],
  [fr, ['FR', 'BE'], givenFirst, 7],
  [pl, ['PL'], givenFirst, 4],
  [uz, ['UZ'], givenFirst, 6],
  [tr, ['TR'], givenFirst, 3],
  [vi, ['VN'], familyFirst, 2],
  [ar, ['EG', 'LB', 'MA'], givenFirst, 4],
  [fa, ['IR'], givenFirst, 2],
  [zh, ['TW', 'SG'], together, 2],
  [ja, ['JP'], familyFirst, 3],
  [ko, ['KR'], together, 2],
]

/** Draws people; the same ones for the same seed. */
export function population(seed: number): (random: Random) => Person {
  const weighted = LANGUAGES.flatMap(([faker, countries, compose, weight]) => {
    faker.seed(seed)
    // In many languages a family name has two forms, and they go with the given name.
    const women = poolsOf(faker, 'female', countries, compose)
    const men = poolsOf(faker, 'male', countries, compose)
    return Array.from({ length: weight }, () => [women, men]).flat()
  })
  const [first, ...others] = weighted
  if (first === undefined) throw new Error('no languages to take names from')
  const languages: Pool<People> = [first, ...others]

  return (random) => {
    const people = pick(languages, random)
    const given = pick(people.given, random)
    const family = pick(people.family, random)
    const name = people.compose(given, family)
    return {
      name: random() < WITH_EMOJI ? `${name} ${pick(EMOJI, random)}` : name,
      given,
      family,
      country: pick(people.countries, random),
      comment: pick(people.comments, random),
    }
  }
}

const poolsOf = (
  faker: Faker,
  sex: 'female' | 'male',
  countries: Pool<string>,
  compose: People['compose'],
): People => ({
  countries,
  compose,
  given: pool(POOL_NAMES, () => faker.person.firstName(sex)),
  family: pool(POOL_NAMES, () => faker.person.lastName(sex)),
  comments: pool(POOL_COMMENTS, () => faker.lorem.sentence()),
})

const pool = <T>(length: number, make: () => T): Pool<T> => [make(), ...Array.from({ length: length - 1 }, make)]
