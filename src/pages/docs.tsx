/** The API's description for people, made of what `openapi.json` is made of. */
import { catalogue } from '../i18n/catalogue.ts'
import { describe, type Operation, type Operations } from '../http/openapi/operation.ts'
import { REFUSAL_STATUS, type RefusalCode } from '../refusal.ts'
import { Layout } from './layout.tsx'

const TITLES = Object.entries(catalogue('en').problem.title)

export function DocsPage({ origin, operations }: { origin: string; operations: Operations }) {
  return (
    <Layout locale="en" title="API">
      <main class="docs" id="content">
        <h1>API</h1>
        <p class="lead">
          JSON in, JSON out. The machine-readable description is <a href="/openapi.json">openapi.json</a>. Routes marked{' '}
          <span class="token">token</span> ask for <code>Authorization: Bearer …</code>.
        </p>
        <h2>The counter on your site</h2>
        <pre>
          {`<script type="module" src="${origin}/widget.js"></script><petition-counter petition="demo"></petition-counter>`}
        </pre>
        <h2>Routes</h2>
        {Object.entries(operations).flatMap(([path, methods]) =>
          Object.entries(methods).map(([method, operation]) => (
            <OperationEntry path={path} method={method} operation={operation} />
          )),
        )}
        <h2>Problems</h2>
        <p>
          Every refusal is <code>application/problem+json</code> (RFC 9457): <code>type</code> ends in one of these
          codes, <code>detail</code> says what to do, in the language of <code>Accept-Language</code>.
        </p>
        <table>
          <tbody>
            {TITLES.map(([code, title]) => (
              <tr id={code}>
                <td>
                  <code>{code}</code>
                </td>
                <td>{isRefusalCode(code) ? REFUSAL_STATUS[code] : ''}</td>
                <td>{title}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </main>
    </Layout>
  )
}

function OperationEntry({ path, method, operation }: { path: string; method: string; operation: Operation }) {
  const { summary, description, caller, body, query, response, refusals } = operation
  return (
    <div class="operation">
      <p>
        <code>
          <span class="method">{method.toUpperCase()}</span> {path}
        </code>{' '}
        {caller !== undefined && <span class="token">token</span>}
      </p>
      <p>
        <strong>{summary}.</strong> {description}
      </p>
      {query !== undefined && (
        <p>
          Query:{' '}
          {Object.entries(query).map(([name, parameter]) => (
            <span>
              <code>{name}</code> ({describe(parameter)}){' '}
            </span>
          ))}
        </p>
      )}
      <p>
        {body !== undefined && (
          <>
            Takes <code>{body}</code>.{' '}
          </>
        )}
        Replies {response.status} <code>{response.schema ?? response.type}</code>
        {refusals.length > 0 && (
          <>, or refuses with {refusals.map((code) => `${code} ${REFUSAL_STATUS[code]}`).join(', ')}</>
        )}
        .
      </p>
    </div>
  )
}

const isRefusalCode = (code: string): code is RefusalCode => code in REFUSAL_STATUS
