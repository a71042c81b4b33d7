declare namespace Cloudflare {
  interface Env extends EdgeEnv {
    /** Given by the vitest config, for `setup.ts`. */
    MIGRATIONS: import('cloudflare:test').D1Migration[]
  }
}
