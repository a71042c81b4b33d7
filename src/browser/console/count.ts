/** Counts the characters that are left while somebody types. Without it, the count is that of what was sent last. */
for (const output of document.querySelectorAll<HTMLOutputElement>('output[data-of]')) {
  const field = document.querySelector<HTMLTextAreaElement>(`#${output.dataset['of'] ?? ''}`)
  const count = (): void => {
    // In code points, as the server counts.
    const left = Number(output.dataset['max']) - Array.from(field?.value ?? '').length
    output.textContent = left.toLocaleString(document.documentElement.lang)
  }
  field?.addEventListener('input', count)
  if (field !== null) count()
}
