/** Development only: the emails that would have been sent. In English only, because only developers see it. */
import { Layout } from './layout.tsx'

export interface InboxEmail {
  id: string
  to: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  /** Milliseconds since the epoch. */
  receivedAt: number
}

export function InboxPage({ emails }: { emails: readonly InboxEmail[] }) {
  return (
    <Layout locale="en" title="Inbox">
      <main class="narrow" id="content">
        <h1>Inbox</h1>
        <p class="lead">Emails from this development server. None are delivered.</p>
        {emails.length === 0 && <p>No emails yet.</p>}
        <ul class="cards">
          {emails.map(({ id, to, subject, receivedAt }) => (
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

export function InboxEmailPage({ email }: { email: InboxEmail }) {
  return (
    <Layout locale="en" title={email.subject}>
      <main class="narrow" id="content">
        <p class="eyebrow">
          <a href="/dev/inbox">Inbox</a>
        </p>
        <h1>
          <bdi>{email.subject}</bdi>
        </h1>
        <p class="lead">To: {email.to}</p>
        <article class="docs">
          <h2>Text</h2>
          <pre dir="auto">{linked(email.text)}</pre>
          <h2>HTML</h2>
          <iframe
            title="HTML"
            width="100%"
            height="560"
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            srcdoc={email.html.replace('<head>', '<head><base target="_blank">')}
          ></iframe>
          <h2>Headers</h2>
          <pre>
            {Object.entries(email.headers)
              .map(([name, value]) => `${name}: ${value}`)
              .join('\n')}
          </pre>
        </article>
      </main>
    </Layout>
  )
}

/** Every second part is a URL. */
const linked = (text: string) =>
  text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) => (index % 2 === 1 ? <a href={part}>{part}</a> : part))
