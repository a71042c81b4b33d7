/** Months in Uzbek, for the reason in ../format.ts. */
export const MONTHS: readonly string[] =
  'yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr'.split(' ')
