/** Made once in an isolate of the edge and used for all its requests: checked settings, keys, guards and caches. */
import { setOperator } from '../../src/pages/operator.ts'
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
  const services = byEnv.get(env) ?? makeServices(env)
  byEnv.set(env, services)
  setOperator(services.settings.operator)
  return services
}

function makeServices(env: EdgeEnv): Services {
  const settings = readSettings(env)
  const keys = makeKeys(settings)
  return {
    settings,
    caches: makeCaches(env, settings),
    keys,
    guards: makeGuards(env, settings, keys.proofKeys),
  }
}
