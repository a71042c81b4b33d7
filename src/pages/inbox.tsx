/** Development only: the mails that would have been sent. English alone: only developers see it. */
import { Layout } from './layout.tsx'

export interface InboxMail {
  id: string
  to: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  /** In milliseconds. */
  receivedAt: number
}

export function InboxPage({ mails }: { mails: readonly InboxMail[] }) {
  return (
    <Layout locale="en" title="Inbox">
      <main class="narrow" id="content">
        <h1>Inbox</h1>
        <p class="lead">Mails of this development server. Nothing leaves it.</p>
        {mails.length === 0 && <p>No mail has come yet.</p>}
        <ul class="cards">
          {mails.map(({ id, to, subject, receivedAt }) => (
            <li>
              <a href={`/dev/inbox/${id}`}>
                <strong>
                  <bdi>{subject}</bdi>
                </strong>
                <span>To: {to}</span>
                <time datetime={new Date(receivedAt).toISOString()}>{new Date(receivedAt).toUTCString()}</time>
              </a>
            </li>
          ))}
        </ul>
      </main>
    </Layout>
  )
}

export function InboxMailPage({ mail }: { mail: InboxMail }) {
  return (
    <Layout locale="en" title={mail.subject}>
      <main class="narrow" id="content">
        <p class="eyebrow">
          <a href="/dev/inbox">Inbox</a>
        </p>
        <h1>
          <bdi>{mail.subject}</bdi>
        </h1>
        <p class="lead">To: {mail.to}</p>
        <article class="docs">
          <h2>Text</h2>
          <pre dir="auto">{linked(mail.text)}</pre>
          <h2>HTML</h2>
          <iframe
            title="HTML"
            width="100%"
            height="560"
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            srcdoc={mail.html.replace('<head>', '<head><base target="_blank">')}
          ></iframe>
          <h2>Headers</h2>
          <pre>
            {Object.entries(mail.headers)
              .map(([name, value]) => `${name}: ${value}`)
              .join('\n')}
          </pre>
        </article>
      </main>
    </Layout>
  )
}

/** Every second part is an address. */
const linked = (text: string) =>
  text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) => (index % 2 === 1 ? <a href={part}>{part}</a> : part))
