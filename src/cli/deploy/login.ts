/** Who deploys: wrangler's login, or a token in the environment; and to which account. */
import { EXIT_USAGE, Failure } from '../failure.ts'
import { wrangler } from '../wrangler.ts'
import { type Account, cloudflare, type Cloudflare, type Credentials } from './cloudflare.ts'

/** `logs`: the directory of wrangler's logs. */
export async function login(logs: string): Promise<Cloudflare> {
  // What wrangler takes first, too; to ask it takes seconds.
  const token = process.env['CLOUDFLARE_API_TOKEN'] ?? ''
  if (token !== '') return cloudflare({ type: 'api_token', token })
  let stdout: string
  try {
    stdout = await wrangler(['auth', 'token', '--json'], { logs, config: null })
  } catch {
    throw new Failure(
      'You are not logged in to Cloudflare. Run npx wrangler login, or set CLOUDFLARE_API_TOKEN to a token with the rights that docs/operate.md lists.',
    )
  }
  // Something may be printed before it.
  const credentials: Credentials = JSON.parse(stdout.slice(stdout.indexOf('{')))
  return cloudflare(credentials)
}

/** `known`: the account of the site file, `chosen`: that of the environment. */
export async function accountOf(
  api: Cloudflare,
  { known, chosen }: { known: string | undefined; chosen: string | undefined },
): Promise<Account> {
  const accounts = await api.accounts()
  if (known !== undefined && chosen !== undefined && chosen !== '' && known !== chosen)
    throw new Failure(
      `The site is in the account ${known}, and CLOUDFLARE_ACCOUNT_ID is ${chosen}. Unset it, or name the site file of the other one with --site.`,
    )
  const wanted = known ?? (chosen === '' ? undefined : chosen)
  if (wanted !== undefined) {
    const account = accounts.find(({ id }) => id === wanted)
    // A token for one account may not be allowed to list accounts.
    return account ?? { id: wanted, name: wanted }
  }
  const [only, ...others] = accounts
  if (only === undefined)
    throw new Failure('This login has no account. Log in again with npx wrangler login, or set CLOUDFLARE_ACCOUNT_ID.')
  if (others.length === 0) return only
  const list = accounts.map(({ id, name }) => `  CLOUDFLARE_ACCOUNT_ID=${id}    ${name}`).join('\n')
  throw new Failure(
    `This login has several accounts. Choose one by a variable in the environment; a deployment keeps it in the site file:\n${list}`,
    EXIT_USAGE,
  )
}
