/** Made once in an isolate of the edge and used for all its requests: checked settings, keys, guards and caches. */
import { readSettings, type Settings } from '../../src/settings.ts'
import { type Caches, makeCaches } from './caches.ts'
import { makeGuards, type SigningGuards } from './guards.ts'
import { type Keys, makeKeys } from './keys.ts'

export interface Services {
  settings: Settings
  caches: Caches
  keys: Keys
  guards: SigningGuards
}

const byEnv = new WeakMap<EdgeEnv, Services>()

/** Throws a SettingsError when a setting is missing or weak. */
export function servicesOf(env: EdgeEnv): Services {
  const known = byEnv.get(env)
  if (known !== undefined) return known
  const made = makeServices(env)
  byEnv.set(env, made)
  return made
}

function makeServices(env: EdgeEnv): Services {
  const settings = readSettings(env)
  const keys = makeKeys(settings)
  return {
    settings,
    caches: makeCaches(env, settings.publicOrigin),
    keys,
    guards: makeGuards(env, settings, keys.challengeKeys),
  }
}
