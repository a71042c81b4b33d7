/** `npm run dead-letters`: lists messages that could not be read or stored, explains each, and replays or deletes them. */

import { type Client, createClient } from './dead-letters/client.ts'
import { explain } from './dead-letters/explain.ts'
import { type Command, readOptions, USAGE } from './dead-letters/options.ts'
import { edgeVars } from './dev-vars.ts'
import { exitCodeOf, Failure } from './failure.ts'
import { Interrupted } from './operator.ts'

process.exitCode = await exitCodeOf(
  async () => {
    const options = readOptions(process.argv.slice(2), process.env, edgeVars())
    if (options !== 'help') return run(options.command, createClient(options))
    console.log(USAGE)
    return 0
  },
  { unexpected: 'It failed:' },
)

function run(command: Command, client: Client): Promise<number> {
  switch (command.name) {
    case 'list':
      return list(client, command.cursor)
    case 'replay':
      return command.id === null ? replayAll(client) : replayOne(client, command.id)
    case 'delete':
      return remove(client, command.id)
  }
}

async function list(client: Client, after: string | null): Promise<number> {
  const { letters, cursor } = await client.page(after)
  for (const letter of letters) console.log(`${explain(letter, Date.now())}\n`)
  if (letters.length === 0) console.log(after === null ? 'There are no dead letters.' : 'There are no more.')
  if (cursor !== null) console.log(`There are more: npm run dead-letters -- list --cursor ${cursor}`)
  return 0
}

async function replayOne(client: Client, id: string): Promise<number> {
  const replayed = await client.replay(id)
  if (replayed === null) throw notFound(id)
  if (replayed.notReplayable !== null) {
    throw new Failure(`${id} cannot be replayed (${replayed.notReplayable}), and is still stored: list says why.`)
  }
  console.log(`${id} is on its queue. If it cannot be stored again, it comes back as a new dead letter.`)
  return 0
}

/**
 * Page by page: what comes back meanwhile is stored after the last page, and is for another run. Those of no petition would all come
 * back.
 */
async function replayAll(client: Client): Promise<number> {
  let [replayed, left] = [0, 0]
  const total = (): string =>
    `${replayed} replayed.${left > 0 ? ` ${left} cannot be stored and are left: npm run dead-letters says why.` : ''}`
  try {
    for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
      const page = await client.page(cursor)
      for (const { id, cause, notReplayable } of page.letters) {
        if (cause === 'no-petition' || notReplayable !== null) left++
        else if ((await client.replay(id))?.notReplayable === null) replayed++
      }
      ;({ cursor } = page)
    }
  } catch (error) {
    throw error instanceof Interrupted ? new Failure(`${total()}\n${error.message}`) : error
  }
  console.log(total())
  return 0
}

async function remove(client: Client, id: string): Promise<number> {
  if (!(await client.remove(id))) throw notFound(id)
  console.log(`${id} is deleted.`)
  return 0
}

function notFound(id: string): Failure {
  return new Failure(`There is no dead letter ${id}. It may have been replayed or deleted: npm run dead-letters`)
}
