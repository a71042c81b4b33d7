import { expect, test } from 'vitest'
import { en } from '../../src/i18n/en.ts'
test('smoke', () => { expect(en.petition.gathered(1)).toContain('1 signer') })
