/** WordPress as Debian ships it, with a database of its own, in a folder that the tests remove. */
import { spawn } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readdirSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'

import { freePortPair } from '../../support/ports.ts'
import { MARIADBD, WORDPRESS } from '../needs.ts'
import { type Service, startService } from '../service.ts'
import { run } from '../../support/run.ts'

/** A page takes several requests, and WordPress may request itself. */
const PHP_WORKERS = 4
/** The translations that the tests use: all of them are 50 MB. */
const LANGUAGE = 'ar'

export interface Look {
  theme: 'twentytwentyone' | 'twentytwentythree'
  /** Six hexadecimal digits. */
  background?: string
  /** As WordPress names it; if not given, English. */
  language?: string
}

export interface Post {
  name: string
  role: 'administrator' | 'author'
  content: string
}

export interface WordPress {
  /** Whose pages the tests open: another site than the petitions, which are at localhost. */
  origin: string
  setLook: (look: Look) => Promise<void>
  /** The URL of each post by its name. */
  publish: (posts: readonly Post[]) => Promise<Record<string, string>>
  stop: () => Promise<void>
}

/** `folder` must be there, and have a short path: a socket's is limited to 107 bytes. */
export async function startWordPress(folder: string, petitionOrigin: string): Promise<WordPress> {
  const root = join(folder, 'wordpress')
  copyWordPress(root)
  const port = await freePortPair()
  const origin = `http://127.0.0.1:${port}`
  const socket = join(folder, 'db.sock')
  const database = await startDatabase(join(folder, 'db'), socket)
  const services: Service[] = [database]
  const stop = async (): Promise<void> => {
    for (const service of services.toReversed()) await service.stop()
  }
  const env = {
    WORDPRESS_DB_SOCKET: socket,
    WORDPRESS_URL: origin,
    PETITIONS_PORT: new URL(petitionOrigin).port,
    PHP_CLI_SERVER_WORKERS: String(PHP_WORKERS),
  }
  const php = (script: string, args: readonly string[] = [], input = ''): Promise<string> =>
    runPhp([join(import.meta.dirname, script), root, ...args], { cwd: root, env, input })
  try {
    await php('install.php')
    services.push(
      await startService('php', ['-S', `127.0.0.1:${port}`, '-t', root], {
        cwd: root,
        env,
        isReady: async () => (await fetch(`${origin}/readme.html`)).ok,
      }),
    )
  } catch (error) {
    await stop()
    throw error
  }
  return {
    origin,
    setLook: async ({ theme, background = '', language = '' }) =>
      void (await php('configure.php', [theme, background, language])),
    publish: async (posts) => {
      const urls: Record<string, string> = JSON.parse(await php('publish.php', [], JSON.stringify(posts)))
      return urls
    },
    stop,
  }
}

/** PHP follows links to where WordPress's files really are, and Debian's settings are there: so it is copied. */
function copyWordPress(root: string): void {
  const languages = join(WORDPRESS, 'wp-content/languages')
  const filter = (source: string): boolean => !source.startsWith(`${languages}/`)
  cpSync(WORDPRESS, root, { recursive: true, dereference: true, filter })
  for (const file of readdirSync(languages)) {
    if (file.endsWith(`${LANGUAGE}.mo`)) copyFileSync(join(languages, file), join(root, 'wp-content/languages', file))
  }
  copyFileSync(join(import.meta.dirname, 'wp-config.php'), join(root, 'wp-config.php'))
  const plugins = join(root, 'wp-content/mu-plugins')
  mkdirSync(plugins)
  copyFileSync(join(import.meta.dirname, 'loopback.php'), join(plugins, 'loopback.php'))
}

/** MariaDB without a port, whose root needs no password. */
async function startDatabase(data: string, socket: string): Promise<Service> {
  const user = `--user=${userInfo().username}`
  const args = ['--no-defaults', `--datadir=${data}`, user]
  const setUp = await run(
    'mariadb-install-db',
    [...args, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { cwd: '/' },
  )
  if (setUp.code !== 0) throw new Error(`mariadb-install-db: ${setUp.stdout}${setUp.stderr}`)
  return startService(
    MARIADBD,
    [
      ...args,
      `--socket=${socket}`,
      '--skip-networking',
      '--innodb-buffer-pool-size=32M',
      '--innodb-flush-log-at-trx-commit=0',
    ],
    { isReady: (output) => output.includes('ready for connections') },
  )
}

/** What a PHP script prints. Throws when it fails. */
async function runPhp(
  args: readonly string[],
  { cwd, env, input }: { cwd: string; env: Record<string, string>; input: string },
): Promise<string> {
  const child = spawn('php', ['-d', 'display_errors=stderr', ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let [printed, errors] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  child.stdin.end(input)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`php ${args.join(' ')} ended with ${code}:\n${printed}${errors}`)
  return printed
}
