/** The console Worker: campaigns and the operator do their work in it. The edge passes on what begins with /console. */
import { app } from './app.tsx'
import type { ConsoleBindings } from './context.ts'

export { Installation } from './installation.ts'

export default { fetch: app.fetch } satisfies ExportedHandler<ConsoleBindings>
