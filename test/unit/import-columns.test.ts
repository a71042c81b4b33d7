/** Which column of a list is what, by its name. */
import { expect, test } from 'vitest'

import { columnsOf } from '../../src/browser/console/import/columns.ts'

const sample = (width: number): string[][] => [
  Array.from({ length: width }, (_, at) => (at === 1 ? 'a@example.org' : 'x')),
]

test.each([
  [['Участник. Имя', 'Почта', 'Дата'], { name: 0, email: 1, date: 2 }],
  [['Підписант, ім’я', 'Пошта', 'Час'], { name: 0, email: 1, date: 2 }],
  [['Name', 'Email', 'Email updates'], { name: 0, email: 1, consent: 2, date: null }],
])('%j', (header, columns) => {
  expect(columnsOf(header, sample(header.length))).toMatchObject(columns)
})
