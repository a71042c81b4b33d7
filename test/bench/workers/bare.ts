/** What workerd alone does: the least that a Worker can cost. */
export default {
  fetch: () => new Response('ok'),
} satisfies ExportedHandler
