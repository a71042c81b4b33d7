/** Stand-in until the export branch is merged. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { generateKeyPair } from '../sealing/keys.ts'
export async function developmentKeyFile(stateDir: string): Promise<{ file: string; publicKey: string }> {
  const file = `${stateDir}.campaign-key.json`
  mkdirSync(dirname(file), { recursive: true })
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(await generateKeyPair()), { mode: 0o600 })
  return { file, publicKey: JSON.parse(readFileSync(file, 'utf8')).publicKey }
}
