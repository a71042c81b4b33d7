/** The heads of a table’s columns. */

/** `number`: a column of numbers, below each other at the same place. */
type Column = string | { number: string }

/** `act`: the last column, of what can be done with a row; its head is for those who hear the table. */
export function TableHead({ columns, act }: { columns: readonly Column[]; act?: string }) {
  return (
    <thead>
      <tr>
        {columns.map((column) =>
          typeof column === 'string' ? (
            <th scope="col">{column}</th>
          ) : (
            <th scope="col" class="n">
              {column.number}
            </th>
          ),
        )}
        {act !== undefined && (
          <th scope="col">
            <span class="visually-hidden">{act}</span>
          </th>
        )}
      </tr>
    </thead>
  )
}
