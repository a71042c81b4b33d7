/** Signatures as a first draft would take them: each into the database at once, and counted again for each reader. */
interface Env {
  DB: D1Database
}

export const NAIVE_SCHEMA = [
  'CREATE TABLE petitions (slug TEXT PRIMARY KEY, count INTEGER NOT NULL)',
  `CREATE TABLE signatures (
     id INTEGER PRIMARY KEY, petition TEXT NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL, signed_at INTEGER NOT NULL,
     UNIQUE (petition, email))`,
  `INSERT INTO petitions VALUES ('none', 0)`,
  `CREATE TABLE rows (
     petition_id INTEGER, signer BLOB, id TEXT, public_name TEXT, country TEXT, locale TEXT, signed_at INTEGER, contact BLOB,
     network BLOB, PRIMARY KEY (petition_id, signer)) WITHOUT ROWID`,
  'CREATE UNIQUE INDEX rows_id ON rows (petition_id, id)',
]

/** Messages as they are, ?1 in JSON, in one statement: the least that storing a batch from a queue can cost. */
const INSERT_ROWS = `
  INSERT INTO rows
  SELECT value ->> 'petitionId', unhex(value ->> 'signer'), value ->> 'id', value ->> 'publicName', value ->> 'country',
    value ->> 'locale', value ->> 'signedAt', unhex(value ->> 'contact'), unhex(value ->> '$.review.network')
  FROM json_each(?1)`

export default {
  async fetch(request, { DB }) {
    const slug = new URL(request.url).pathname.split('/')[3] ?? ''
    if (request.method === 'GET') {
      const row = await DB.prepare('SELECT count(*) AS count FROM signatures WHERE petition = ?').bind(slug).first()
      return Response.json(row)
    }
    const { name, email } = await request.json<{ name: unknown; email: unknown }>()
    if (typeof name !== 'string' || typeof email !== 'string' || name === '' || !/^[^@\s]+@[^@\s]+$/.test(email)) {
      return Response.json({ error: 'invalid' }, { status: 422 })
    }
    const { meta } = await DB.prepare(
      'INSERT INTO signatures (petition, name, email, signed_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    )
      .bind(slug, name, email, Date.now())
      .run()
    if (meta.changes > 0) await DB.prepare('UPDATE petitions SET count = count + 1 WHERE slug = ?').bind(slug).run()
    return Response.json({ status: 'accepted' }, { status: 202 })
  },
  async queue({ messages }, { DB }) {
    await DB.prepare(INSERT_ROWS)
      .bind(JSON.stringify(messages.map(({ body }) => body)))
      .run()
  },
} satisfies ExportedHandler<Env>
