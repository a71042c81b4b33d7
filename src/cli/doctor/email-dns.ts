/** The DNS records without which large providers reject the emails of a site. */
import { resolveTxt } from 'node:dns/promises'

import { systemCode } from '../failure.ts'
import { type Finding, hint, well, wrong } from './checks.ts'

/** Answers that mean that there is no such record. */
const NONE = new Set(['ENOTFOUND', 'ENODATA'])

/** Looks up the TXT records of a name, each in parts. */
type Resolve = (name: string) => Promise<string[][]>

/** The TXT records of a name; null when nothing answered. */
async function recordsOf(name: string, resolve: Resolve): Promise<string[] | null> {
  try {
    return (await resolve(name)).map((parts) => parts.join(''))
  } catch (error) {
    return NONE.has(systemCode(error) ?? '') ? [] : null
  }
}

const begins = (records: readonly string[] | null, start: string): boolean =>
  records?.some((record) => record.toLowerCase().startsWith(start)) ?? false

/** The record of a domain holds for those below it: which one an organisation has registered, nothing here knows. */
function withParents(domain: string): string[] {
  const labels = domain.split('.')
  return labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'))
}

/** `selector`: of DKIM, which nothing but the email provider knows; null where the operator did not name it. */
export async function checkEmailDns(
  from: string,
  selector: string | null,
  resolve: Resolve = resolveTxt,
): Promise<Finding[]> {
  const domain = from.slice(from.lastIndexOf('@') + 1)
  const [spf, dmarc, dkim] = await Promise.all([
    recordsOf(domain, resolve),
    Promise.all(withParents(domain).map((name) => recordsOf(`_dmarc.${name}`, resolve))),
    selector === null ? null : recordsOf(`${selector}._domainkey.${domain}`, resolve),
  ])
  if (spf === null || dmarc.includes(null)) return [hint(`DNS does not answer about ${domain}.`, 'Try again later')]
  const findings: Finding[] = []
  const say = (applies: boolean, finding: Finding): void => void (applies && findings.push(finding))
  say(
    !begins(spf, 'v=spf1'),
    wrong(
      `${domain} has no SPF record: large providers reject its emails.`,
      `Add a TXT record to ${domain} that names the server which sends: your email provider says which`,
    ),
  )
  say(
    !dmarc.some((records) => begins(records, 'v=dmarc1')),
    wrong(
      `${domain} has no DMARC record: large providers reject its emails, or mark them as spam.`,
      `Add a TXT record to _dmarc.${domain}: v=DMARC1; p=none`,
    ),
  )
  if (selector === null)
    say(true, hint('DKIM was not checked.', 'npm run doctor -- --dkim-selector NAME, as your email provider calls it'))
  else
    say(
      dkim !== null && !dkim.some((record) => record.includes('p=')),
      wrong(`${selector}._domainkey.${domain} has no DKIM key.`, 'Add the record that your email provider shows'),
    )
  return findings.length > 0 ? findings : [well(`${domain} has SPF, DKIM and DMARC.`)]
}
