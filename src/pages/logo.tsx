/** The drawing of `assets/icon.svg`, in the colours of the theme. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <rect width="32" height="32" rx="7" stroke="none" />
      <path d="M9 7v9a7 7 0 0 0 14 0V7" fill="none" stroke-width="3.5" stroke-linecap="round" />
      <path d="M8 27h16" stroke-width="2.5" stroke-linecap="round" />
    </svg>
  )
}
