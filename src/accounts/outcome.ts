/** What a function of accounts gives: a value, or why not. The console words the reasons. */
export type Outcome<T, Why extends string> = { ok: true; value: T } | { ok: false; why: Why }

export const done = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })
export const not = <Why extends string>(why: Why): { ok: false; why: Why } => ({ ok: false, why })
