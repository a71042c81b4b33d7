/**
 * Back to the versions that served before the last deployment: the edge first, so that nobody sends what an older consumer cannot
 * read, and the others after it. The database stays as it is: every release runs on the schema of the next one.
 */
import { Failure } from '../failure.ts'
import { wrangler } from '../wrangler.ts'
import { type Deployment, operatorOf, runOptions, updateRelease, versionsNow } from './deployment.ts'
import { healthy } from './health.ts'
import { WORKERS } from './workers.ts'

export async function rollBack(deployment: Deployment, say: (line: string) => void): Promise<void> {
  const last = deployment.site.releases.at(-1)
  if (last === undefined)
    throw new Failure('Nothing was deployed with this site file, so there is nothing to go back to.')
  if (last.state === 'rolled-back')
    throw new Failure(
      'The last deployment was rolled back already. To deploy a release again, check it out and run npm run deploy.',
    )
  if (last.contracted.length > 0)
    throw new Failure(
      `The last deployment has removed something from the database that the release before needs (${last.contracted.join(', ')}). Correct the new release and deploy it, or go back with Time Travel: docs/operate.md.`,
    )
  if (last.before.undersigned === null)
    throw new Failure('The last deployment was the first one, so there is nothing to go back to.')
  const now = await versionsNow(deployment)
  for (const { name, title } of WORKERS.toReversed()) {
    const version = last.before[name]
    if (version === null) say(`${title}: was not there before, and stays`)
    else if (now[name] === version) say(`${title}: ${version} serves already`)
    else {
      await wrangler(['rollback', version, '--name', name, '--message', 'npm run deploy -- --rollback', '--yes'], {
        ...runOptions(deployment),
        config: null,
      })
      say(`${title}: back to ${version}`)
    }
  }
  updateRelease(deployment, { state: 'rolled-back' })
  say(`Health: ${await healthy(operatorOf(deployment))}`)
}
