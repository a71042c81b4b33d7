/** Who runs this site, and removing one of them. */
import { consoleWords } from '../../i18n/console-catalogue.ts'
import { type Around, Page } from '../layout.tsx'
import { ButtonForm } from '../parts/form.tsx'
import { Back, Consequences, Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { SITE, SiteTabs } from '../parts/site-tabs.tsx'
import { TableHead } from '../parts/table-head.tsx'

export interface ShownOperator {
  id: string
  /** The name, or that there is none. */
  name: string
  /** Null where no key opens it. */
  email: string | null
  /** In words; null for never. */
  seen: string | null
  isReader: boolean
}

export function OperatorsPage({ around, operators }: { around: Around; operators: readonly ShownOperator[] }) {
  const words = consoleWords(around.locale)
  const { operator, team } = words
  return (
    <Page around={around} title={operator.operators} current="site" width="wide">
      <Heading title={operator.operators} lead={operator.operatorsLead} />
      <SiteTabs words={words} current="operators" />
      <table class="table cards">
        <caption class="visually-hidden">{operator.operators}</caption>
        <TableHead columns={[team.name, team.email, team.seen]} act={words.frame.change} />
        <tbody>
          {operators.map(({ id, name, email, seen, isReader }) => (
            <tr>
              <th scope="row">
                <bdi>{name}</bdi>
                {isReader && <span class="sub">{team.you}</span>}
              </th>
              <td data-label={team.email}>{email !== null && <bdi dir="ltr">{email}</bdi>}</td>
              <td data-label={team.seen}>{seen ?? ''}</td>
              <td class="act">
                {operators.length > 1 && <a href={`${SITE}/operators/${id}`}>{operator.remove(name)}</a>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <section class="section card">
        <h2>{operator.add}</h2>
        <p>{operator.addText}</p>
        <p>
          <code dir="ltr">npm run operator-link -- --origin …</code>
        </p>
      </section>
    </Page>
  )
}

interface RemoveProps {
  around: Around
  operator: Pick<ShownOperator, 'id' | 'name'>
  /** How many operators there are then; 0: this one cannot go. */
  left: number
}

export function RemoveOperatorPage({ around, operator: { id, name }, left }: RemoveProps) {
  const words = consoleWords(around.locale)
  const { operator, frame } = words
  return (
    <Page around={around} title={operator.removeTitle(name)} current="site">
      <Back href={`${SITE}/operators`} text={frame.back(operator.operators)} />
      <Heading title={operator.removeTitle(name)} />
      {left === 0 ? (
        <Notice tone="warn">
          <p>{operator.lastOperator}</p>
        </Notice>
      ) : (
        <section class="card">
          <Consequences items={operator.removeSo(left)} />
          <div class="acts">
            <ButtonForm action={`${SITE}/operators/${id}/remove`} label={operator.removeButton} kind="danger" />
            <a href={`${SITE}/operators`}>{frame.cancel}</a>
          </div>
        </section>
      )}
    </Page>
  )
}
